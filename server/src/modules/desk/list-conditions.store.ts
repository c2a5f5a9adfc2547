import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { MatterQuery } from '@hejie/contract/matters'
import type { Tx } from '../../platform/database.ts'
import type { Temporal } from '../../platform/time.ts'
import { caseUnitIds, oversightPaths } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { ENDED, rulingPaths, statesOf, statesToActOn } from './list.rules.ts'
import { findRegionPath } from './list.store.ts'

export type ListFilter = Omit<MatterQuery, 'cursor' | 'limit' | 'sort'>

/** Whether what was typed is a public code, with or without blanks. */
/** Matters `m` whose petitioner the holders of posts at these units may know: the same rule as `isIdentityHidden`, so that no search by person gives them away. */
export const petitionerKnownTo = (unitIds: readonly string[]): RawBuilder<boolean> => sql<boolean>`not (m.is_anonymous or (m.hides_identity and (coalesce(m.respondent_unit_id = any(${[...unitIds]}::uuid[]), false)
  or (m.respondent_unit_id is null and exists (select 1 from unnest(${[...unitIds]}::uuid[]) own where own <> m.office_id and own = any(m.unit_ids))))))`

export const isCode = (text: string): boolean => /^\d{16}$/.test(text.replaceAll(/[\s-]/g, ''))

export const receivedBefore = (date: string): RawBuilder<unknown> => sql`m.received_at < ${date}::date::timestamp at time zone 'Asia/Shanghai'`

/** Exactly these matters. */
export const withCodes = (codes: readonly string[]): RawBuilder<unknown> => sql`(m.home_county, m.code) in (${sql.join(codes.map((code) => sql`(${code.slice(0, 6)}, ${code})`))})`

/** First wall: whatever else is asked, only what the scope and the actor's posts allow. */
export async function conditionsOf(tx: Tx, actor: Actor, query: ListFilter, today: Temporal.PlainDate): Promise<RawBuilder<unknown>[]> {
  const where: RawBuilder<unknown>[] = [scopeCondition(actor, query.scope)]
  const add = (condition: RawBuilder<unknown>): number => where.push(condition)
  if (query.text && isCode(query.text)) {
    const code = query.text.replaceAll(/[\s-]/g, '')
    add(sql`m.home_county = ${code.slice(0, 6)} and m.code = ${code}`)
  }
  if (query.status) add(statusCondition(query.status))
  if (query.category) add(sql`m.category = ${query.category}`)
  if (query.route) add(sql`m.route = ${query.route}`)
  if (query.class) add(sql`m.class1 = ${query.class.slice(0, 2)}`)
  if (query.class && query.class.length > 2) add(sql`m.class2 = ${query.class}`)
  if (query.form) add(sql`m.form = ${query.form}`)
  if (query.channel) add(sql`m.channel = ${query.channel}`)
  if (query.region) {
    const path = await findRegionPath(tx, query.region)
    if (path === null) add(sql`false`)
    else add(query.extent === 'itself' ? sql`m.region_path = ${path}` : sql`m.region_path >= ${path} and m.region_path < ${path + '~'}`)
  }
  if (query.holder) add(sql`m.holder_unit_id = ${query.holder}::uuid`)
  if (query.unit) add(sql`(m.holder_unit_id = ${query.unit}::uuid or m.lead_unit_id = ${query.unit}::uuid)`)
  // The legal day is never before the plain count, by which the index goes.
  if (query.due === 'overdue') add(sql`m.is_open and m.next_due_on < ${today.toString()}::date and m.next_due_legal < ${today.toString()}::date`)
  if (query.due === 'today') add(sql`m.is_open and m.next_due_on = ${today.toString()}::date`)
  if (query.due === '3days' || query.due === '7days') {
    const until = today.add({ days: query.due === '3days' ? 3 : 7 }).toString()
    add(sql`m.is_open and m.next_due_on <= ${until}::date and (m.next_due_legal is null or m.next_due_legal >= ${today.toString()}::date)`)
  }
  if (query.due === 'provisional') add(sql`m.is_open and m.next_due_provisional`)
  if (query.receivedFrom) add(sql`m.received_at >= ${query.receivedFrom}::date::timestamp at time zone 'Asia/Shanghai'`)
  if (query.receivedTo) add(sql`m.received_at < (${query.receivedTo}::date + 1)::timestamp at time zone 'Asia/Shanghai'`)
  if (query.mark) add(MARKED[query.mark])
  return where
}

/** Says `is_open` wherever it follows, so that the small indexes of open matters serve. */
function statusCondition(status: string): RawBuilder<unknown> {
  if (status === 'open') return sql`m.is_open`
  const states = statesOf(status)
  const [only, ...more] = states
  const condition = only && more.length === 0 ? sql`m.status = ${only}` : sql`m.status = any(${states})`
  return states.some((state) => ENDED.includes(state)) ? condition : sql`m.is_open and ${condition}`
}

const MARKED = { urgent: sql`m.is_urgent`, important: sql`m.is_important`, repeat: sql`m.is_repeat`, joint: sql`m.is_joint`, anonymous: sql`m.is_anonymous`, returned: sql`m.objected_count > 0` } as const

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

