import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { givenServer } from '../../test/harness.ts'
import { DISTRIBUTION, FOREIGN_TABLES } from './distribution.ts'

test('every table is listed as distributed, reference or local, and none twice', async () => {
  await using server = await givenServer()
  const { rows } = await sql<{ name: string }>`select case when schemaname = 'public' then tablename else schemaname || '.' || tablename end as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(server.deps.db)
  const real = rows.map((row) => row.name).filter((name) => !FOREIGN_TABLES.test(name)).sort()
  const listed = [...DISTRIBUTION.distributed, ...DISTRIBUTION.reference, ...DISTRIBUTION.local]
  expect(real.length).toBeGreaterThan(40)
  expect([...listed].sort()).toEqual(real)
  expect(new Set(listed).size).toBe(listed.length)
})

test('every key of a distributed table begins with home_county, and so does every reference to one', async () => {
  await using server = await givenServer()
  const { rows } = await sql<{ name: string; type: string; first: string; target: string | null }>`
    select case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as name, k.contype as type, a.attname as first,
      case when k.confrelid = 0 then null else (select case when fn.nspname = 'public' then f.relname else fn.nspname || '.' || f.relname end from pg_class f join pg_namespace fn on fn.oid = f.relnamespace where f.oid = k.confrelid) end as target
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype in ('p', 'u', 'f')`.execute(server.deps.db)
  const distributed: readonly string[] = DISTRIBUTION.distributed
  const ours = rows.filter((row) => distributed.includes(row.name) && (row.target === null || distributed.includes(row.target)))
  expect(ours.length).toBeGreaterThan(20)
  expect(ours.filter((row) => row.first !== 'home_county')).toEqual([])
  // A reference from one county's row to another table's may never cross nodes.
  expect(rows.filter((row) => row.target !== null && distributed.includes(row.target) && !distributed.includes(row.name))).toEqual([])
})
