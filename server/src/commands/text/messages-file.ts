import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { InputError } from '@hejie/text'
import type { Division, SentMessage } from '@hejie/text'
import { readTableHead, readTableRows } from '../../platform/documents/read-table.ts'
import { foldHeader, TableFault } from '../../platform/documents/table.ts'

/** What a column of a file of messages may be called; folded. */
const COLUMNS = {
  id: ['留言编号', '编号', '信访件编号', '事项编号', 'id', 'no'],
  sender: ['留言用户', '用户', '来电人', '投诉人', '信访人', 'sender', 'user'],
  title: ['留言主题', '主题', '标题', 'title', 'subject'],
  time: ['留言时间', '时间', '来件时间', '登记时间', '日期', 'date', 'time', 'receivedon'],
  text: ['留言详情', '内容', '详情', '正文', '诉求', '诉求内容', 'text', 'body', 'content'],
} as const
type Column = keyof typeof COLUMNS
const NAMES: readonly Column[] = ['id', 'sender', 'title', 'time', 'text']
const AT_ONCE = 2000

/** Reads messages from a workbook, CSV, JSON or JSONL. @throws InputError naming the file, and the row where one is at fault */
export async function readMessagesFile(path: string): Promise<SentMessage[]> {
  const source = { path, sheet: null, knownHeaders: Object.values(COLUMNS).flat() }
  try {
    const { headers, headerRow, sheet, sheets } = await readTableHead(source)
    if (sheet === null && sheets.length > 1) throw new InputError('several-sheets', path, `several sheets hold something: ${sheets.map((one) => one.name).join('、')}`, 'Keep the one with the messages')
    const folded = headers.map(foldHeader)
    const at = (name: Column): number => folded.findIndex((header) => COLUMNS[name].some((known) => known === header))
    const where = { id: at('id'), sender: at('sender'), title: at('title'), time: at('time'), text: at('text') }
    if (where.title < 0 && where.text < 0) throw new InputError('no-column', path, `it has no column for title or text; its columns are ${headers.join('、')}`, `Name one of them ${COLUMNS.title[0]} or ${COLUMNS.text[0]}`)
    const messages: SentMessage[] = []
    for await (const rows of readTableRows({ ...source, sheet }, headerRow, AT_ONCE)) {
      for (const { row, cells } of rows) {
        const [id, sender, title, time, text] = NAMES.map((name) => (where[name] < 0 ? '' : (cells[where[name]] ?? '').trim()))
        messages.push({ id: id || `row ${row}`, sender: sender || null, title: title ?? '', text: text ?? '', day: dayOf(time ?? '') })
      }
    }
    return unlike(messages, path)
  } catch (cause) {
    if (cause instanceof TableFault) throw new InputError('table', path, `it cannot be read as a table (${cause.code}${Object.entries(cause.facts).map(([name, fact]) => `, ${name} ${fact}`).join('')})`, 'Save it as xlsx, csv or jsonl with one row a message')
    throw cause
  }
}

function unlike(messages: SentMessage[], path: string): SentMessage[] {
  const seen = new Set<string>()
  for (const { id } of messages) {
    if (seen.has(id)) throw new InputError('same-number', path, `two messages have the number ${id}`, 'Give every message a number of its own')
    seen.add(id)
  }
  return messages
}

/** 2019/2/28 11:25:05, 2019-2-28, 2019年2月28日, 2019-02-28T…; null for anything else. A civil date, whatever the hour. */
export function dayOf(time: string): number | null {
  const [, year, month, day] = /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/.exec(time) ?? []
  if (day === undefined) return null
  const days = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000
  const back = new Date(days * 86_400_000)
  return back.getUTCMonth() === Number(month) - 1 && back.getUTCDate() === Number(day) ? days : null
}

const REGIONS = fileURLToPath(new URL('../../../data/regions-zhejiang.tsv.gz', import.meta.url))

/** The divisions the project brings, down to a level (1 province … 5 village). */
export function divisions(deepest: number): Division[] {
  return gunzipSync(readFileSync(REGIONS)).toString('utf8').trim().split('\n').slice(1).flatMap((line): Division[] => {
    const [code = '', level = '', name = ''] = line.split('\t')
    return Number(level) <= deepest ? [{ code, level: Number(level), name }] : []
  })
}
