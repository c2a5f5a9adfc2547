import { InputError } from '@hejie/text'
import type { Subcommand } from './run-subcommand.ts'
import { runSubcommand } from './run-subcommand.ts'
import { evaluateCommand, evaluateHelp, suggestCommand, suggestHelp, trainCommand, trainHelp } from './text/category.ts'
import { groupCommand, groupHelp, similarCommand, similarHelp } from './text/groups.ts'
import { checkCommand, checkHelp, extractCommand, extractHelp } from './text/reading.ts'
import type { TextIo } from './text/terminal.ts'
import { terminal } from './text/terminal.ts'

const SUBCOMMANDS: Readonly<Record<string, Subcommand<TextIo>>> = {
  train: { run: trainCommand, help: trainHelp },
  evaluate: { run: evaluateCommand, help: evaluateHelp },
  suggest: { run: suggestCommand, help: suggestHelp },
  similar: { run: similarCommand, help: similarHelp },
  group: { run: groupCommand, help: groupHelp },
  extract: { run: extractCommand, help: extractHelp },
  check: { run: checkCommand, help: checkHelp },
}

/** `hejie text …`. @returns the exit code: 0, or 2 when the input is at fault */
export function textCommand(args: string[], io: TextIo = terminal): Promise<number> {
  return runSubcommand({ name: 'hejie text', subcommands: SUBCOMMANDS, faultOf: (cause) => (cause instanceof InputError ? cause.message.replaceAll('\n', ' ') : null) }, args, io)
}
