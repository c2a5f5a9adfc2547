import { parseArgs } from 'node:util'
import type { UnreadCase, VectorAnswer } from '@hejie/kinship'
import { InputError, answerVectorCase } from '@hejie/kinship'
import { listCases } from './case-file.ts'
import type { KinshipIo } from './terminal.ts'
import { complaintOf } from './terminal.ts'

export const likelihoodRatioHelp = `hejie kinship lr --vectors FILE.json [--json]
  似然比 Likelihood ratio of H1 to H2 for every case of a file of the form kinship-lr-vector/1; "-" reads standard input.
  --json   print {"cases":[{"id","log10LR","perLocus":{LOCUS:{"lH1","lH2","LR"}}}]} instead of a table; a case that cannot be
           computed has "error": {"code","message"} instead, the others are computed, and the exit code is 2`

interface Failure {
  readonly id: string
  readonly error: { readonly code: string; readonly message: string }
}

/** `hejie kinship lr`. @returns the exit code */
export async function likelihoodRatioCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values } = parseArgs({ args, options: { vectors: { type: 'string' }, json: { type: 'boolean', default: false } } })
  const path = values.vectors
  if (path === undefined) throw new InputError('argument-missing', '--vectors', 'no file is named', 'Give --vectors FILE.json')
  const text = (await io.read(path)).toString('utf8')
  const answers = listCases(text, path).map((entry) => answer(entry, path, io))
  if (values.json) io.print(JSON.stringify({ cases: answers }))
  else for (const one of answers) if (!('error' in one)) io.print(lineOf(one))
  return answers.some((one) => 'error' in one) ? 2 : 0
}

function answer(entry: UnreadCase, path: string, io: KinshipIo): VectorAnswer | Failure {
  try {
    return answerVectorCase(entry.read())
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause
    const error = cause.argument.startsWith('case ') ? cause.within(path) : cause.within(`${path}, case ${entry.id}`)
    io.complain(`hejie kinship lr: ${complaintOf(error)}`)
    return { id: entry.id, error: { code: error.code, message: error.message } }
  }
}

function lineOf({ id, log10LR, compared, against, problem = '' }: VectorAnswer): string {
  const total = typeof log10LR === 'number' ? log10LR.toFixed(6) : String(log10LR)
  return [id, `log10 LR ${total}`, `${compared} loci compared`, against.length > 0 ? `against H1: ${against.join(', ')}` : '', problem].filter((part) => part !== '').join(' · ')
}
