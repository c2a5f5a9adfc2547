-- Things that serve the work without being part of a matter; local to the coordinator of a cluster.
create table idempotency_key (
  scope text not null, key text not null, request_digest text not null, status smallint, response jsonb, created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_key_age on idempotency_key (created_at);

create table filing_draft (                                            -- what a citizen has typed so far, kept if the line breaks
  token_digest text primary key, data jsonb not null, matter_code text, updated_at timestamptz not null
);
create table staff_draft (account_id uuid not null, key text not null, data jsonb not null, updated_at timestamptz not null, primary key (account_id, key));
create table saved_view (id uuid primary key, account_id uuid not null, name text not null, query jsonb not null, position integer not null, unique (account_id, name));

create table attempt_limit (                                           -- wrong PINs and the like, by keyed digest of who tries
  purpose text not null, subject text not null, window_start timestamptz not null, count integer not null, primary key (purpose, subject)
);

create table import_mapping (id uuid primary key, account_id uuid, name text not null, kind text not null, headers_digest text not null, mapping jsonb not null, updated_at timestamptz not null, unique (kind, headers_digest));
create table import_run (
  id uuid primary key, kind text not null, account_id uuid, unit_id uuid, file_name text not null, file_digest text not null,
  state text not null check (state in ('dry-run', 'running', 'done', 'failed', 'cancelled')),
  total integer not null default 0, done integer not null default 0, added integer not null default 0, known integer not null default 0, refused integer not null default 0,
  options jsonb not null default '{}', started_at timestamptz not null, ended_at timestamptz, error text
);
create table import_refusal (run_id uuid not null references import_run on delete cascade, row integer not null, field text, code text not null, facts jsonb not null default '{}', cells jsonb not null, primary key (run_id, row, code));

create table message (                                                 -- notices to citizens and staff: outbox and delivery log
  id uuid primary key, home_county text, matter_id uuid, to_kind text not null check (to_kind in ('citizen', 'staff')), to_account uuid,
  template text not null, facts jsonb not null, channel text not null, state text not null check (state in ('kept', 'sent', 'failed')), created_at timestamptz not null, read_at timestamptz
);
create index message_account on message (to_account, created_at desc) where to_account is not null;
create index message_matter on message (matter_id);
