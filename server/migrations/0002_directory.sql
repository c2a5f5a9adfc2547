-- Regions, units, posts, people's posts, code tables, duty rules. Reference tables: whole on every node of a cluster.

create table region (
  code        text primary key check (code ~ '^\d{12}(\d{3})?$'),      -- 12-digit statistical code (15 for a grid)
  name        text not null,
  name_en     text,
  level       smallint not null check (level between 1 and 6),        -- 1 province … 5 village, 6 grid
  parent_code text references region,
  -- Own path, because development zones and history do not fit the code: '33/3302/330212/330212110/330212110201/'.
  path        text not null unique check (path ~ '^(\d+/)+$'),
  full_name   text not null,                                          -- 浙江省宁波市鄞州区姜山镇
  valid_from  date not null default '2000-01-01',
  valid_to    date,                                                   -- last day in force; null: in force
  successor_code text references region,
  version     integer not null default 1,
  check (valid_to is null or valid_to >= valid_from)
);
create index region_parent on region (parent_code);

create table line (                                                   -- 条: a branch of administration
  code text primary key, zh text not null, en text not null
);

create table unit (                                                   -- 机关、单位、村居、调委会
  id          uuid primary key,
  code        text not null unique,                                   -- region code + line + number, stable
  name        text not null,
  name_en     text,
  short_name  text,
  line_code   text not null references line,
  region_code text not null references region,
  region_path text not null,
  level       smallint not null,
  -- What the unit is to the procedure.
  kind        text not null check (kind in ('petition-office', 'centre', 'agency', 'government', 'village', 'discipline', 'mediation', 'other')),
  superior_id uuid references unit,                                   -- the organ one level above (review, rulings)
  credit_code text, address text, phone text,
  valid_from  date not null default '2000-01-01',
  valid_to    date,
  successor_id uuid references unit,
  version     integer not null default 1
);
create index unit_region on unit (region_path, line_code);

create table role (code text primary key check (code ~ '^ZR\d\d$'), zh text not null, en text not null, can text not null);

create table post (                                                   -- a chair in a unit: the roles come with it
  id        uuid primary key,
  unit_id   uuid not null references unit,
  name      text not null,
  name_en   text,
  roles     text[] not null check (cardinality(roles) > 0),
  valid_from date not null default '2000-01-01',
  valid_to  date,
  version   integer not null default 1
);
create index post_unit on post (unit_id);

create table account (                                                -- a member of staff; sign-in lives in identity tables
  id          uuid primary key,
  user_id     text not null unique,                                   -- the sign-in library's user
  username    text not null unique,
  name        text not null,
  phone       text,
  is_active   boolean not null default true,
  is_demo     boolean not null default false,
  created_at  timestamptz not null default now(),
  version     integer not null default 1
);

create table post_holder (
  post_id    uuid not null references post,
  account_id uuid not null references account,
  valid_from date not null,
  valid_to   date,
  primary key (post_id, account_id, valid_from)
);
create index post_holder_account on post_holder (account_id);

create table code_table (id text primary key, zh text not null, en text not null, source text not null, columns jsonb not null);
create table code_row (
  table_id  text not null references code_table,
  code      text not null,
  parent    text,
  zh        text not null,
  en        text,
  more      jsonb not null default '{}',
  position  integer not null,
  is_active boolean not null default true,
  version   integer not null default 1,
  primary key (table_id, code)
);

-- Who is competent for what: class × place × line, the nearest place wins.
create table duty_rule (
  id          uuid primary key,
  class_code  text not null,                                          -- T06 or T07 code; a prefix counts for all below
  region_path text not null,
  line_code   text references line,
  unit_id     uuid references unit,
  unit_level  smallint check (unit_level between 1 and 6),            -- level that usually handles it; above it where the place has no such unit
  co_lines    text[] not null default '{}',                           -- lines to consider for co-handling (协办)
  reason      text not null,
  valid_from  date not null default '2000-01-01',
  valid_to    date,
  version     integer not null default 1,
  check (line_code is not null or unit_id is not null)
);
create index duty_rule_class on duty_rule (class_code, region_path);

create table calendar_year (
  year        smallint primary key check (year between 1990 and 2100),
  source      text not null,
  published   boolean not null default true,
  loaded_at   timestamptz not null default now()
);
create table calendar_day (
  date        date not null,
  region_path text not null default '',                               -- '' national; a province's or county's own change
  kind        text not null check (kind in ('holiday', 'workday', 'half-day')),
  closes_at   text check (closes_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),    -- a half-day's local closing time
  name        text not null,
  check ((kind = 'half-day') = (closes_at is not null)),
  primary key (date, region_path)
);

create table site_setting (key text primary key, value jsonb not null, version integer not null default 1);
