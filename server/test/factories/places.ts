import { DEMO_ACCOUNTS } from '../../src/modules/identity/demo-accounts.ts'
import type { TestServer } from '../harness.ts'
import { givenStaff } from './staff.ts'

/** Places of the demo region, by their codes. */
export const PLACES = { province: '330000000000', city: '330200000000', county: '330212000000', town: '330212110000', street: '330212001000', village: '330212001212' } as const

/** Units of the demo region, by their stable codes. */
export const UNITS = {
  office: '330212000000-B01', centre: '330212000000-C01', housing: '330212000000-B09', enforcement: '330212000000-B13', government: '330212000000-G01', discipline: '330212000000-B02',
  town: '330212110000-G01', townCentre: '330212110000-C01', streetCentre: '330212001000-C01', village: '330212001212-G02',
  cityOffice: '330200000000-B01', cityDiscipline: '330200000000-B02', cityHousing: '330200000000-B09', provinceOffice: '330000000000-B01', provinceDiscipline: '330000000000-B02', cityGovernment: '330200000000-G01',
} as const

/** Everybody of the demo, by username and post; nothing happens when they are there already. */
export async function givenDemoStaff(server: TestServer): Promise<void> {
  const known = new Set((await server.deps.db.selectFrom('account').select('username').execute()).map((row) => row.username))
  for (const { username, name, posts } of DEMO_ACCOUNTS) {
    const [first, ...others] = posts
    if (known.has(username) || !first) continue
    const staff = await givenStaff(server, { unit: first.unit, roles: first.roles, username, name })
    for (const post of others) await givenSecondPost(server, staff.accountId, post)
  }
}

async function givenSecondPost(server: TestServer, accountId: string, post: { unit: string; roles: readonly string[] }): Promise<void> {
  const { db } = server.deps
  const id = crypto.randomUUID()
  const unit = await db.selectFrom('unit').select('id').where('code', '=', post.unit).executeTakeFirstOrThrow()
  await db.insertInto('post').values({ id, unit_id: unit.id, name: '岗位', roles: [...post.roles] }).execute()
  await db.insertInto('post_holder').values({ post_id: id, account_id: accountId, valid_from: '2020-01-01' }).execute()
}
