import { parseArgs } from 'node:util'
import { buildGazetteer, checkReply, extractEntities, InputError, maskPersonalData } from '@hejie/text'
import type { ReplyRoute } from '@hejie/text'
import { readJsonLines, textField } from './json-lines.ts'
import type { JsonLine } from './json-lines.ts'
import { divisions } from './messages-file.ts'
import type { TextIo } from './terminal.ts'

const VILLAGE = 5

export const extractHelp = `hejie text extract [FILE.jsonl|-] [--mask]
  要素抽取 For each {"text"} a line with the places, sums, dates, organisations, people and numbers it names, and where each stands.
  --mask: the text with personal data replaced by stars.`

export async function extractCommand(args: string[], io: TextIo): Promise<number> {
  const { values, positionals: [file = '-'] } = parseArgs({ args, allowPositionals: true, options: { mask: { type: 'boolean' } } })
  const gazetteer = buildGazetteer(divisions(VILLAGE))
  for (const line of readJsonLines(await io.read(file), file)) {
    const text = textField(line, 'text', file, true)
    const id = line.value.id ?? line.line
    io.print(JSON.stringify(values.mask ? { id, text: maskPersonalData(text).text } : { id, entities: extractEntities(text, { gazetteer }) }))
  }
  return 0
}

const ROUTES: readonly ReplyRoute[] = ['petition', 'petition-review', 'petition-final', 'administrative', 'enquiry']

export const checkHelp = `hejie text check [FILE.jsonl|-]
  答复核查 For each {"message","reply","route","unit","receivedOn","repliedOn"} a line with what to look at before it is signed.
  route: ${ROUTES.join(', ')}.`

export async function checkCommand(args: string[], io: TextIo): Promise<number> {
  const { positionals: [file = '-'] } = parseArgs({ args, allowPositionals: true, options: {} })
  for (const line of readJsonLines(await io.read(file), file)) {
    const route = ROUTES.find((one) => one === line.value.route)
    if (!route) throw new InputError('no-route', `${file}, line ${line.line}`, `"route" is ${String(line.value.route)}`, `Give one of ${ROUTES.join(', ')}`)
    const text = (name: string): string => textField(line, name, file, true)
    const remarks = checkReply({ message: text('message'), reply: text('reply'), route, unit: text('unit'), receivedOn: dateField(line, 'receivedOn', file), repliedOn: dateField(line, 'repliedOn', file) })
    io.print(JSON.stringify({ id: line.value.id ?? line.line, remarks }))
  }
  return 0
}

function dateField(line: JsonLine, name: string, file: string): string {
  const date = textField(line, name, file, true)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new InputError('no-date', `${file}, line ${line.line}`, `"${name}" is ${date}`, 'Write it as 2026-11-24')
  return date
}
