-- How common the commonest pairs of characters are, as the statistics know it: looking for likely earlier matters asks for the rare ones only.
create function matter_frequent_pairs() returns table (pair text, frequency real)
  language sql stable security definer set search_path = public, pg_catalog, pg_temp
  as $$ select e, f from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as x(e, f)
    where s.schemaname = 'public' and s.tablename = 'matter_text' and s.attname = 'search' and e is not null $$;
revoke execute on function matter_frequent_pairs() from public;
grant execute on function matter_frequent_pairs() to hejie_app;
