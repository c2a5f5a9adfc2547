import { RuleBroken } from '../../platform/errors.ts'
import { Temporal } from '../../platform/time.ts'
import { isInForce } from './place.ts'
import type { Region, Unit } from './place.ts'

/** @throws RuleBroken `directory/changed-meanwhile` when the version is not the one the person saw */
export function requireVersion(thing: { version: number }, seen: number): void {
  if (thing.version !== seen) throw new RuleBroken('directory/changed-meanwhile')
}

/**
 * Whether something may end with a day.
 * @throws RuleBroken `directory/already-ended`, `directory/ends-before-it-began`
 */
export function requireEndable(thing: { validFrom: string; validTo: string | null }, on: string): void {
  if (thing.validTo !== null) throw new RuleBroken('directory/already-ended', { on: thing.validTo })
  if (on < thing.validFrom) throw new RuleBroken('directory/ends-before-it-began', { from: thing.validFrom })
}

export const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString()

/**
 * Whether a thing may take over from another that ends with a day: another one, of the same level, in force the day after.
 * @throws RuleBroken `directory/successor-unfit`
 */
export function requireFitSuccessor(ending: { key: string; level: number }, successor: { key: string; level: number; validFrom: string; validTo: string | null }, on: string): void {
  if (successor.key === ending.key || successor.level !== ending.level || !isInForce(successor, dayAfter(on))) throw new RuleBroken('directory/successor-unfit')
}

/** What to tell somebody who used a code: null when the thing is in force; otherwise the code and facts of the message. */
export interface Notice { code: string; facts: Record<string, string> }

/** @param heir the place in force that took over, after following successors; null when there is none */
export function noticeAboutRegion(region: Region, heir: Region | null, today: string): Notice | null {
  if (isInForce(region, today)) return null
  const facts = { code: region.code, name: region.name, on: region.validTo ?? '', from: region.validFrom }
  if (region.validFrom > today) return { code: 'directory/region-not-yet', facts }
  if (!heir) return { code: 'directory/region-abolished-no-successor', facts }
  return { code: 'directory/region-abolished', facts: { ...facts, successorCode: heir.code, successorName: heir.fullName } }
}

/** @param heir the unit in force that took over, after following successors; null when there is none */
export function noticeAboutUnit(unit: Unit, heir: Unit | null, today: string): Notice | null {
  if (isInForce(unit, today)) return null
  const facts = { name: unit.name, on: unit.validTo ?? '', from: unit.validFrom }
  if (unit.validFrom > today) return { code: 'directory/unit-not-yet', facts }
  if (!heir) return { code: 'directory/unit-abolished-no-successor', facts }
  return { code: 'directory/unit-abolished', facts: { ...facts, successorName: heir.name } }
}
