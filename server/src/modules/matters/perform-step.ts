import type { RawBuilder } from 'kysely'
import type { ActionName, CitizenActionName, Status, SystemActionName } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Access, Tx } from '../../platform/database.ts'
import { Forbidden, RuleBroken } from '../../platform/errors.ts'
import type { Facts } from '../../platform/errors.ts'
import { takeKey } from '../../platform/once.ts'
import type { Once } from '../../platform/once.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor, ActorPost } from '../identity/index.ts'
import { CITIZEN_TRANSITIONS, STAFF_TRANSITIONS, SYSTEM_TRANSITIONS } from './lifecycle.rules.ts'
import type { Transition } from './lifecycle.rules.ts'
import type { Matter, MatterChange } from './matter.ts'
import { mayDo } from './policy.ts'
import { lockMatter, stepStatements } from './store.ts'

/** What a step does to the matter; the use case decides it, `performStep` writes it. */
export interface Step {
  /** The new state; omitted where it stays. Must be one the transition table names. */
  to?: Status
  change?: MatterChange
  /** What the timeline says besides who, when and what. */
  note?: string | null
  detail?: Readonly<Record<string, unknown>>
  shownToCitizen?: boolean
  /** Identifiers and codes for the audit line; never names or texts. */
  audit?: Readonly<Record<string, unknown>>
  /** Statements of other tables that run together with the step's own: every round trip counts. At most one for a row. */
  also?: readonly RawBuilder<unknown>[]
  /** What the officer should know though the step is done. */
  warnings?: readonly { code: string; facts?: Facts }[]
  /** Tell the petitioner (and staff concerned) with this message template. */
  notify?: { template: string; facts: Record<string, string> }
}

export interface StepContext {
  tx: Tx
  /** The matter as locked, before the step. */
  matter: Matter
  /** The instant and civil date of this step, one for all it writes. */
  at: string
  today: string
}

export interface StaffStepContext extends StepContext {
  actor: Actor
  /** The post in which the person acts here. */
  post: ActorPost
}

/** A step reaches everything by the key of its matter: no plan depends on which. */
const BY_KEY = { plans: 'once' } as const

/**
 * Does one action of a member of staff: lock → may the person → does the state allow it → decide → write the change, the
 * timeline, the audit line and the follow-up job in one transaction.
 *
 * @param target its `version` is the one the person saw, another one means somebody was faster; `once` is taken in the same transaction, with the answer
 * @throws NotFound `matter/not-found` also for those who may not know of it
 * @throws Forbidden `matter/not-your-part`
 * @throws RuleBroken `matter/changed-meanwhile`, `matter/too-late` and whatever `decide` throws
 */
export async function performStep(deps: Deps, actor: Actor, action: ActionName, target: { code: string; version: number; once?: Once | null }, decide: (context: StaffStepContext) => Promise<Step>): Promise<Matter> {
  const transition: Transition = STAFF_TRANSITIONS[action]
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await lockMatter(tx, target.code)
    requireVersion(matter, target.version, action)
    requireState(matter, transition, action)
    if (!mayDo(actor, matter, action)) throw new Forbidden('matter/not-your-part')
    const post = actingPost(actor, matter, transition)
    const context = { tx, matter, at: deps.now().toString({ smallestUnit: 'millisecond' }), today: deps.today().toString(), actor, post }
    return write(deps, context, action, transition, await decide(context), { actorKind: 'staff', actorId: actor.accountId, actorName: actor.name, post, once: target.once })
  }, BY_KEY)
}

/** Does one action of the petitioner who showed code and PIN of this very matter. */
export async function performCitizenStep(deps: Deps, action: CitizenActionName, target: { code: string; matterId: string; once?: Once | null }, decide: (context: StepContext) => Promise<Step>): Promise<Matter> {
  return performUnattended(deps, { as: 'citizen', matterId: target.matterId }, 'citizen', action, CITIZEN_TRANSITIONS[action], target, decide)
}

