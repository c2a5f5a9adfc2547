import type { MatterQuery, MatterRow } from '@hejie/contract/matters'
import { STATUS_NAMES } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { writeWorkbook } from '../../platform/documents/workbook.ts'
import { Temporal } from '../../platform/time.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { listMatters } from './list-matters.ts'

/** More rows than this belong in a report, not in a file on somebody's desk. */
const MOST_ROWS = 20_000
const PAGE = 200

const COLUMNS: readonly [header: string, value: (row: MatterRow) => string | number][] = [
  ['编号', (row) => row.code], ['标题', (row) => row.title], ['状态', (row) => STATUS_NAMES[row.status].zh], ['类别', (row) => row.category ?? ''], ['途径', (row) => row.route ?? ''],
  ['内容分类', (row) => row.className ?? ''], ['问题属地', (row) => row.place], ['收到时间', (row) => chinaTime(row.receivedAt)], ['信访人', (row) => row.petitioner ?? '匿名'], ['人数', (row) => row.peopleCount],
  ['责任单位', (row) => row.lead ?? ''], ['当前单位', (row) => row.holder ?? ''], ['期限', (row) => row.due?.strict ?? ''], ['法定到期日', (row) => row.due?.legal ?? ''], ['暂定', (row) => (row.due?.provisional ? '是' : '')],
]

/** 2026-11-04 09:20, as the office's clock showed it. */
const chinaTime = (instant: string): string => Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')

export interface ExportFile {
  name: string
  mediaType: string
  content: string | Buffer
}

/** The list as a file: exactly what the reader may see, people masked as on screen. Recorded with the reason before it leaves. */
export async function exportMatters(deps: Deps, actor: Actor, query: Omit<MatterQuery, 'cursor' | 'limit'> & { format: 'csv' | 'json' | 'xlsx'; reason: string }): Promise<ExportFile> {
  const rows: MatterRow[] = []
  for (let cursor: string | undefined, more = true; more;) {
    const page = await listMatters(deps, actor, { ...query, limit: PAGE, cursor })
    rows.push(...page.items)
    if (rows.length > MOST_ROWS) throw new RuleBroken('desk/export-too-large', { most: MOST_ROWS })
    cursor = page.nextCursor ?? undefined
    more = cursor !== undefined
  }
  const { format, reason, ...filter } = query
  await inTransaction(deps.db, accessOf(actor), (tx) => recordAudit(deps, tx, {
    actorKind: 'staff', actorId: actor.accountId, unitId: actor.posts[0]?.unitId ?? null, action: 'matter.export', subject: `account:${actor.accountId}`, homeCounty: null,
    regionPath: actor.posts[0]?.regionPath ?? null, reason, detail: { format, rows: rows.length, filter: { ...filter, text: filter.text ? deps.keys.digest('export-text', filter.text) : undefined } },
  }))
  const name = `matters-${deps.today().toString()}`
  if (format === 'json') return { name: `${name}.json`, mediaType: 'application/json', content: JSON.stringify(rows, null, 1) }
  const table = [COLUMNS.map(([header]) => header), ...rows.map((row) => COLUMNS.map(([, value]) => value(row)))]
  if (format === 'csv') return { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', content: toCsv(table) }
  return { name: `${name}.xlsx`, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', content: await writeWorkbook('事项', table) }
}

/** RFC 4180 with a byte-order mark for spreadsheet programs; a cell that would run as a formula is written as text. */
function toCsv(table: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => {
    const text = String(value)
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  // Sixteen digits would lose their last ones in a spreadsheet: the code stays text.
  const lines = table.map((row, index) => row.map((value, column) => (column === 0 && index > 0 ? `"=""${value}"""` : cell(value))).join(','))
  return '\uFEFF' + lines.join('\r\n') + '\r\n'
}
