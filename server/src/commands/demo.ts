import { join } from 'node:path'
import { openDeps } from '../main.ts'
import { DEMO_PASSWORD, seedDemo } from '../demo/index.ts'
import { DEMO_ACCOUNTS } from '../modules/identity/index.ts'
import { readConfig } from '../platform/config.ts'
import { runningDatabase } from '../platform/running-database.ts'
import { seedReference } from '../seed.ts'

/** Loads the invented people and matters into a database that has none yet, and lists the accounts. */
export async function demoCommand(args: string[]): Promise<number> {
  const isJson = args.includes('--json')
  const config = readConfig()
  const opened = await openDeps({ ...config, databaseUrl: config.databaseUrl ?? runningDatabase(join(config.dataFolder, 'postgres')) }, (what) => console.error(`  ${what}`))
  try {
    await seedReference(opened.deps.db, (what) => console.error(`  ${what}`))
    await seedDemo(opened.deps, (what) => console.error(`  ${what}`))
  } finally {
    await opened.close()
  }
  const accounts = DEMO_ACCOUNTS.map(({ username, name }) => ({ username, name, password: DEMO_PASSWORD }))
  console.log(isJson ? JSON.stringify(accounts, null, 1) : accounts.map((one) => `${one.username.padEnd(18)} ${one.name}`).join('\n') + `\n\npassword: ${DEMO_PASSWORD}`)
  return 0
}
