-- The matter (信访事项) and its parts. Every table carries home_county first in its keys: on a cluster all parts of a
-- matter lie on one node, and a public code, which begins with it, leads there.

create table matter_serial (home_county text not null, year smallint not null, next integer not null default 1, primary key (home_county, year));

create table matter (
  home_county   text not null check (home_county ~ '^\d{6}$'),
  id            uuid not null,
  code          text not null check (code ~ '^\d{16}$'),               -- 一案一码: county 6 + year 2 + serial 7 + check digit
  pin_digest    text not null,
  status        text not null,
  form          text not null,                                         -- T01 form
  channel       text not null,                                         -- T02 channel
  category      text check (category in ('A', 'C')),                   -- T03; B never stands here
  route         text check (route in ('C1','C2','C3','C4','C5','C6')),
  purpose       text,                                                  -- T05
  class1        text, class2 text,                                     -- T06, T07
  title         text not null check (length(title) between 1 and 200),
  place_code    text,                                                  -- where it happened (问题属地)
  place_detail  text check (length(place_detail) <= 300),
  region_path   text not null,                                         -- path of place_code, else of the registering office
  people_count  integer not null default 1 check (people_count >= 1),
  is_joint      boolean not null default false,
  is_anonymous  boolean not null default false,                        -- no name given
  is_public     boolean not null default false,                        -- agrees to publication
  hides_identity boolean not null default false,                       -- 不愿让被反映单位知道身份
  is_urgent     boolean not null default false,                        -- 重大紧急 (article 25)
  is_important  boolean not null default false,
  is_simple     boolean not null default false,                        -- simplified handling
  is_repeat     boolean not null default false,                        -- 重复: linked to an earlier one of the same person
  is_demo       boolean not null default false,
  respondent_unit_id uuid,                                             -- the unit complained of, when it is in the directory
  respondent_name text,
  office_id     uuid not null,                                         -- the petition office that keeps it
  holder_unit_id uuid,                                                 -- the unit that must act now
  lead_unit_id  uuid,
  handler_id    uuid,                                                  -- the officer of the holder who took it on
  unit_ids      uuid[] not null,                                       -- every unit with a part in it
  received_at   timestamptz not null,                                  -- when the words arrived: clocks start here
  registered_at timestamptz,
  accepted_on   date, served_on date, closed_at timestamptz,
  conclusion    text,                                                  -- T16
  -- The nearest running clock, kept here for lists; 'infinity' when none runs.
  next_due_rule text, next_due_on date not null default 'infinity', next_due_legal date, next_due_provisional boolean not null default false,
  routed_count  smallint not null default 0, objected_count smallint not null default 0,
  event_seq     integer not null default 0,
  version       integer not null default 1,
  created_at    timestamptz not null default now(),
  is_open       boolean not null generated always as (status not in
    ('CLOSED','FINAL','ARCHIVED','NOT_ACCEPTED','DIVERTED','WITHDRAWN','MERGED')) stored,
  primary key (home_county, id),
  unique (home_county, code)
);
create index matter_open_due on matter (next_due_on, id) where is_open;
create index matter_region_due on matter (region_path, next_due_on) where is_open;
create index matter_holder_due on matter (holder_unit_id, next_due_on) where is_open;
create index matter_status_due on matter (status, next_due_on) where is_open;
create index matter_received on matter (received_at desc, id);
create index matter_county_received on matter (home_county, received_at desc, id);
create index matter_region on matter (region_path);
create index matter_units on matter using gin (unit_ids);

create table matter_text (
  home_county text not null, matter_id uuid not null,
  body        text not null check (length(body) <= 10000),
  reply       text,
  search      tsvector not null,                                       -- bigrams, words, place and month marks; see text search
  primary key (home_county, matter_id),
  foreign key (home_county, matter_id) references matter on delete cascade
);
create index matter_text_search on matter_text using gin (search);