/** Does what the clock does by itself. */
export async function performSystemStep(deps: Deps, action: SystemActionName, code: string, decide: (context: StepContext) => Promise<Step>): Promise<Matter> {
  return performUnattended(deps, { as: 'system' }, 'system', action, SYSTEM_TRANSITIONS[action], { code }, decide)
}

async function performUnattended(deps: Deps, access: Access, actorKind: 'citizen' | 'system', action: string, transition: Transition, target: { code: string; once?: Once | null }, decide: (context: StepContext) => Promise<Step>): Promise<Matter> {
  return inTransaction(deps.db, access, async (tx) => {
    const matter = await lockMatter(tx, target.code)
    requireState(matter, transition, action)
    const context = { tx, matter, at: deps.now().toString({ smallestUnit: 'millisecond' }), today: deps.today().toString() }
    return write(deps, context, action, transition, await decide(context), { actorKind, actorId: null, actorName: null, post: null, once: target.once })
  }, BY_KEY)
}

function requireVersion(matter: Matter, expected: number, action: string): void {
  if (matter.version !== expected) throw new RuleBroken('matter/changed-meanwhile', { action, status: matter.status, version: matter.version })
}

function requireState(matter: Matter, transition: Transition, action: string): void {
  if (!transition.from.includes(matter.status)) throw new RuleBroken('matter/too-late', { action, status: matter.status })
}

function actingPost(actor: Actor, matter: Matter, transition: Transition): ActorPost {
  const able = actor.posts.filter((post) => post.roles.some((role) => transition.who.includes(role)))
  const post = able.find((one) => one.unitId === matter.holderUnitId) ?? able.find((one) => matter.unitIds.includes(one.unitId)) ?? able[0]
  if (!post) throw new Forbidden('matter/not-your-part')
  return post
}

interface Doer {
  actorKind: 'staff' | 'citizen' | 'system'
  actorId: string | null
  actorName: string | null
  post: ActorPost | null
  once?: Once | null
}

async function write(deps: Deps, context: StepContext, action: string, transition: Transition, step: Step, doer: Doer): Promise<Matter> {
  const { tx, matter, at } = context
  const to = step.to ?? matter.status
  if (to !== matter.status && !transition.to?.includes(to)) throw new Error(`${action} leads to ${transition.to}, not to ${to}: the transition table and the use case disagree`)
  const change = step.change ?? {}
  const statements = stepStatements(matter, change, to, {
    event: action, fromStatus: matter.status, toStatus: to, at, actorKind: doer.actorKind, actorId: doer.actorId, actorName: doer.actorName,
    unitId: doer.post?.unitId ?? null, unitName: doer.post?.unitName ?? null, note: step.note ?? null, detail: step.detail ?? {}, shownToCitizen: step.shownToCitizen ?? false,
  })
  if (doer.once) statements.push(takeKey(deps, doer.once, { status: to, version: matter.version + 1, warnings: step.warnings ?? [] }))
  if (step.notify) await deps.jobs.queue(tx, 'notify', { homeCounty: matter.homeCounty, matterId: matter.id, ...step.notify })
  await recordAudit(deps, tx, {
    actorKind: doer.actorKind, actorId: doer.actorId, unitId: doer.post?.unitId ?? null, action: `matter.${action}`, subject: `matter:${matter.id}`,
    homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: null, detail: { from: matter.status, to, version: matter.version + 1, ...step.audit },
  }, [...statements, ...(step.also ?? [])])
  return { ...matter, ...change, status: to, version: matter.version + 1, eventSeq: matter.eventSeq + 1 }
}

/** Takes a step that a job found due, unless somebody has moved the matter on meanwhile. @returns whether it was taken; other errors are thrown */
export async function unlessTooLate(step: () => Promise<unknown>): Promise<boolean> {
  try {
    await step()
    return true
  } catch (error) {
    if (error instanceof RuleBroken && error.code === 'matter/too-late') return false
    throw error
  }
}
