import pg from 'pg'
import { searchVector } from '../../modules/text-search/index.ts'
import { newId } from '../../platform/ids.ts'
import { seeded, syntheticText } from './synthetic-text.ts'

const TEXTS = 20_000
/** Share of matters still open, as in a register of some years. */
const OPEN_SHARE = 0.04

/**
 * Fills a register with synthetic matters over the last 24 months, spread over every county and town, with their texts, people, events and
 * clocks. Indexes are dropped first and made again at the end, as a bulk load does. Owner's rights are needed; nothing else may run.
 */
export async function fillRegister(connectionString: string, wanted: number, progress: (what: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ total: number }>('select count(*)::int as total from matter')
    const held = rows[0]?.total ?? 0
    if (held >= wanted) return
    await client.query("set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '256MB'")
    const indexes = await dropIndexes(client)
    await fillTexts(client)
    const BATCH = 50_000
    for (let from = held; from < wanted; from += BATCH) {
      await fillBatch(client, from, Math.min(BATCH, wanted - from))
      progress(`matters: ${Math.min(wanted, from + BATCH).toLocaleString('en')} of ${wanted.toLocaleString('en')}`)
    }
    for (const { name, definition } of indexes) {
      progress(`index ${name}`)
      await client.query(definition)
    }
    await client.query(`delete from matter_tally; insert into matter_tally select home_county, region_path, status, coalesce(category, ''), date_trunc('month', received_at at time zone 'Asia/Shanghai'), count(*) from matter group by 1, 2, 3, 4, 5`)
    await client.query('drop table bench_text')
    progress('vacuum analyze')
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

async function dropIndexes(client: pg.Client): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`select indexname as name, indexdef as definition from pg_indexes where tablename like 'matter%' and schemaname = 'public'
    and indexname not in (select conname from pg_constraint)`)
  for (const { name } of rows) await client.query(`drop index ${pg.escapeIdentifier(name)}`)
  return rows
}

async function fillTexts(client: pg.Client): Promise<void> {
  await client.query('create unlogged table bench_text (n int primary key, title text, body text, vector tsvector)')
  const random = seeded(20_261_123)
  const CHUNK = 500
  for (let from = 0; from < TEXTS; from += CHUNK) {
    const texts = Array.from({ length: CHUNK }, () => syntheticText(random))
    await client.query('insert into bench_text select n, t, b, v::tsvector from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as x(n, t, b, v)', [
      texts.map((_, index) => from + index), texts.map((text) => text.title), texts.map((text) => text.body),
      texts.map((text) => searchVector({ ...text, regionPath: '', receivedOn: '2000-01-01' }).replace(" 'm/2000-01'", '')),
    ])
  }
}

