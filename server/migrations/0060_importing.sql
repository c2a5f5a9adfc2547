-- Imports of matters. What was refused is kept as row, column and reason; the words stay in the uploaded file until both are deleted.
drop table import_refusal;
drop table import_run;

create table import_run (
  id           uuid primary key,
  account_id   uuid not null,                                          -- whose import it is; nobody else sees it
  request_key  text,                                                   -- an upload sent twice is one run
  file_name    text not null, file_digest text not null, is_file_kept boolean not null default true,
  format       text not null check (format in ('xlsx', 'csv', 'json')), encoding text,
  sheets       jsonb not null, sheet text, header_row integer not null, headers jsonb not null,
  mapping      jsonb not null, is_remembered boolean not null default false, options jsonb,
  state        text not null check (state in ('uploaded', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed')),
  total        integer not null, done integer not null default 0, added integer not null default 0, known integer not null default 0, refused integer not null default 0,
  problem      jsonb,
  created_at   timestamptz not null, started_at timestamptz, ended_at timestamptz,
  updated_at   timestamptz not null,                                   -- a run at work that has not moved for a while is taken up again
  unique (account_id, request_key),
  check (done = added + known + refused)
);
create index import_run_account on import_run (account_id, created_at desc, id desc);
create index import_run_at_work on import_run (updated_at) where state in ('checking', 'running');
create index import_run_kept on import_run (created_at) where is_file_kept;

create table import_refusal (
  run_id uuid not null references import_run on delete cascade, row integer not null, seq smallint not null,
  field text not null, code text not null, facts jsonb not null,
  primary key (run_id, row, seq)
);

-- Second wall: an import holds personal data and belongs to one person.
alter table import_run enable row level security;
create policy import_run_own on import_run using ((select hejie_mode()) = 'system' or account_id = (select nullif(current_setting('hejie.account', true), ''))::uuid);
alter table import_refusal enable row level security;
create policy import_refusal_own on import_refusal using ((select hejie_mode()) = 'system' or exists (select from import_run r where r.id = run_id));

-- That something was registered is known by keyed digests. An imported row does not say which matter it became: when that matter
-- turns out to be an accusation and is sealed, nothing here points at it, and importing the file again still adds nothing.
alter table matter_source rename column external_id to external_digest;
alter table matter_source alter column matter_id drop not null, add column content_digest text;
