import { InputError } from '@hejie/kinship'
import { searchCommand, searchHelp, storeCommand, storeHelp } from './kinship-search.ts'
import { checkCommand, checkHelp } from './kinship/check.ts'
import { convertCommand, convertHelp } from './kinship/convert.ts'
import { likelihoodRatioCommand, likelihoodRatioHelp } from './kinship/likelihood-ratio.ts'
import { powerCommand, powerHelp } from './kinship/power.ts'
import { reportCommand, reportHelp } from './kinship/report.ts'
import { simulateCommand, simulateHelp } from './kinship/simulate.ts'
import { tablesCommand, tablesHelp } from './kinship/tables.ts'
import type { KinshipIo } from './kinship/terminal.ts'
import { complaintOf, terminal } from './kinship/terminal.ts'

type Subcommand = { readonly run: (args: string[], io: KinshipIo) => Promise<number>; readonly help: string }

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  lr: { run: likelihoodRatioCommand, help: likelihoodRatioHelp },
  report: { run: reportCommand, help: reportHelp },
  power: { run: powerCommand, help: powerHelp },
  check: { run: checkCommand, help: checkHelp },
  convert: { run: convertCommand, help: convertHelp },
  simulate: { run: simulateCommand, help: simulateHelp },
  tables: { run: tablesCommand, help: tablesHelp },
  store: { run: storeCommand, help: storeHelp },
  search: { run: searchCommand, help: searchHelp },
}

/** `hejie kinship …`. @returns the exit code: 0, or 2 when the input is at fault */
export async function kinshipCommand(args: string[], io: KinshipIo = terminal): Promise<number> {
  const [name = 'help', ...rest] = args
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined
  if (subcommand === undefined) return overview(name, io)
  if (rest.includes('--help') || rest.includes('-h')) {
    io.print(subcommand.help)
    return 0
  }
  try {
    return await subcommand.run(rest, io)
  } catch (cause) {
    if (!(cause instanceof InputError) && !isArgumentError(cause)) throw cause
    io.complain(`hejie kinship ${name}: ${cause instanceof InputError ? complaintOf(cause) : cause.message.replaceAll('\n', ' ')}`)
    return 2
  }
}

function overview(name: string, io: KinshipIo): number {
  io.print(Object.values(SUBCOMMANDS).map(({ help }) => help).join('\n\n'))
  if (['help', '--help', '-h'].includes(name)) return 0
  io.complain(`hejie kinship: there is no command "${name}"; use one of ${Object.keys(SUBCOMMANDS).join(', ')}`)
  return 2
}

/** What node:util parseArgs throws for an unknown or wrong option. */
function isArgumentError(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')
}
