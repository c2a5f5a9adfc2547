-- Append-only, hash-chained record of every change and every read of personal data.
-- Lines stand in lanes so that unrelated work never waits for one chain; a lane is one chain.
-- A line holds identifiers and codes, never names, texts or phones: the record itself must not leak.
create table audit_lane (
  lane     smallint primary key check (lane between 0 and 63),
  next_seq bigint not null default 1,
  head     text not null                                              -- SM3 of the last line, hex
);
insert into audit_lane (lane, head) select n, repeat('0', 64) from generate_series(0, 63) n;

create table audit_line (
  lane       smallint not null,
  seq        bigint not null,
  at         timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'citizen', 'system')),
  actor_id   text,                                                    -- account id; null for citizens and the system
  unit_id    uuid,
  action     text not null,                                           -- matter.register, matter.read-phone …
  subject    text not null,                                           -- kind:id
  home_county text,
  region_path text,
  reason     text,
  detail     jsonb not null,
  previous   text not null,
  hash       text not null,
  primary key (lane, seq)
);
create index audit_line_at on audit_line (at);
create index audit_line_subject on audit_line (subject);
create index audit_line_actor on audit_line (actor_id, at);

create function audit_is_append_only() returns trigger language plpgsql as
  $$ begin raise exception 'audit lines are append-only' using errcode = '42501'; end $$;
create trigger audit_line_no_change before update or delete or truncate on audit_line for each statement execute function audit_is_append_only();
revoke update, delete, truncate on audit_line from hejie_app;
