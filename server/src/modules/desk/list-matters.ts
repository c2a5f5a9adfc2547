import type { MatterQuery, MatterRow } from '@hejie/contract/matters'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Temporal } from '../../platform/time.ts'
import { accessOf, oversightPaths } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { monthMarks, passageAround, placeMark, substringQuery } from '../text-search/index.ts'
import { dueLabelOf, limitNames } from '../time-limits/index.ts'
import { conditionsOf, isCode, receivedBefore } from './list-conditions.store.ts'
import type { ListFilter } from './list-conditions.store.ts'
import { readCursor, statesOf, writeCursor } from './list.rules.ts'
import { countRows, findRegionPath, foundByWords, listBodies, listRows, tallyTotal } from './list.store.ts'
import type { ListQuestion, ListRow } from './list.store.ts'
import { maskName } from './masking.rules.ts'

/** Counted exactly up to here; beyond it only where a kept tally knows. */
const COUNTED = 10_000

/** One page of the matters somebody may see. */
export async function listMatters(deps: Deps, actor: Actor, query: MatterQuery): Promise<{ items: MatterRow[]; nextCursor: string | null }> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const order = query.sort === 'relevance' ? 'received' : query.sort
    const after = query.cursor ? readCursor(query.cursor) : null
    const where = await conditionsOf(tx, actor, query, deps.today())
    const rows = query.text && !isCode(query.text)
      ? await listByWords(deps, tx, actor, query, { where, order, after, limit: query.limit + 1 })
      : await listRows(tx, { where, wanted: null, order, after, limit: query.limit + 1 })
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    const bodies = query.text ? await listBodies(tx, page) : null
    const today = deps.today().toString()
    return {
      items: page.map((row) => ({ ...presentRow(row, today), ...(bodies ? { passage: passageAround(bodies.get(row.id) ?? '', query.text ?? '') } : {}) })),
      nextCursor: rows.length > query.limit && last ? writeCursor([order === 'due' ? last.next_due_on : last.received_at.toISOString(), last.id]) : null,
    }
  })
}

/** How many matters a list has. */
export async function countMatters(deps: Deps, actor: Actor, query: ListFilter): Promise<{ total: number; isExact: boolean }> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const tally = await tallied(tx, actor, query)
    if (tally !== null) return { total: tally, isExact: true }
    const where = await conditionsOf(tx, actor, query, deps.today())
    const words = query.text && !isCode(query.text) ? wordsQuery(actor, query) : null
    const total = words === '' ? 0 : await countRows(tx, { where, wanted: words ? foundByWords(words) : null }, COUNTED)
    return { total: Math.min(total, COUNTED), isExact: total <= COUNTED }
  })
}

/** The tally knows totals of a whole region by state and category, and nothing finer. */
async function tallied(tx: Tx, actor: Actor, query: ListFilter): Promise<number | null> {
  const { scope, status, category, region, ...finer } = query
  if (scope !== 'region' || Object.values(finer).some((value) => value !== undefined)) return null
  const paths = oversightPaths(actor)
  const wanted = region ? await findRegionPath(tx, region) : null
  const within = wanted === null ? paths : paths.filter((path) => wanted.startsWith(path)).map(() => wanted)
  if (within.length === 0) return null
  return tallyTotal(tx, within, { statuses: status ? statesOf(status) : null, category: category ?? null })
}

/** The index query for the words, narrowed to the actor's region where that is all they see; '' when nothing can be found. */
function wordsQuery(actor: Actor, query: ListFilter): string {
  const words = substringQuery(query.text ?? '')
  if (!words) return ''
  const paths = oversightPaths(actor)
  const mark = query.scope === 'region' && paths.length === 1 ? placeMark(paths[0] ?? '') : null
  return mark ? `${words} & ${mark}` : words
}

/**
 * Frequent words fill a province's list from the newest months; looking further back only when the page is not full keeps every search short.
 */
async function listByWords(deps: Deps, tx: Tx, actor: Actor, query: MatterQuery, question: Omit<ListQuestion, 'wanted'>): Promise<ListRow[]> {
  const words = wordsQuery(actor, query)
  if (words === '') return []
  if (question.order !== 'received') return listRows(tx, { ...question, wanted: foundByWords(words) })
  const from = question.after ? Temporal.Instant.from(question.after[0]).toZonedDateTimeISO('Asia/Shanghai').toPlainDate() : deps.today()
  const found: ListRow[] = []
  let start = 0
  for (const months of [2, 4, 8, 16]) {
    const marks = Array.from({ length: months }, (_, index) => from.subtract({ months: start + index }).toPlainYearMonth().toString())
    found.push(...await listRows(tx, { ...question, limit: question.limit - found.length, wanted: foundByWords(`${words} & ${monthMarks(marks)}`) }))
    if (found.length >= question.limit) return found
    start += months
  }
  const where = [...question.where, receivedBefore(`${from.subtract({ months: start - 1 }).toPlainYearMonth().toString()}-01`)]
  return [...found, ...await listRows(tx, { ...question, where, limit: question.limit - found.length, wanted: foundByWords(words) })]
}

/** A row as lists show it: people masked, dates with their label. */
export function presentRow(row: ListRow, today: string): MatterRow {
  const strict = row.next_due_on === 'infinity' ? null : row.next_due_on
  return {
    code: row.code, title: row.title, status: row.status as MatterRow['status'], category: row.category, route: row.route, form: row.form, channel: row.channel,
    class1: row.class1, class2: row.class2, className: row.class_name, place: row.place ?? '', regionCode: row.place_code ?? '', receivedAt: row.received_at.toISOString(),
    due: strict && row.next_due_rule ? {
      rule: row.next_due_rule, ...limitNames(row.next_due_rule), strict, legal: row.next_due_legal, provisional: row.next_due_provisional,
      label: dueLabelOf({ strict, legal: row.next_due_legal, provisional: row.next_due_provisional }, today),
    } : null,
    holder: row.holder, lead: row.lead, handler: row.handler, petitioner: row.petitioner && !row.is_anonymous ? maskName(row.petitioner) : null, peopleCount: row.people_count,
    isUrgent: row.is_urgent, isImportant: row.is_important, isRepeat: row.is_repeat, isJoint: row.is_joint, isDemo: row.is_demo, version: row.version,
  }
}
