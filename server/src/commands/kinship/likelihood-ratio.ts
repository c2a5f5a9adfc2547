import { parseArgs } from 'node:util'
import type { VectorAnswer } from '@hejie/kinship'
import { InputError, answerVectorCase } from '@hejie/kinship'
import { inPlace, readCases } from './case-file.ts'
import type { KinshipIo } from './terminal.ts'

export const likelihoodRatioHelp = `hejie kinship lr --vectors FILE.json [--json]
  似然比 Likelihood ratio of H1 to H2 for every case of a file of the form kinship-lr-vector/1; "-" reads standard input.
  --json   print {"cases":[{"id","log10LR","perLocus":{LOCUS:{"lH1","lH2","LR"}}}]} instead of a table`

/** `hejie kinship lr` */
export async function likelihoodRatioCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values } = parseArgs({ args, options: { vectors: { type: 'string' }, json: { type: 'boolean', default: false } } })
  const path = values.vectors
  if (path === undefined) throw new InputError('argument-missing', '--vectors', 'no file is named', 'Give --vectors FILE.json')
  const text = (await io.read(path)).toString('utf8')
  const cases = readCases(text, path).map((entry) => inPlace(`${path}, case ${entry.id}`, () => answerVectorCase(entry)))
  if (values.json) io.print(JSON.stringify({ cases }))
  else for (const answer of cases) io.print(lineOf(answer))
  return 0
}

function lineOf(answer: VectorAnswer): string {
  const loci = Object.entries(answer.perLocus)
  const against = loci.filter(([, { LR }]) => typeof LR === 'number' && LR < 1).map(([locus]) => locus)
  const total = typeof answer.log10LR === 'number' ? answer.log10LR.toFixed(6) : String(answer.log10LR)
  return [answer.id, `log10 LR ${total}`, `${loci.length} loci`, against.length > 0 ? `against H1: ${against.join(', ')}` : '', answer.problem ?? ''].filter((part) => part !== '').join(' · ')
}
