import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Deps } from '../../src/deps.ts'
import { createAccount, hashNewPassword } from '../../src/modules/identity/index.ts'
import type { Actor, ActorPost } from '../../src/modules/identity/index.ts'
import { inTransaction } from '../../src/platform/database.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestServer } from '../harness.ts'

export const TEST_PASSWORD = 'Rain-on-7-lotus'
let hash: Promise<string> | null = null
let counter = 0

export interface GivenPost {
  /** Code of a unit of the seeded directory; 鄞州区信访局 unless said otherwise. */
  unit?: string
  roles: readonly RoleCode[]
  validFrom?: string
  validTo?: string | null
}

/** A member of staff who can sign in with TEST_PASSWORD and holds these posts. */
export async function givenAccount(server: { deps: Deps }, given: { username?: string; name?: string; posts?: readonly GivenPost[]; mustChangePassword?: boolean; keptIn?: string } = {}): Promise<{ id: string; username: string }> {
  hash ??= hashNewPassword(TEST_PASSWORD)
  const passwordHash = await hash
  const username = given.username ?? `person.${++counter}`
  const posts = given.posts ?? [{ roles: ['ZR04'] }]
  return inTransaction(server.deps.db, { as: 'system' }, async (tx) => {
    const id = await createAccount(server.deps, tx, { username, name: given.name ?? '测试人员', passwordHash, keptIn: given.keptIn ?? '33/3302/330212/', mustChangePassword: given.mustChangePassword }, null)
    for (const post of posts) {
      const unit = await tx.selectFrom('unit').select('id').where('code', '=', post.unit ?? '330212000000-B01').executeTakeFirstOrThrow()
      const postId = newId()
      await tx.insertInto('post').values({ id: postId, unit_id: unit.id, name: '测试岗位', roles: [...post.roles] }).execute()
      await tx.insertInto('post_holder').values({ post_id: postId, account_id: id, valid_from: post.validFrom ?? '2020-01-01', valid_to: post.validTo ?? null }).execute()
    }
    return { id, username }
  })
}

/** An actor out of thin air, for rules and policies. */
export function anActor(posts: readonly Partial<ActorPost>[], more: Partial<Actor> = {}): Actor {
  return {
    accountId: newId(), username: 'somebody', name: '某人',
    posts: posts.map((post) => ({
      postId: newId(), postName: '岗位', roles: ['ZR04'], unitId: newId(), unitName: '单位', unitKind: 'petition-office', lineCode: 'B01', level: 3,
      regionCode: '330212000000', regionPath: '33/3302/330212/', ...post,
    })),
    ...more,
  }
}

/** A browser: keeps its cookies, says where its requests come from. */
export interface Browser {
  cookies: Map<string, string>
  send(path: string, options?: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<Response>
  signIn(username: string, password?: string): Promise<Response>
}

/** Somebody at a browser in front of the application, signing in for real. */
export function givenBrowser(server: Pick<TestServer, 'call'>): Browser {
  const cookies = new Map<string, string>()
  const browser: Browser = {
    cookies,
    send: async (path, options = {}) => {
      const headers: Record<string, string> = { origin: 'http://hejie.test', 'user-agent': 'Test browser', ...options.headers }
      if (cookies.size > 0) headers.cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await server.call(path, { method: options.method, body: options.body, headers })
      for (const line of answer.headers.getSetCookie()) keep(cookies, line)
      return answer
    },
    signIn: (username, password = TEST_PASSWORD) => browser.send('/api/auth/sign-in', { body: { username, password } }),
  }
  return browser
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';')
  const at = pair.indexOf('=')
  const isGone = attributes.some((one) => /^\s*max-age=0\s*$/i.test(one)) || pair.slice(at + 1) === ''
  if (isGone) cookies.delete(pair.slice(0, at))
  else cookies.set(pair.slice(0, at), pair.slice(at + 1))
}
