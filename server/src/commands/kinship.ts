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
import type { Subcommand } from './run-subcommand.ts'
import { runSubcommand } from './run-subcommand.ts'

const SUBCOMMANDS: Readonly<Record<string, Subcommand<KinshipIo>>> = {
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
export function kinshipCommand(args: string[], io: KinshipIo = terminal): Promise<number> {
  return runSubcommand({ name: 'hejie kinship', subcommands: SUBCOMMANDS, faultOf: (cause) => (cause instanceof InputError ? complaintOf(cause) : null) }, args, io)
}
