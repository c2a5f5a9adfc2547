-- Accusations (检举控告, class B): separate tables that only the accusation desk's role can read. 信访工作条例第三十条、第四十六条
create schema sealed;
grant usage on schema sealed to hejie_sealed;

create table sealed.accusation (
  home_county text not null, id uuid not null, code text not null, pin_digest text not null,
  status text not null check (status in ('RECEIVED', 'FORWARDED', 'ANSWERED')),
  form text not null, channel text not null,
  title text not null, body text not null,
  accused text, accused_unit_id uuid,
  region_path text not null,
  is_anonymous boolean not null,
  parties jsonb not null,                                             -- names and contacts; ID numbers sealed inside
  forwarded_to uuid, forwarded_at timestamptz, forward_note text,
  received_at timestamptz not null, registered_by uuid, taken_by uuid,
  version integer not null default 1,
  primary key (home_county, id), unique (home_county, code)
);
create table sealed.accusation_event (
  home_county text not null, accusation_id uuid not null, seq integer not null, event text not null, at timestamptz not null,
  actor_id uuid, note text,
  primary key (home_county, accusation_id, seq), foreign key (home_county, accusation_id) references sealed.accusation
);
-- A chain of its own: even the number of lines says how many accusations there are.
create table sealed.audit_lane (lane smallint primary key check (lane = 64), next_seq bigint not null default 1, head text not null);
insert into sealed.audit_lane (lane, head) values (64, repeat('0', 64));
create table sealed.audit_line (like audit_line including all);
create trigger audit_line_no_change before update or delete or truncate on sealed.audit_line for each statement execute function audit_is_append_only();
create table sealed.attachment (
  home_county text not null, accusation_id uuid not null, id uuid not null, name text not null, media_type text not null, bytes integer not null, digest text not null,
  primary key (home_county, accusation_id, id), foreign key (home_county, accusation_id) references sealed.accusation
);
grant select, insert, update on sealed.accusation, sealed.accusation_event, sealed.attachment to hejie_sealed;
grant select, insert on sealed.audit_line to hejie_sealed;
grant select, update on sealed.audit_lane to hejie_sealed;
-- The desk answers for what it forwards, and needs names of units and places for it.
grant select on region, unit, line, post, post_holder, account, code_table, code_row, site_setting to hejie_sealed;
