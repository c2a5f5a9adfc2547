import pg from 'pg'

/**
 * Fills an empty register with synthetic matters, one running clock each, started on the last 60 days: plain, extended, counting working days, and
 * 复核 with a hearing in between. No dates are written: computing them is what is measured.
 */
export async function fillClocks(connectionString: string, wanted: number, today: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('begin; set local session_replication_role = replica; set local synchronous_commit = off; truncate matter cascade')
    await client.query(`with town as (select code, path, row_number() over (order by code) - 1 as k, count(*) over () as of from region where level = 4),
        office as (select distinct on (region_code) id, substr(region_code, 1, 6) as county from unit where kind = 'petition-office' and level = 3 order by region_code, id)
      insert into matter (home_county, id, code, pin_digest, status, form, channel, category, route, title, place_code, region_path, office_id, unit_ids, received_at, is_demo)
      select substr(t.code, 1, 6), gen_random_uuid(), substr(t.code, 1, 6) || lpad(n::text, 10, '0'), 'x', 'HANDLING', '300', 'Q01', 'C', 'C6', '演示事项' || n, t.code, t.path, o.id, array[o.id], $2::date, true
      from generate_series(1, $1) n join town t on t.k = (n * 7919) % t.of join office o on o.county = substr(t.code, 1, 6)`, [wanted, today])
    await client.query(`insert into matter_clock (home_county, matter_id, seq, rule, started_on, length, unit, log)
      select m.home_county, m.id, 1, k.rule, s.on_day, k.length, k.unit, jsonb_build_array(jsonb_build_object('id', 'a', 'kind', 'started', 'on', s.on_day))
        || case when k.more = 'extended' then jsonb_build_array(jsonb_build_object('id', 'b', 'kind', 'extended', 'on', s.on_day + 1, 'days', 30, 'reason', '演示'))
          when k.more = 'heard' then jsonb_build_array(jsonb_build_object('id', 'b', 'kind', 'paused', 'cause', 'hearing', 'on', s.on_day + 3), jsonb_build_object('id', 'c', 'kind', 'resumed', 'on', s.on_day + 10)) else '[]'::jsonb end
      from (select *, row_number() over (order by id) as n from matter) m
      join (values (0, 'DL05', 60, 'naturalDay', ''), (1, 'DL05', 60, 'naturalDay', 'extended'), (2, 'DL03', 15, 'naturalDay', ''), (3, 'DL10', 10, 'workingDay', ''), (4, 'DL09', 30, 'naturalDay', 'heard')) k(at, rule, length, unit, more) on k.at = m.n % 5
      cross join lateral (select $1::date - (m.n % 60)::int as on_day) s`, [today])
    await client.query('commit')
    await client.query('vacuum analyze matter, matter_clock')
  } finally {
    await client.end()
  }
}
