import type { MatterQuery, MatterRow } from '@hejie/contract/matters'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Invalid } from '../../platform/errors.ts'
import type { Tx } from '../../platform/database.ts'
import { Temporal } from '../../platform/time.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf, oversightPaths } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { isIdentityHidden } from '../matters/index.ts'
import { monthMarks, passageAround, placeMark, substringQuery } from '../text-search/index.ts'
import { dueLabelOf, limitsFor } from '../time-limits/index.ts'
import type { Limits } from '../time-limits/index.ts'
import { conditionsOf, isCode, receivedBefore } from './list-conditions.store.ts'
import type { ListFilter } from './list-conditions.store.ts'
import { readCursor, statesOf, writeCursor } from './list.rules.ts'
import { countRows, findRegionPath, foundByWords, listBodies, listRows, tallyTotal } from './list.store.ts'
import type { ListQuestion, ListRow } from './list.store.ts'
import { HIDDEN_NAME, maskName } from './masking.rules.ts'
import { isPersonalNumber, maskNumbers } from './search-words.rules.ts'

/** Counted exactly up to here; beyond it only where a kept tally knows. */
const COUNTED = 10_000
/** With words, where only reading every text would tell. */
const COUNTED_WITH_WORDS = 1_000
/** What is best for a village is worst for a province: nothing is planned once for all. */
const LISTS = { plans: 'each' } as const

/** One page of the matters somebody may see. */
export async function listMatters(deps: Deps, actor: Actor, query: MatterQuery): Promise<{ items: MatterRow[]; nextCursor: string | null }> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    // With words the newest come first: sorting a frequent word by due date would mean reading all of them.
    const order = query.text || query.sort === 'relevance' ? (query.sort === 'received-oldest' && !query.text ? query.sort : 'received') : query.sort
    const after = query.cursor ? readCursor(query.cursor) : null
    const where = await conditionsOf(tx, actor, query, deps.today())
    const rows = query.text && !isCode(query.text)
      ? await listByWords(deps, tx, actor, query, { where, order, after, limit: query.limit + 1 })
      : await listRows(tx, { where, wanted: null, order, after, limit: query.limit + 1 })
    if (query.text && !query.cursor) await recordSearch(deps, tx, actor, query.text, rows.length)
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    const bodies = query.text ? await listBodies(tx, page) : null
    const [today, limits] = [deps.today().toString(), await limitsFor(deps.db)]
    return {
      items: page.map((row) => ({ ...presentRow(row, today, limits, actor), ...(bodies ? { passage: passageAround(maskNumbers(bodies.get(row.id) ?? ''), query.text ?? '') } : {}) })),
      nextCursor: rows.length > query.limit && last ? writeCursor([order === 'due' ? last.next_due_on : last.received_exact, last.id]) : null,
    }
  }, LISTS)
}

/** Words may be anybody's name: each search leaves a line, with a keyed digest of the words. */
async function recordSearch(deps: Deps, tx: Tx, actor: Actor, text: string, found: number): Promise<void> {
  const [post] = actor.posts
  await recordAudit(deps, tx, {
    actorKind: 'staff', actorId: actor.accountId, unitId: post?.unitId ?? null, action: 'matter.search', subject: `account:${actor.accountId}`, homeCounty: null, regionPath: post?.regionPath ?? null,
    reason: null, detail: { asked: deps.keys.digest('word-search', text.trim()), found },
  })
}

/** How many matters a list has. */
export async function countMatters(deps: Deps, actor: Actor, query: ListFilter): Promise<{ total: number; isExact: boolean }> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const tally = await tallied(tx, actor, query)
    if (tally !== null) return { total: tally, isExact: true }
    const where = await conditionsOf(tx, actor, query, deps.today())
    if (query.text && !isCode(query.text)) return countByWords(deps, tx, actor, query, where)
    const total = await countRows(tx, { where, wanted: null }, COUNTED)
    return { total: Math.min(total, COUNTED), isExact: total <= COUNTED }
  }, LISTS)
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
  if (isPersonalNumber(query.text ?? '')) throw new Invalid([{ field: 'text', code: 'search/personal-number' }])
  const words = substringQuery(query.text ?? '')
  if (!words) return ''
  const paths = oversightPaths(actor)
  // A province's mark stands in every text: it would narrow nothing and be read a million times.
  const mark = query.scope === 'region' && paths.length === 1 && !isProvince(paths[0] ?? '') ? placeMark(paths[0] ?? '') : null
  return mark ? `${words} & ${mark}` : words
}

const isProvince = (path: string): boolean => path.split('/').filter(Boolean).length === 1

/** Fewer than this in the first stretch: the word is rare, and the whole past can be asked for at once. */
const RARE = 5

