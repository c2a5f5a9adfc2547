-- What a citizen has typed so far may be an accusation or hold an ID number: it is kept closed with a key outside the database.
drop table filing_draft;
create table filing_draft (
  token_digest text primary key,
  sealed       bytea not null,
  updated_at   timestamptz not null
);
create index filing_draft_age on filing_draft (updated_at);
