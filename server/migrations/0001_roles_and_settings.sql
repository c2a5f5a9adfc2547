-- Two database roles, taken for one transaction at a time (set local role). The owner of the tables only migrates.
-- Roles belong to the whole cluster, so another Hejie database may have made them already.
do $$
begin
  if not exists (select from pg_roles where rolname = 'hejie_app') then create role hejie_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'hejie_sealed') then create role hejie_sealed nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
grant hejie_app, hejie_sealed to current_user;
grant usage on schema public to hejie_app, hejie_sealed;
alter default privileges in schema public grant select, insert, update, delete on tables to hejie_app;
alter default privileges in schema public grant usage, select on sequences to hejie_app;

-- What the running transaction may see, as set by the application at its begin.
create function hejie_mode() returns text language sql stable parallel safe
  as $$ select current_setting('hejie.mode', true) $$;
create function hejie_paths() returns text[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('hejie.paths', true), ''), ',') $$;
create function hejie_units() returns uuid[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('hejie.units', true), ''), ',')::uuid[] $$;
create function hejie_matter() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('hejie.matter', true), '')::uuid $$;