/**
 * Finds with `look` in the newest months first, then further and further back: a frequent word fills a page, or a count, from a small part of the register.
 * @param look gives how many it found in a stretch; stops when `isEnough`
 */
async function lookBack(from: Temporal.PlainDate, look: (stretch: { marks: string | null; before: string | null }) => Promise<number>, isEnough: () => boolean): Promise<void> {
  const months = (start: number, count: number): string => monthMarks(Array.from({ length: count }, (_, index) => from.subtract({ months: start + index }).toPlainYearMonth().toString()))
  const before = (start: number): string => `${from.subtract({ months: start - 1 }).toPlainYearMonth().toString()}-01`
  let start = 0
  let found = 0
  // A month that has just begun tells nothing of how rare a word is.
  for (const count of [from.day < 10 ? 2 : 1, 2, 4, 8, 16]) {
    if (start > 0 && found < RARE) break
    found += await look({ marks: months(start, count), before: null })
    if (isEnough()) return
    start += count
  }
  await look({ marks: null, before: before(start) })
}

/** A county's own words are few enough to be found at once. */
const isWide = (actor: Actor, query: ListFilter): boolean => query.scope === 'region' && oversightPaths(actor).some((path) => path.split('/').length <= 3)

async function listByWords(deps: Deps, tx: Tx, actor: Actor, query: MatterQuery, question: Omit<ListQuestion, 'wanted'>): Promise<ListRow[]> {
  const words = wordsQuery(actor, query)
  if (words === '') return []
  if (!isWide(actor, query)) return listRows(tx, { ...question, wanted: foundByWords(words) })
  const from = question.after ? Temporal.Instant.from(question.after[0]).toZonedDateTimeISO('Asia/Shanghai').toPlainDate() : deps.today()
  const found: ListRow[] = []
  await lookBack(from, async ({ marks, before }) => {
    const where = before ? [...question.where, receivedBefore(before)] : question.where
    const rows = await listRows(tx, { ...question, where, limit: question.limit - found.length, wanted: foundByWords(marks ? `${words} & ${marks}` : words) })
    found.push(...rows)
    return rows.length
  }, () => found.length >= question.limit)
  return found
}

async function countByWords(deps: Deps, tx: Tx, actor: Actor, query: ListFilter, where: ListQuestion['where']): Promise<{ total: number; isExact: boolean }> {
  const words = wordsQuery(actor, query)
  if (words === '') return { total: 0, isExact: true }
  let total = 0
  const count = async ({ marks, before }: { marks: string | null; before: string | null }): Promise<number> => {
    const found = await countRows(tx, { where: before ? [...where, receivedBefore(before)] : where, wanted: foundByWords(marks ? `${words} & ${marks}` : words) }, COUNTED_WITH_WORDS)
    total += found
    return found
  }
  if (isWide(actor, query)) await lookBack(deps.today(), count, () => total > COUNTED_WITH_WORDS)
  else await count({ marks: null, before: null })
  return { total: Math.min(total, COUNTED_WITH_WORDS), isExact: total <= COUNTED_WITH_WORDS }
}

function petitionerOf(row: ListRow, actor: Actor): string | null {
  if (!row.petitioner || row.is_anonymous) return null
  const matter = { hidesIdentity: row.hides_identity, respondentUnitId: row.respondent_unit_id, officeId: row.office_id, unitIds: row.unit_ids }
  return isIdentityHidden(actor, matter) ? HIDDEN_NAME : maskName(row.petitioner)
}

/** A row as lists show it: people masked, dates with their label. */
export function presentRow(row: ListRow, today: string, limits: Limits, actor: Actor): MatterRow {
  const strict = row.next_due_on === 'infinity' ? null : row.next_due_on
  return {
    code: row.code, title: row.title, status: row.status as MatterRow['status'], category: row.category, route: row.route, form: row.form, channel: row.channel,
    class1: row.class1, class2: row.class2, className: row.class_name, place: row.place ?? '', regionCode: row.place_code ?? '', receivedAt: row.received_at.toISOString(),
    due: strict && row.next_due_rule ? {
      rule: row.next_due_rule, ...limits.namesOf(row.next_due_rule), strict, legal: row.next_due_legal, provisional: row.next_due_provisional,
      label: dueLabelOf({ strict, legal: row.next_due_legal, provisional: row.next_due_provisional }, today),
    } : null,
    holder: row.holder, lead: row.lead, handler: row.handler, petitioner: petitionerOf(row, actor), peopleCount: row.people_count,
    isUrgent: row.is_urgent, isImportant: row.is_important, isRepeat: row.is_repeat, isJoint: row.is_joint, isDemo: row.is_demo, version: row.version,
  }
}
