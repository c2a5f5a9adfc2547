-- Review and re-review of a decision (复查、复核; 信访工作条例第三十五条、第三十六条), and hearings (听证).
create table matter_review (
  home_county text not null, matter_id uuid not null, seq smallint not null,
  kind        text not null check (kind in ('review', 'rereview')),
  state       text not null check (state in ('REQUESTED', 'REFUSED', 'EXAMINING', 'HEARING', 'DRAFTED', 'APPROVED', 'SIGNED', 'SERVED')),
  organ_id    uuid not null,
  reply_seq   smallint not null,                                      -- the reply that is reviewed
  -- Where the matter stood and who had it: it returns there when the request is declined or the decision upheld.
  resume_status text not null, resume_holder_id uuid,
  requested_on date not null, reasons text not null check (length(reasons) <= 3000),
  is_late     boolean not null default false, late_reason text check (length(late_reason) <= 1000),
  accepted_by uuid, accepted_at timestamptz,
  refused_code text, refusal_note text, refused_by uuid,
  result      text check (result in ('uphold', 'change', 'redo', 'correct')),
  review_request text, facts text, opinion text, legal_basis text, conclusion text, correction text, correction_due date, remedy text,
  drafted_by uuid, drafted_at timestamptz, reviewed_by uuid, reviewed_at timestamptz, review_note text, issued_by uuid, issued_at timestamptz, number text,
  served_on date, service_method text, service_proof jsonb,
  -- Nobody above can be asked any more: the same facts and reasons are not accepted again.
  is_final    boolean not null default false,
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade,
  check (drafted_by is null or reviewed_by is null or drafted_by <> reviewed_by),
  check (issued_by is null or (issued_by <> drafted_by and issued_by <> reviewed_by)),
  check (state <> 'SERVED' or served_on is not null)
);
-- One request at a time: of two people at once, one wins.
create unique index matter_review_open on matter_review (home_county, matter_id) where state not in ('REFUSED', 'SERVED');
create index matter_review_organ on matter_review (organ_id, requested_on desc, matter_id);
create index matter_review_requested on matter_review (requested_on desc, matter_id);
create index matter_review_number on matter_review (number) where is_final;

create table matter_hearing (
  home_county text not null, matter_id uuid not null, seq smallint not null,
  review_seq  smallint,                                               -- null: a hearing in first handling
  held_on     date not null, place text not null, presider text not null, hearers text not null, participants text not null, topic text not null, is_public boolean not null,
  called_by   uuid not null, called_at timestamptz not null,
  record      text check (length(record) <= 10000), ended_by uuid, ended_at timestamptz,
  primary key (home_county, matter_id, seq),
  foreign key (home_county, matter_id) references matter on delete cascade
);
create index matter_hearing_running on matter_hearing (held_on) where ended_at is null;

do $$
declare part text;
begin
  foreach part in array array['matter_review', 'matter_hearing'] loop
    execute format('alter table %I enable row level security', part);
    execute format($p$create policy %I on %I using (
      (select hejie_mode()) = 'system'
      or exists (select from matter m where m.home_county = %I.home_county and m.id = %I.matter_id)
    ) with check ((select hejie_mode()) is not null)$p$, part || '_seen', part, part, part);
  end loop;
end $$;
