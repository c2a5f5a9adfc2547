import { InputError } from '@hejie/kinship'
import { likelihoodRatioCommand, likelihoodRatioHelp } from './kinship/likelihood-ratio.ts'
import type { KinshipIo } from './kinship/terminal.ts'
import { terminal } from './kinship/terminal.ts'

type Subcommand = { readonly run: (args: string[], io: KinshipIo) => Promise<void>; readonly help: string }

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  lr: { run: likelihoodRatioCommand, help: likelihoodRatioHelp },
}

/** `hejie kinship …`. @returns the exit code: 0, or 2 when the input is at fault */
export async function kinshipCommand(args: string[], io: KinshipIo = terminal): Promise<number> {
  const [name = 'help', ...rest] = args
  const wantsHelp = ['help', '--help', '-h'].includes(name)
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined
  if (subcommand === undefined || rest.includes('--help')) {
    io.print(subcommand?.help ?? Object.values(SUBCOMMANDS).map(({ help }) => help).join('\n\n'))
    if (subcommand !== undefined || wantsHelp) return 0
    io.complain(`hejie kinship: there is no command "${name}"; use one of ${Object.keys(SUBCOMMANDS).join(', ')}`)
    return 2
  }
  try {
    await subcommand.run(rest, io)
    return 0
  } catch (cause) {
    if (!(cause instanceof InputError) && !isArgumentError(cause)) throw cause
    io.complain(`hejie kinship ${name}: ${cause.message.split('\n')[0]}`)
    return 2
  }
}

/** What node:util parseArgs throws for an unknown or wrong option. */
function isArgumentError(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')
}
