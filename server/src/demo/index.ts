import type { Deps } from '../deps.ts'
import { insertPostHolders, insertPosts } from '../modules/directory/index.ts'
import { DEMO_PASSWORD, seedDemoAccounts } from '../modules/identity/index.ts'
import { seedDemoMatters } from './demo-matters.ts'

export { DEMO_PASSWORD }

/** Demo people and matters, all invented and marked so. Safe to repeat: nothing is added to a register that already has matters. */
export async function seedDemo(deps: Deps, progress: (what: string) => void = () => undefined): Promise<void> {
  progress('demo: accounts')
  await seedDemoAccounts(deps, { insertPosts, insertPostHolders })
  const added = await seedDemoMatters(deps)
  if (added > 0) progress(`demo: ${added} invented matters on their way through the procedure`)
}
