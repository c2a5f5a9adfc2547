-- Full text under row-level security: @@ is not leakproof, so PostgreSQL would not use the index behind a policy. The vector is
-- therefore closed to the application; a function of the owner gives back keys only, and the matters themselves stay behind the wall.
revoke select on matter_text from hejie_app;
grant select (home_county, matter_id, body, reply) on matter_text to hejie_app;

create function matter_search(wanted tsquery) returns table (home_county text, matter_id uuid)
  language sql stable parallel safe security definer set search_path = public, pg_temp rows 500
  as $$ select home_county, matter_id from matter_text where search @@ wanted $$;
revoke execute on function matter_search(tsquery) from public;
grant execute on function matter_search(tsquery) to hejie_app;

create index matter_lead on matter (lead_unit_id, received_at desc) where lead_unit_id is not null;
