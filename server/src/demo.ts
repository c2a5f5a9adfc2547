import type { Deps } from './deps.ts'
import { insertPostHolders, insertPosts } from './modules/directory/index.ts'
import { DEMO_PASSWORD, seedDemoAccounts } from './modules/identity/index.ts'

export { DEMO_PASSWORD }

/** Demo people and matters, all invented and marked so. Safe to repeat. */
export async function seedDemo(deps: Deps, progress: (what: string) => void = () => undefined): Promise<void> {
  progress('demo: accounts')
  await seedDemoAccounts(deps, { insertPosts, insertPostHolders })
}
