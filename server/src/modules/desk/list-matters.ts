import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { MatterQuery, MatterRow } from '@hejie/contract/matters'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Temporal } from '../../platform/time.ts'
import { accessOf, caseUnitIds, oversightPaths } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { monthMarks, passageAround, placeMark, substringQuery } from '../text-search/index.ts'
import { dueLabelOf, limitNames } from '../time-limits/index.ts'
import { readCursor, rulingPaths, statesOf, statesToActOn, writeCursor } from './list.rules.ts'
import { countRows, findRegionPath, foundByWords, listBodies, listRows, tallyTotal } from './list.store.ts'
import type { ListQuestion, ListRow } from './list.store.ts'
import { maskName } from './masking.rules.ts'

/** Counted exactly up to here; beyond it only where a kept tally knows. */
const COUNTED = 10_000

export type ListFilter = Omit<MatterQuery, 'cursor' | 'limit' | 'sort'>

/** One page of the matters somebody may see. */
export async function listMatters(deps: Deps, actor: Actor, query: MatterQuery): Promise<{ items: MatterRow[]; nextCursor: string | null }> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const order = query.sort === 'relevance' ? 'received' : query.sort
    const after = query.cursor ? readCursor(query.cursor) : null
    const where = await conditionsOf(deps, tx, actor, query)
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
    const where = await conditionsOf(deps, tx, actor, query)
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

const isCode = (text: string): boolean => /^\d{16}$/.test(text.replaceAll(/[\s-]/g, ''))

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
  const older = `${from.subtract({ months: start - 1 }).toPlainYearMonth().toString()}-01`
  const where = [...question.where, sql`m.received_at < ${older}::date::timestamp at time zone 'Asia/Shanghai'`]
  return [...found, ...await listRows(tx, { ...question, where, limit: question.limit - found.length, wanted: foundByWords(words) })]
}

/** First wall: whatever else is asked, only what the scope and the actor's posts allow. */
async function conditionsOf(deps: Deps, tx: Tx, actor: Actor, query: ListFilter): Promise<RawBuilder<unknown>[]> {
  const today = deps.today()
  const where: RawBuilder<unknown>[] = [scopeCondition(actor, query.scope)]
  const add = (condition: RawBuilder<unknown>): number => where.push(condition)
  if (query.text && isCode(query.text)) {
    const code = query.text.replaceAll(/[\s-]/g, '')
    add(sql`m.home_county = ${code.slice(0, 6)} and m.code = ${code}`)
  }
  if (query.status) add(query.status === 'open' ? sql`m.is_open` : sql`m.status = any(${statesOf(query.status)})`)
  if (query.category) add(sql`m.category = ${query.category}`)
  if (query.route) add(sql`m.route = ${query.route}`)
  if (query.class) add(query.class.length === 4 ? sql`m.class2 = ${query.class}` : sql`m.class1 = ${query.class}`)
  if (query.form) add(sql`m.form = ${query.form}`)
  if (query.channel) add(sql`m.channel = ${query.channel}`)
  if (query.region) {
    const path = await findRegionPath(tx, query.region)
    add(path ? sql`m.region_path >= ${path} and m.region_path < ${path + '~'}` : sql`false`)
  }
  if (query.unit) add(sql`(m.holder_unit_id = ${query.unit}::uuid or m.lead_unit_id = ${query.unit}::uuid)`)
  if (query.due === 'overdue') add(sql`m.is_open and m.next_due_legal < ${today.toString()}::date`)
  if (query.due === 'today') add(sql`m.is_open and m.next_due_on = ${today.toString()}::date`)
  if (query.due === '3days' || query.due === '7days') {
    const until = today.add({ days: query.due === '3days' ? 3 : 7 }).toString()
    add(sql`m.is_open and m.next_due_on <= ${until}::date and (m.next_due_legal is null or m.next_due_legal >= ${today.toString()}::date)`)
  }
  if (query.due === 'provisional') add(sql`m.is_open and m.next_due_provisional`)
  if (query.receivedFrom) add(sql`m.received_at >= ${query.receivedFrom}::date::timestamp at time zone 'Asia/Shanghai'`)
  if (query.receivedTo) add(sql`m.received_at < (${query.receivedTo}::date + 1)::timestamp at time zone 'Asia/Shanghai'`)
  if (query.mark) add(sql`${sql.ref(MARK_COLUMN[query.mark])}`)
  return where
}

const MARK_COLUMN = { urgent: 'm.is_urgent', important: 'm.is_important', repeat: 'm.is_repeat', joint: 'm.is_joint', anonymous: 'm.is_anonymous' } as const

export function scopeCondition(actor: Actor, scope: MatterQuery['scope']): RawBuilder<unknown> {
  switch (scope) {
    case 'todo': return todoCondition(actor)
    case 'unit': {
      const units = caseUnitIds(actor)
      if (units.length === 0) return sql`false`
      return sql`(m.lead_unit_id = any(${units}::uuid[]) or (m.holder_unit_id = any(${units}::uuid[]) and m.is_open)
        or m.id = any(array(select a.matter_id from matter_assignment a where a.unit_id = any(${units}::uuid[]) and a.part = 'co')))`
    }
    case 'region': {
      const paths = oversightPaths(actor)
      if (paths.length === 0) return sql`false`
      return sql`(${sql.join(paths.map((path) => sql`(m.region_path >= ${path} and m.region_path < ${path + '~'})`), sql` or `)})`
    }
    case 'tasks': {
      const parts = actor.posts.map((post) => sql`(t.unit_id = ${post.unitId}::uuid and t.role = any(${[...post.roles]}))`)
      if (parts.length === 0) return sql`false`
      return sql`m.id = any(array(select t.matter_id from matter_task t where t.done_at is null and (${sql.join(parts, sql` or `)})))`
    }
  }
}

function todoCondition(actor: Actor): RawBuilder<unknown> {
  const parts = actor.posts.map((post) => ({ post, states: statesToActOn(post) })).filter(({ states }) => states.length > 0)
    .map(({ post, states }) => sql`(m.holder_unit_id = ${post.unitId}::uuid and m.status = any(${states}))`)
  const rulings = rulingPaths(actor).map((path) => sql`(m.status = 'JURIS' and m.region_path >= ${path} and m.region_path < ${path + '~'})`)
  const all = [...parts, ...rulings]
  return all.length > 0 ? sql`m.is_open and (${sql.join(all, sql` or `)})` : sql`false`
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