create table matter_party (
  home_county text not null, matter_id uuid not null, seq smallint not null,
  role        text not null check (role in ('petitioner', 'representative', 'agent')),
  kind        text not null default 'P1',                              -- T30 P1 natural person, P2 legal person, P3
  name        text not null check (length(name) between 1 and 100),
  phone       text, address text,
  id_kind     text, id_sealed bytea, id_digest text,                   -- sealed with a key outside the database
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade
);
create index matter_party_name on matter_party (name);
create index matter_party_phone on matter_party (phone) where phone is not null;
create index matter_party_id on matter_party (id_digest) where id_digest is not null;

create table matter_event (
  home_county text not null, matter_id uuid not null, seq integer not null,
  event       text not null, from_status text, to_status text not null,
  at          timestamptz not null,
  actor_kind  text not null, actor_id uuid, actor_name text, unit_id uuid, unit_name text,
  note        text check (length(note) <= 4000),
  detail      jsonb not null default '{}',
  shown_to_citizen boolean not null default false,
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade
);

create table matter_clock (
  home_county text not null, matter_id uuid not null, seq smallint not null,
  rule        text not null,                                           -- DLnn of T27
  unit_id     uuid,                                                    -- whose clock it is
  started_on  date not null, length integer not null, unit text not null,
  due_strict  date, due_legal date, is_provisional boolean not null default false,
  extended_days smallint not null default 0,
  paused_on   date, paused_days smallint not null default 0,
  ended_on    date, ended_by text,
  log         jsonb not null default '[]',                             -- the clock's own events, for replay
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade
);
create index matter_clock_provisional on matter_clock (is_provisional) where is_provisional;
create index matter_clock_running on matter_clock (due_strict) where ended_on is null;

create table matter_assignment (
  home_county text not null, matter_id uuid not null, seq smallint not null,
  unit_id     uuid not null,
  part        text not null check (part in ('lead', 'co')),
  kind        text not null check (kind in ('transfer', 'assign', 'own')),   -- 转送, 交办, 本机关办理
  assigned_by uuid, assigned_at timestamptz not null,
  due_on      date, requirement text, letter_number text,
  signed_at   timestamptz, signed_by uuid, recusal_declared boolean,
  opinion     text, opinion_at timestamptz,                            -- a co-handling unit's part
  ended_at    timestamptz, outcome text,                               -- returned, ruled-away, done
  objection   jsonb,
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade
);
create index matter_assignment_unit on matter_assignment (unit_id, assigned_at desc);

create table matter_contact (
  home_county text not null, matter_id uuid not null, seq smallint not null,
  at timestamptz not null, by_account uuid not null, unit_id uuid not null,
  way text not null check (way in ('phone', 'visit', 'meeting', 'video', 'message', 'letter')), reached boolean not null,
  note text not null check (length(note) between 1 and 2000),
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade
);

-- The decision in its making (article 32): drafted, reviewed by another, issued by the head, served.
create table matter_reply (
  home_county text not null, matter_id uuid not null, seq smallint not null,
  state       text not null check (state in ('draft', 'in-review', 'returned', 'approved', 'issued', 'served')),
  kind        text not null,                                           -- WS10, WS11, WS12
  conclusion  text,
  request_summary text, facts text, opinion text, legal_basis text, remedy text,
  commitments text, commitments_due date,
  drafted_by uuid not null, drafted_at timestamptz not null,
  reviewed_by uuid, reviewed_at timestamptz, review_note text,
  issued_by uuid, issued_at timestamptz, number text,
  served_on date, service_method text, service_proof jsonb,
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade
);

create table matter_paper (                                            -- issued papers, frozen
  home_county text not null, matter_id uuid not null, seq smallint not null,
  kind text not null, number text, title text not null,
  content jsonb not null, digest text not null,
  issued_at timestamptz not null, issued_by uuid, unit_id uuid,
  shown_to_citizen boolean not null default false,
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade
);
create table paper_serial (unit_id uuid not null, kind text not null, year smallint not null, next integer not null default 1, primary key (unit_id, kind, year));

create table matter_attachment (
  home_county text not null, matter_id uuid not null, id uuid not null,
  name text not null, media_type text not null, bytes integer not null, digest text not null,
  added_at timestamptz not null, added_by_kind text not null, added_by uuid, purpose text not null default 'material',
  primary key (home_county, matter_id, id),
  foreign key (home_county, matter_id) references matter on delete cascade
);

