-- A matter is deleted for one reason only: it turned out to be an accusation and went into the sealed channel. Whatever else names it
-- goes with it, in every county, whoever wrote it; a queue is emptied of it too. (The queue's tables are made later than this function.)
create function matter_leaves_nothing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from matter_link where other_id = old.id;
  delete from message where matter_id = old.id;
  delete from staff_draft where strpos(key, old.code) > 0;
  if to_regclass('pgboss.job') is not null then
    delete from pgboss.job where data->>'matterId' = old.id::text;
  end if;
  return null;
end $$;
create trigger matter_leaves_nothing after delete on matter for each row execute function matter_leaves_nothing();
create index matter_link_other on matter_link (other_id);
