import { join } from 'node:path'
import type { Deps } from '../deps.ts'
import { openDeps } from '../main.ts'
import { insertPostHolders, insertPosts } from '../modules/directory/index.ts'
import { loadActor, seedDemoAccounts } from '../modules/identity/index.ts'
import type { Actor } from '../modules/identity/index.ts'
import { readConfig } from '../platform/config.ts'
import { Forbidden, Invalid, NotFound, RuleBroken } from '../platform/errors.ts'
import { problemText } from '../platform/problem.ts'
import { runningDatabase } from '../platform/running-database.ts'
import { seedReference } from '../seed.ts'

/** Runs a command on the data folder, beside a server that may be running on it; refusals become one line for a terminal. */
export async function withDeps<T>(progress: (what: string) => void, work: (deps: Deps) => Promise<T>): Promise<T> {
  const config = readConfig()
  const opened = await openDeps({ ...config, databaseUrl: config.databaseUrl ?? runningDatabase(join(config.dataFolder, 'postgres')) }, progress)
  try {
    await seedReference(opened.deps.db, progress)
    return await work(opened.deps)
  } catch (error) {
    throw inWords(error)
  } finally {
    await opened.close()
  }
}

/** The demo's counter clerk, who acts where nobody is named. */
const DEMO_CLERK = 'chen.clerk'

/** Whoever the command acts as. @throws RangeError that says what to do */
export async function actorOf(deps: Deps, username: string | undefined, say: (line: string) => void): Promise<Actor> {
  if (username === undefined && !deps.config.demo) throw new RangeError('say who does it: --as USERNAME, an account with a post in the office')
  if (username === undefined) {
    await seedDemoAccounts(deps, { insertPosts, insertPostHolders })
    say(`acting as ${DEMO_CLERK} of the demonstration; --as USERNAME names somebody else`)
  }
  const actor = await loadActor(deps, { username: (username ?? DEMO_CLERK).toLowerCase() })
  if (!actor) throw new RangeError(`there is no active account "${username ?? DEMO_CLERK}"`)
  return actor
}

function inWords(error: unknown): unknown {
  const said = (code: string, facts: Parameters<typeof problemText>[1] = {}): string => `${problemText(code, facts, 'zh')} ${problemText(code, facts, 'en')}`
  if (error instanceof Invalid) return new RangeError(error.faults.map((fault) => said(fault.code, fault.facts)).join('\n'))
  if (error instanceof RuleBroken) return new RangeError(said(error.code, error.facts))
  return error instanceof NotFound || error instanceof Forbidden ? new RangeError(said(error.code)) : error
}
