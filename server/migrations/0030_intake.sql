-- Files that were sent before the matter they belong to exists. The name may tell what an accusation is about, so it is sealed.
create table upload (
  id          uuid primary key,
  name_sealed bytea not null,
  media_type  text not null,
  bytes       integer not null check (bytes > 0),
  digest      text not null,
  uploaded_by uuid,                                                   -- null: a citizen, who proves the upload by its id
  created_at  timestamptz not null
);
create index upload_age on upload (created_at);

-- An accusation knows the desk that is competent for it, and keeps all that was filed.
alter table sealed.accusation
  add column desk_unit_id uuid,                                        -- null: no discipline organ in the directory yet; the level above takes it
  add column filing jsonb not null default '{}';
create index accusation_desk on sealed.accusation (desk_unit_id, received_at desc);
grant select, delete on upload to hejie_sealed;
grant select, insert on idempotency_key to hejie_sealed;
