import { CannotStart } from './platform/embedded-postgres.ts'

/** Every command, loaded only when called: `hejie due` must not open a database. */
const COMMANDS: Record<string, { load: () => Promise<(args: string[]) => Promise<number>>; what: string }> = {
  start: { what: 'start the server with everything it needs', load: async () => (await import('./commands/start.ts')).startCommand },
  kinship: { what: 'DNA kinship: likelihood ratios, import checks, simulation, reports', load: async () => (await import('./commands/kinship.ts')).kinshipCommand },
  db: { what: 'care of the database: migrate, distribute, backup, restore', load: async () => (await import('./commands/db.ts')).dbCommand },
  audit: { what: 'verify or export the record of everything that was done', load: async () => (await import('./commands/audit.ts')).auditCommand },
  due: { what: 'compute a due date and explain it', load: async () => (await import('./commands/due.ts')).dueCommand },
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = COMMANDS[name]
if (!command) {
  const lines = Object.entries(COMMANDS).map(([key, { what }]) => `  hejie ${key.padEnd(10)} ${what}`)
  console.log(`Hejie 和解\n\n${lines.join('\n')}\n\nMore about one command: hejie COMMAND --help`)
  process.exitCode = ['help', '--help', '-h'].includes(name) ? 0 : 2
  if (process.exitCode) console.error(`\nhejie: there is no command "${name}"`)
} else {
  try {
    process.exitCode = await (await command.load())(args)
  } catch (error) {
    if (!(error instanceof CannotStart || error instanceof RangeError)) throw error
    console.error(`hejie: ${error.message}`)
    process.exitCode = 1
  }
}