async function fillBatch(client: pg.Client, from: number, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => newId())
  await client.query('create temp table if not exists batch_id (n int primary key, id uuid); create temp table if not exists batch_matter (n int, home_county text, id uuid, region_path text, received_at timestamptz, is_open boolean); truncate batch_id, batch_matter')
  await client.query('insert into batch_id select * from unnest($1::int[], $2::uuid[])', [ids.map((_, index) => from + index), ids])
  await client.query('analyze batch_id')
  await client.query(`
    with town as (select code, path, row_number() over (order by md5(code)) - 1 as k, count(*) over () as of from region where level = 4),
    office as (select distinct on (region_code) id, substr(region_code, 1, 6) as county from unit where kind = 'petition-office' and level = 3 order by region_code, id),
    bureau as (select id, substr(region_code, 1, 6) as county, row_number() over (partition by region_code order by code) - 1 as k, count(*) over (partition by region_code) as of from unit where kind = 'agency' and level = 3)
    , added as (insert into matter (home_county, id, code, pin_digest, status, form, channel, category, route, class1, class2, title, place_code, region_path, office_id, holder_unit_id, lead_unit_id, unit_ids,
      received_at, registered_at, accepted_on, next_due_rule, next_due_on, next_due_legal, is_demo, event_seq, is_anonymous, people_count)
    select substr(t.code, 1, 6), b.id, substr(t.code, 1, 6) || '9' || lpad(b.n::text, 9, '0'), 'x', s.status, '300', 'Q01', 'C', 'C6', lpad((1 + b.n % 19)::text, 2, '0'), null, x.title, t.code, t.path,
      o.id, case when s.status = 'REGISTERED' then o.id else u.id end, case when s.status = 'REGISTERED' then null else u.id end, case when s.status = 'REGISTERED' then array[o.id] else array[o.id, u.id] end,
      r.at, r.at, (r.at + interval '5 days')::date, case when s.open then 'DL05' end, case when s.open then (r.at + interval '65 days')::date else 'infinity' end, case when s.open then (r.at + interval '66 days')::date end, true, 4, b.n % 17 = 0, 1
    from batch_id b
    join town t on t.k = (b.n::bigint * 7919) % t.of
    join office o on o.county = substr(t.code, 1, 6)
    join bureau u on u.county = substr(t.code, 1, 6) and u.k = (b.n::bigint * 31) % u.of
    join bench_text x on x.n = (b.n::bigint * 6151) % ${TEXTS}
    cross join lateral (select (b.n % 1000) < ${OPEN_SHARE * 1000} as open) f
    cross join lateral (select f.open, case when not f.open then 'ARCHIVED' else (array['REGISTERED','ROUTED','SIGNED','HANDLING','HANDLING','HANDLING','SERVING','SERVED'])[1 + b.n % 8] end as status) s
    cross join lateral (select case when f.open then now() - (b.n % 60) * interval '1 day' else now() - ((b.n::bigint * 104729) % 730) * interval '1 day' - (b.n % 86400) * interval '1 second' end as at) r
    returning home_county, id, region_path, received_at, is_open)
    insert into batch_matter select b.n, a.home_county, a.id, a.region_path, a.received_at, a.is_open from added a join batch_id b on b.id = a.id`)
  await client.query(`insert into matter_text (home_county, matter_id, body, search)
    select m.home_county, m.id, x.body, x.vector || (select string_agg(quote_literal('r/' || part), ' ') from unnest(string_to_array(trim(trailing '/' from m.region_path), '/')) part)::tsvector
      || quote_literal('m/' || to_char(m.received_at at time zone 'Asia/Shanghai', 'YYYY-MM'))::tsvector
    from batch_matter m join bench_text x on x.n = (m.n::bigint * 6151) % ${TEXTS}`)
  await client.query(`insert into matter_party (home_county, matter_id, seq, role, name, phone, address)
    select m.home_county, m.id, 1, 'petitioner', '演示' || (m.n % 90000)::text, '1990000' || lpad((m.n % 10000)::text, 4, '0'), '演示地址' from batch_matter m`)
  await client.query(`insert into matter_event (home_county, matter_id, seq, event, from_status, to_status, at, actor_kind, shown_to_citizen)
    select m.home_county, m.id, e.seq, e.event, e.f, e.t, m.received_at + e.seq * interval '1 day', 'system', true from batch_matter m
    cross join (values (1, 'submit', null, 'SUBMITTED'), (2, 'register', 'SUBMITTED', 'REGISTERED'), (3, 'transfer', 'REGISTERED', 'ROUTED'), (4, 'sign', 'ROUTED', 'SIGNED')) e(seq, event, f, t)`)
  await client.query(`insert into matter_clock (home_county, matter_id, seq, rule, started_on, length, unit, due_strict, due_legal, ended_on, ended_by, log)
    select m.home_county, m.id, c.seq, c.rule, m.received_at::date, c.length, 'naturalDay', m.received_at::date + c.length, m.received_at::date + c.length, case when m.is_open and c.seq = 2 then null else m.received_at::date + 3 end, 'transfer', jsonb_build_array(jsonb_build_object('id', 's', 'kind', 'started', 'on', m.received_at::date))
    from batch_matter m cross join (values (1, 'DL01', 15), (2, 'DL05', 60)) c(seq, rule, length)`)
}
