-- Reports of reprisal (打击报复; 信访工作条例第十八条、第四十六条): they go to supervision, never to the unit, and leave no trace in the matter's own timeline or tasks.
create table reprisal_report (
  home_county text not null, id uuid not null,
  matter_id   uuid not null, matter_code text not null,
  -- The petition office whose supervisor (ZR11) sees to it; never the unit that handles the matter.
  desk_unit_id uuid not null, about_unit_id uuid,
  words       text not null check (length(words) between 1 and 3000),
  reported_at timestamptz not null,
  answered_by uuid, answered_at timestamptz, outcome text check (length(outcome) <= 2000),
  version     integer not null default 1,
  primary key (home_county, id)
);
create index reprisal_report_desk on reprisal_report (desk_unit_id, reported_at desc, id);
alter table reprisal_report enable row level security;
create policy reprisal_report_seen on reprisal_report using (
  (select hejie_mode()) = 'system' or (desk_unit_id = any((select hejie_units())::uuid[]) and about_unit_id is distinct from desk_unit_id)
) with check ((select hejie_mode()) is not null);