create table matter_evaluation (
  home_county text not null, matter_id uuid not null, object text not null check (object in ('office', 'unit')),
  unit_id uuid not null, grade text not null check (grade in ('0','1','3')), reasons text[] not null default '{}', words text check (length(words) <= 1000),
  at timestamptz not null,
  primary key (home_county, matter_id, object),
  foreign key (home_county, matter_id) references matter on delete cascade
);

create table matter_info_request (
  home_county text not null, matter_id uuid not null, seq smallint not null,
  asked_at timestamptz not null, asked_by uuid not null, question text not null, answer_by date not null,
  answered_at timestamptz, answer text,
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade
);

create table matter_link (                                             -- a row on each side; never a foreign key across counties
  home_county text not null, matter_id uuid not null, other_county text not null, other_id uuid not null, other_code text not null,
  kind text not null check (kind in ('merged-into', 'merged-from', 'repeats', 'repeated-by', 'related')),
  at timestamptz not null, by_account uuid,
  primary key (home_county, matter_id, other_id, kind),
  foreign key (home_county, matter_id) references matter on delete cascade
);

create table matter_task (                                             -- what a person has to do besides the main course
  home_county text not null, matter_id uuid not null, id uuid not null,
  kind text not null, unit_id uuid not null, role text not null, due_on date, detail jsonb not null default '{}',
  created_at timestamptz not null, done_at timestamptz, done_by uuid, outcome text, version integer not null default 1,
  primary key (home_county, matter_id, id),
  foreign key (home_county, matter_id) references matter on delete cascade
);
create index matter_task_open on matter_task (unit_id, role, due_on) where done_at is null;

create table matter_source (                                           -- where an imported or exchanged matter came from
  home_county text not null, source text not null, external_id text not null, matter_id uuid not null,
  primary key (home_county, source, external_id)
);

-- Second wall: the same rule as the application's visibleTo, enforced again by the database.
alter table matter enable row level security;
create policy matter_seen on matter using (
  (select hejie_mode()) = 'system'
  or region_path ^@ any ((select hejie_paths())::text[])
  or unit_ids && (select hejie_units())
  or id = (select hejie_matter())
) with check ((select hejie_mode()) is not null);
do $$
declare part text;
begin
  foreach part in array array['matter_text','matter_party','matter_event','matter_clock','matter_assignment','matter_contact','matter_reply',
      'matter_paper','matter_attachment','matter_evaluation','matter_info_request','matter_link','matter_task'] loop
    execute format('alter table %I enable row level security', part);
    execute format($p$create policy %I on %I using (
      (select hejie_mode()) = 'system'
      or exists (select from matter m where m.home_county = %I.home_county and m.id = %I.matter_id)
    ) with check ((select hejie_mode()) is not null)$p$, part || '_seen', part, part, part);
  end loop;
end $$;

-- Exact totals without counting millions: every change of a matter adds deltas, a job folds them.
create table matter_tally (
  home_county text not null, region_path text not null, status text not null, category text not null, month date not null, total bigint not null
);
create index matter_tally_region on matter_tally (region_path, status);
create function matter_tally_keep() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'UPDATE' and (old.region_path, old.status, coalesce(old.category, '')) = (new.region_path, new.status, coalesce(new.category, '')) then return null; end if;
  if tg_op in ('UPDATE', 'DELETE') then
    insert into matter_tally values (old.home_county, old.region_path, old.status, coalesce(old.category, ''), date_trunc('month', old.received_at at time zone 'Asia/Shanghai'), -1);
  end if;
  if tg_op in ('INSERT', 'UPDATE') then
    insert into matter_tally values (new.home_county, new.region_path, new.status, coalesce(new.category, ''), date_trunc('month', new.received_at at time zone 'Asia/Shanghai'), 1);
  end if;
  return null;
end $$;
create trigger matter_tally_keep after insert or update of region_path, status, category or delete on matter
  for each row execute function matter_tally_keep();
