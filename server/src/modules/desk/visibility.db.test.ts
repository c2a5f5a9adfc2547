import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { RoleCode } from '@hejie/contract/lifecycle'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { inTransaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { accessOf, caseUnitIds, oversightPaths } from '../identity/index.ts'
import type { Actor, ActorPost } from '../identity/index.ts'
import { maySee } from '../matters/index.ts'
import { searchVector } from '../text-search/index.ts'
import { exportMatters } from './export-matters.ts'
import { countMatters, listMatters } from './list-matters.ts'

const PATHS = ['33/', '33/3302/', '33/3302/330212/', '33/3302/330212/330212110/', '33/3302/330212/330212110/330212110201/', '33/3302/330203/', '33/3301/', '33/3301/330106/'] as const
const UNITS = Array.from({ length: 6 }, () => newId())
const KINDS: ActorPost['unitKind'][] = ['petition-office', 'centre', 'agency', 'government', 'village', 'discipline']
const ROLES: RoleCode[] = ['ZR03', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR08', 'ZR11', 'ZR12', 'ZR14', 'ZR16', 'ZR17', 'ZR25', 'ZR26']

interface Placed {
  code: string
  regionPath: string
  unitIds: string[]
  leadUnitId: string | null
}

/** Matters with every place and set of units, written as the owner: what is tested is who may read them. */
/** All within one millisecond, so that pages must end between matters which a JavaScript date cannot tell apart. */
async function givenPlacedMatters(server: TestServer): Promise<Placed[]> {
  const matters: Placed[] = []
  for (const regionPath of PATHS.filter((path) => path.length > 8)) {
    for (const units of [[], [0], [1, 2], [3], [4, 5]]) {
      const unitIds = units.map((index) => UNITS[index]!)
      const id = newId()
      const code = `330212269${String(matters.length).padStart(7, '0')}`
      await sql`insert into matter (home_county, id, code, pin_digest, status, form, channel, title, region_path, office_id, lead_unit_id, holder_unit_id, unit_ids, received_at)
        values ('330212', ${id}, ${code}, 'x', 'HANDLING', '300', 'Q01', '演示', ${regionPath}, ${newId()}, ${unitIds[0] ?? null}, ${unitIds[0] ?? null}, ${unitIds}::uuid[], timestamptz '2026-11-23 08:00+08' + ${matters.length} * interval '1 microsecond')`.execute(server.deps.db)
      await sql`insert into matter_text (home_county, matter_id, body, search) values ('330212', ${id}, '大家都要找的词', ${searchVector({ title: '演示', body: '大家都要找的词', regionPath, receivedOn: '2026-11-23' })}::tsvector)`.execute(server.deps.db)
      matters.push({ code, regionPath, unitIds, leadUnitId: unitIds[0] ?? null })
    }
  }
  return matters
}

const anyPost: fc.Arbitrary<ActorPost> = fc.record({
  postId: fc.constant(newId()), postName: fc.constant('岗位'), roles: fc.subarray(ROLES, { minLength: 1, maxLength: 3 }), unitId: fc.constantFrom(...UNITS), unitName: fc.constant('单位'),
  unitKind: fc.constantFrom(...KINDS), lineCode: fc.constant('B01'), regionPath: fc.constantFrom(...PATHS), regionCode: fc.constant('330212000000'),
  level: fc.constant(0),
}).map((post) => ({ ...post, level: post.regionPath.split('/').length - 1 }))
const anyActor: fc.Arbitrary<Actor> = fc.record({ accountId: fc.constant(newId()), username: fc.constant('someone'), name: fc.constant('某人'), posts: fc.array(anyPost, { maxLength: 3 }) })

test('list, count, search, export and the database itself show one and the same set, the set the policy names', async () => {
  await using server = await givenServer()
  const matters = await givenPlacedMatters(server)
  const codesOf = (items: readonly { code: string }[]): string[] => items.map((item) => item.code).sort()
  await fc.assert(fc.asyncProperty(anyActor, async (actor) => {
    const who = { paths: oversightPaths(actor), unitIds: caseUnitIds(actor) }
    const allowed = matters.filter((matter) => maySee(who, matter)).map((matter) => matter.code).sort()
    // The second wall, asked without any condition.
    const behindTheWall = await inTransaction(server.deps.db, accessOf(actor), (tx) => tx.selectFrom('matter').select('code').execute())
    expect(codesOf(behindTheWall)).toEqual(allowed)
    const texts = await inTransaction(server.deps.db, accessOf(actor), (tx) => tx.selectFrom('matter_text').select('matter_id').execute())
    expect(texts.length).toBe(allowed.length)

    const inRegion = matters.filter((matter) => who.paths.some((path) => matter.regionPath.startsWith(path))).map((matter) => matter.code).sort()
    const query = { scope: 'region' as const, sort: 'received' as const, limit: 200 }
    expect(codesOf((await listMatters(server.deps, actor, query)).items)).toEqual(inRegion)
    expect((await countMatters(server.deps, actor, { scope: 'region', form: '300' })).total).toBe(inRegion.length)
    expect((await countMatters(server.deps, actor, { scope: 'region' })).total).toBe(inRegion.length)
    expect(codesOf((await listMatters(server.deps, actor, { ...query, text: '都要找的' })).items)).toEqual(inRegion)
    const file = await exportMatters(server.deps, actor, { scope: 'region', sort: 'received', format: 'json', reason: '核对' })
    expect(codesOf(JSON.parse(String(file.content)))).toEqual(inRegion)

    const ofUnit = matters.filter((matter) => matter.leadUnitId && who.unitIds.includes(matter.leadUnitId)).map((matter) => matter.code).sort()
    expect(codesOf((await listMatters(server.deps, actor, { ...query, scope: 'unit' })).items)).toEqual(ofUnit)
    expect(ofUnit.every((code) => allowed.includes(code))).toBe(true)
  }), { numRuns: 40 })
})

test('a page stays right while rows are added: nothing twice, nothing of the old ones missed', async () => {
  await using server = await givenServer()
  const matters = await givenPlacedMatters(server)
  const actor: Actor = { accountId: newId(), username: 'p', name: '省', posts: [{ postId: newId(), postName: '督查', roles: ['ZR11'], unitId: newId(), unitName: '省信访局', unitKind: 'petition-office', lineCode: 'B01', level: 1, regionCode: '330000000000', regionPath: '33/' }] }
  const seen: string[] = []
  for (let cursor: string | undefined, page = 0; page < 20; page++) {
    const found = await listMatters(server.deps, actor, { scope: 'region', sort: 'received', limit: 7, cursor })
    seen.push(...found.items.map((item) => item.code))
    await sql`insert into matter (home_county, id, code, pin_digest, status, form, channel, title, region_path, office_id, unit_ids, received_at)
      values ('330212', ${newId()}, ${`330212268${String(page).padStart(7, '0')}`}, 'x', 'HANDLING', '300', 'Q01', '新来的', '33/3302/330212/', ${newId()}, '{}', now() + interval '1 hour')`.execute(server.deps.db)
    if (!found.nextCursor) break
    cursor = found.nextCursor
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(matters.every((matter) => seen.includes(matter.code))).toBe(true)
})
