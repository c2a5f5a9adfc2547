-- Who must sign in with two steps: for the accounts kept in a place and below, everybody or those with certain roles.
create table second_factor_rule (
  region_path text primary key,
  is_for_all  boolean not null,
  roles       text[] not null,
  changed_by  uuid not null, changed_at timestamptz not null,
  version     integer not null default 1
);
