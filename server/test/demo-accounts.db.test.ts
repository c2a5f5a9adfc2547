import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { insertPostHolders, insertPosts } from '../src/modules/directory/index.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD, loadActor, seedDemoAccounts } from '../src/modules/identity/index.ts'
import { givenBrowser } from './factories/identity.ts'
import { givenServer } from './harness.ts'

describe('the demo', () => {
  test('has all its people with their posts, who sign in with the one password; a second seeding changes nothing', async () => {
    await using server = await givenServer()
    const keeping = { insertPosts, insertPostHolders }
    const since = performance.now()
    expect(await seedDemoAccounts(server.deps, keeping)).toBe(DEMO_ACCOUNTS.length)
    expect(performance.now() - since).toBeLessThan(3_000)
    for (const { username, posts } of DEMO_ACCOUNTS) {
      const actor = await loadActor(server.deps, { username })
      expect(actor?.posts.flatMap((post) => post.roles).sort(), username).toEqual(posts.flatMap((post) => post.roles).sort())
    }
    expect((await loadActor(server.deps, { username: 'wu.grid' }))?.posts[0]).toMatchObject({ unitName: '湾底村村民委员会', unitKind: 'village' })
    expect((await loadActor(server.deps, { username: 'dual.post' }))?.posts).toHaveLength(2)
    expect((await givenBrowser(server).signIn('chen.clerk', DEMO_PASSWORD)).status).toBe(200)
    await sql`update account set is_active = false where username = 'chen.clerk'`.execute(server.deps.db)
    await sql`update post_holder set valid_to = '2026-01-01' where account_id = (select id from account where username = 'li.triage')`.execute(server.deps.db)
    expect(await seedDemoAccounts(server.deps, keeping)).toBe(0)
    expect((await loadActor(server.deps, { username: 'li.triage' }))?.posts).toEqual([])
    expect(await loadActor(server.deps, { username: 'chen.clerk' })).toBeNull()
  })
})
