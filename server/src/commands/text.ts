import { InputError } from '@hejie/text'
import { evaluateCommand, evaluateHelp, suggestCommand, suggestHelp, trainCommand, trainHelp } from './text/category.ts'
import { groupCommand, groupHelp, similarCommand, similarHelp } from './text/groups.ts'
import { checkCommand, checkHelp, extractCommand, extractHelp } from './text/reading.ts'
import type { TextIo } from './text/terminal.ts'
import { terminal } from './text/terminal.ts'

type Subcommand = { readonly run: (args: string[], io: TextIo) => Promise<number>; readonly help: string }

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  train: { run: trainCommand, help: trainHelp },
  evaluate: { run: evaluateCommand, help: evaluateHelp },
  suggest: { run: suggestCommand, help: suggestHelp },
  similar: { run: similarCommand, help: similarHelp },
  group: { run: groupCommand, help: groupHelp },
  extract: { run: extractCommand, help: extractHelp },
  check: { run: checkCommand, help: checkHelp },
}

/** `hejie text …`. @returns the exit code: 0, or 2 when the input is at fault */
export async function textCommand(args: string[], io: TextIo = terminal): Promise<number> {
  const [name = 'help', ...rest] = args
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined
  if (subcommand === undefined) {
    io.print(Object.values(SUBCOMMANDS).map(({ help }) => help).join('\n\n'))
    if (['help', '--help', '-h'].includes(name)) return 0
    io.complain(`hejie text: there is no command "${name}"; use one of ${Object.keys(SUBCOMMANDS).join(', ')}`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.print(subcommand.help)
    return 0
  }
  try {
    return await subcommand.run(rest, io)
  } catch (cause) {
    if (!(cause instanceof InputError) && !isArgumentError(cause)) throw cause
    io.complain(`hejie text ${name}: ${cause.message.replaceAll('\n', ' ')}`)
    return 2
  }
}

/** What node:util parseArgs throws for an unknown or wrong option. */
function isArgumentError(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')
}
