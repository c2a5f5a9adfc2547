import type { RoleCode } from '@hejie/contract/lifecycle'
import { newId } from '../../src/platform/ids.ts'
import type { TestServer } from '../harness.ts'

/** The unit of a line at a place, by its stable code: `330212000000-B01`. */
export async function unitId(server: TestServer, code: string): Promise<string> {
  const row = await server.deps.db.selectFrom('unit').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  return row.id
}

export interface GivenStaff {
  accountId: string
  username: string
  postId: string
  unitId: string
}

let serial = 0

/** A member of staff with one post, who can then call the server `as` the username. */
export async function givenStaff(server: TestServer, given: { unit: string; roles: readonly RoleCode[]; username?: string; name?: string }): Promise<GivenStaff> {
  serial += 1
  const username = given.username ?? `staff${serial}`
  const staff = { accountId: newId(), username, postId: newId(), unitId: await unitId(server, given.unit) }
  const { db } = server.deps
  await db.insertInto('account').values({ id: staff.accountId, user_id: `user-${staff.accountId}`, username, name: given.name ?? `工作人员${serial}` }).execute()
  await db.insertInto('post').values({ id: staff.postId, unit_id: staff.unitId, name: `岗位${serial}`, roles: [...given.roles] }).execute()
  await db.insertInto('post_holder').values({ post_id: staff.postId, account_id: staff.accountId, valid_from: '2020-01-01' }).execute()
  return staff
}

/** What an answer says, typed by what the test expects of it; the contract's own types where there are some. */
export async function bodyOf<T = Record<string, unknown>>(answer: Response | Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T
}
