import { CannotStart } from './platform/embedded-postgres.ts'

/** Every command, loaded only when called: `hejie due` must not open a database. */
const COMMANDS: Record<string, { load: () => Promise<(args: string[]) => Promise<number>>; what: string }> = {
  start: { what: 'start the server with everything it needs', load: async () => (await import('./commands/start.ts')).startCommand },
  demo: { what: 'load invented people and matters, list the demo accounts', load: async () => (await import('./commands/demo.ts')).demoCommand },
  bench: { what: 'measure life cycles, lists and searches; bench clocks, bench kinship', load: async () => (await import('./commands/bench.ts')).benchCommand },
  kinship: { what: 'DNA kinship: likelihood ratios, import checks, simulation, reports', load: async () => (await import('./commands/kinship.ts')).kinshipCommand },
  text: { what: 'read complaint texts: categories, names and places, same matter, reply check', load: async () => (await import('./commands/text.ts')).textCommand },
  import: { what: 'register the matters of an xlsx, csv or json file', load: async () => (await import('./commands/import.ts')).importCommand },
  export: { what: 'write the matters somebody may see into a file', load: async () => (await import('./commands/export.ts')).exportCommand },
  db: { what: 'care of the database: migrate, distribute, backup, restore', load: async () => (await import('./commands/db.ts')).dbCommand },
  account: { what: 'for the operator: first administrator, lost passwords', load: async () => (await import('./commands/account.ts')).accountCommand },
  audit: { what: 'verify or export the record of everything that was done', load: async () => (await import('./commands/audit.ts')).auditCommand },
  due: { what: 'compute a due date and explain it', load: async () => (await import('./commands/due.ts')).dueCommand },
}

// A reader that has seen enough (| head) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

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
    const isUsage = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    if (!(error instanceof CannotStart || error instanceof RangeError || isUsage)) throw error
    console.error(`hejie: ${error.message}`)
    process.exitCode = isUsage ? 2 : 1
  }
}
