import { parseArgs } from 'node:util'
import { buildGazetteer, buildSimilarIndex, findSimilar, groupMessages, HEAT_FORMULA, InputError } from '@hejie/text'
import type { MatterGroup } from '@hejie/text'
import { dayOf, divisions, readMessagesFile } from './messages-file.ts'
import { onlyFile } from './terminal.ts'
import type { TextIo } from './terminal.ts'

/** Counties give names their place; towns and villages are themselves the places matters happen in. */
const COUNTY = 3
const round = (_: string, value: unknown): unknown => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value)

export const groupHelp = `hejie text group FILE.xlsx|csv|json|jsonl [--as-of YYYY-MM-DD] [--least N] [--json]
  同一事项归并建议 Proposes which messages are about one matter: the same place, named by both, and the same issue. A sender counts
  once. ${HEAT_FORMULA}. --least: smallest group shown, 2.`

export async function groupCommand(args: string[], io: TextIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { 'as-of': { type: 'string' }, 'least': { type: 'string' }, 'json': { type: 'boolean' } } })
  const file = onlyFile(positionals, 'FILE')
  const least = Number(values.least ?? 2)
  if (!Number.isInteger(least) || least < 2) throw new InputError('arguments', '--least', `"${values.least}" is no whole number from 2`, 'Give for example 3')
  const asOf = values['as-of'] === undefined ? undefined : dayOf(values['as-of'])
  if (asOf === null) throw new InputError('arguments', '--as-of', `"${values['as-of']}" is no date`, 'Give for example 2026-11-24')
  const groups = groupMessages(await readMessagesFile(file), { gazetteer: buildGazetteer(divisions(COUNTY)), asOf }).filter(({ ids }) => ids.length >= least)
  if (values.json) io.print(JSON.stringify({ groups }, round))
  else for (const group of groups) io.print(line(group))
  return 0
}

const line = ({ heat, ids, senders, place, title, reasons }: MatterGroup): string => {
  const words = reasons.flatMap((one) => (one.code === 'words' ? one.words : []))
  return `${heat.toFixed(1).padStart(6)}  ${ids.length} messages of ${senders}  ${place ?? '—'}  ${title}${words.length > 0 ? `  (${words.join('、')})` : ''}`
}

export const similarHelp = `hejie text similar FILE.xlsx|csv|json|jsonl [--id NUMBER] [--first N] [--json]
  相似事项 For one message of the file, or for each, the others most like it, with the places and words both have; copies are marked.`

export async function similarCommand(args: string[], io: TextIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { id: { type: 'string' }, first: { type: 'string' }, json: { type: 'boolean' } } })
  const file = onlyFile(positionals, 'FILE')
  const first = Number(values.first ?? 5)
  if (!Number.isInteger(first) || first < 1 || first > 100) throw new InputError('arguments', '--first', `"${values.first}" is no whole number from 1 to 100`, 'Give for example 5')
  const index = buildSimilarIndex(await readMessagesFile(file), buildGazetteer(divisions(COUNTY)))
  if (values.id !== undefined && !index.numberOf.has(values.id)) throw new InputError('no-such-message', '--id', `the file has no message ${values.id}`, 'Give the number of one of its messages')
  for (const id of values.id === undefined ? index.numberOf.keys() : [values.id]) {
    const similar = findSimilar(index, id, first)
    if (values.json) io.print(JSON.stringify({ id, similar }, round))
    else for (const one of similar) io.print(`${id} → ${one.id}  ${one.score.toFixed(2)}  ${one.copy ?? ''}  ${one.places.join('、')}  ${one.words.join('、')}`)
  }
  return 0
}
