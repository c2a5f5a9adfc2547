import { STATUSES } from '@hejie/contract/lifecycle'
import type { Status } from '@hejie/contract/lifecycle'
import { hasOversight } from '../identity/index.ts'
import type { Actor, ActorPost } from '../identity/index.ts'
import { STAFF_TRANSITIONS, actionsFrom, isMainAction } from '../matters/index.ts'
import type { Transition } from '../matters/index.ts'
import { Invalid } from '../../platform/errors.ts'

/** States that have come to an end. */
export const ENDED: readonly Status[] = ['CLOSED', 'FINAL', 'ARCHIVED', 'NOT_ACCEPTED', 'DIVERTED', 'WITHDRAWN', 'MERGED']
const ON_THE_ROAD: readonly Transition['as'][] = ['office', 'holder', 'lead']

/** States in which this post has the next move, so that a to-do list holds work and not news. */
export function statesToActOn(post: ActorPost): Status[] {
  return STATUSES.filter((status) => actionsFrom(status).some((action) => {
    const { who, as, to }: Transition = STAFF_TRANSITIONS[action]
    return (isMainAction(status, action) || (to !== null && ON_THE_ROAD.includes(as))) && action !== 'archive' && post.roles.some((role) => who.includes(role))
  }))
}

/** Regions in which somebody rules on competence (第二十四条). */
export function rulingPaths(actor: Actor): string[] {
  return actor.posts.filter((post) => post.roles.includes('ZR14') && hasOversight(post)).map((post) => post.regionPath)
}

/** `open,CLOSED` → states. @throws Invalid naming the field */
export function statesOf(text: string): Status[] {
  return text.split(',').flatMap((part) => {
    if (part === 'open') return STATUSES.filter((status) => !ENDED.includes(status))
    if (part === 'ended') return ENDED
    const known = STATUSES.find((status) => status === part)
    if (!known) throw new Invalid([{ field: 'status', code: 'input/wrong-form', facts: { expected: 'open, ended, ' + STATUSES.join(', ') } }])
    return known
  })
}

/** Where a page ended: the sort value and id of its last row. */
export type Cursor = readonly [value: string, id: string]

export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** @throws Invalid `input/wrong-form` when somebody made it up */
export function readCursor(text: string): Cursor {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(value)) {
      const [sortValue, id, ...more]: unknown[] = value
      if (typeof sortValue === 'string' && typeof id === 'string' && more.length === 0) return [sortValue, id]
    }
  } catch {
    // Falls through: the same answer for every made-up cursor.
  }
  throw new Invalid([{ field: 'cursor', code: 'input/wrong-form', facts: { expected: 'nextCursor' } }])
}
