import { join, resolve } from 'node:path'
import { openDeps } from '../main.ts'
import { backup, restore } from '../platform/backup.ts'
import { readConfig } from '../platform/config.ts'
import { distribute } from '../platform/distribution.ts'
import { runningDatabase } from '../platform/running-database.ts'

const HELP = `hejie db migrate           bring the schema up to date
hejie db distribute        spread the tables over a Citus cluster (DATABASE_URL)
hejie db backup FILE       write everything but the master key to FILE, also while Hejie runs
hejie db restore FILE      read a backup into an empty database
Keep data/master-key apart from the backup: without it stored ID numbers stay closed.`

/** Care of the database. */
export async function dbCommand(args: string[]): Promise<number> {
  const [what, file] = args
  if (!what || what === '--help') {
    console.log(HELP)
    return what ? 0 : 2
  }
  const config = readConfig()
  // A running server's database is joined; it would not survive being opened twice.
  const opened = await openDeps({ ...config, databaseUrl: config.databaseUrl ?? runningDatabase(join(config.dataFolder, 'postgres')) }, (line) => console.error(`  ${line}`))
  try {
    switch (what) {
      case 'migrate': break
      case 'distribute':
        for (const line of await distribute(opened.deps.db)) console.log(line)
        break
      case 'backup': case 'restore': {
        if (!file) throw new RangeError(`say which file: hejie db ${what} FILE`)
        const path = resolve(file)
        const counts = what === 'backup' ? await backup(opened.connectionString, join(config.dataFolder, 'files'), path) : await restore(opened.connectionString, opened.deps.files, path)
        console.log(`${what}: ${counts.rows} rows, ${counts.files} attachments`)
        break
      }
      default: throw new RangeError(`hejie db knows migrate, distribute, backup and restore, not "${what}"`)
    }
  } finally {
    await opened.close()
  }
  return 0
}
