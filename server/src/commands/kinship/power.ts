import { parseArgs } from 'node:util'
import type { Profiles, RelativeGain } from '@hejie/kinship'
import { InputError, comparisonPower, compareRelatives, createRandom, personInQuestion } from '@hejie/kinship'
import { inPlace, openCase } from './case-file.ts'
import { numberOption } from './numbers.ts'
import type { KinshipIo } from './terminal.ts'

export const powerHelp = `hejie kinship power --case FILE.json [--id CASE] [--candidate PERSON] [--relatives A,B,…] [--seed N] [--json]
  采样前评估 What typing the candidate can show, before it is done: exclusion power, expected LR, and chance of reaching a
  threshold; with --relatives, which further relative's sample would help most (best first).
  The candidate's own profile in the file is not used.`

/** `hejie kinship power` */
export async function powerCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { case: { type: 'string' }, id: { type: 'string' }, candidate: { type: 'string' }, relatives: { type: 'string' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
  })
  const seed = numberOption('--seed', values.seed, { low: 0, high: 4294967295, isWhole: true })
  const { entry } = await openCase(values.case, values.id, io)
  const { hypotheses, profiles, markers, mutation, theta, observation } = entry.input
  const candidate = values.candidate ?? personInQuestion(hypotheses, new Set(Object.keys(profiles)))
  const references: Profiles = Object.fromEntries(Object.entries(profiles).filter(([id]) => id !== candidate))
  const scan = { hypotheses, candidate, references, markers, mutation, theta, observation }
  const relatives = values.relatives === undefined ? [] : values.relatives.split(',').map((id) => id.trim())
  if (relatives.includes('')) throw new InputError('argument-missing', '--relatives', 'a name is empty', 'Give names joined by commas')
  const power = inPlace(`case ${entry.id}`, () => comparisonPower(scan, createRandom(seed)))
  const gains = relatives.length === 0 ? [] : inPlace(`case ${entry.id}`, () => compareRelatives({ ...scan, relatives }, createRandom(seed)))
  if (values.json) {
    io.print(JSON.stringify({ candidate, ...power, relatives: gains }, (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value)))
    return 0
  }
  io.print(`candidate ${candidate}; typed: ${Object.keys(references).join(', ') || 'nobody'}; ${markers.length} loci; seed ${seed}`)
  io.print(`exclusion power ${power.exclusionPower.toFixed(6)} · mean log10 LR ${power.meanLog10IfH1.toFixed(2)} if H1 is true, ${power.meanLog10IfH2.toFixed(2)} if H2 is`)
  for (const { threshold, ifH1, ifH2 } of power.reaches) io.print(`  P(log10 LR ≥ ${threshold}) = ${ifH1.toFixed(3)} if H1 is true, ${ifH2.toFixed(4)} if H2 is`)
  for (const gain of gains) io.print(gainLine(gain))
  return 0
}

function gainLine({ relatives, meanLog10IfH1, exclusionPower, standardError }: RelativeGain): string {
  const error = standardError === 0 ? '' : ` ± ${standardError.toFixed(2)}`
  return `  ${(relatives.length === 0 ? 'as it is now' : `with ${relatives.join(', ')}`).padEnd(16)} expected log10 LR ${meanLog10IfH1.toFixed(2)}${error}, exclusion power ${exclusionPower.toFixed(4)}`
}
