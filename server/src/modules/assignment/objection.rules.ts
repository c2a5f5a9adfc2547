import { RuleBroken } from '../../platform/errors.ts'
import type { UnitFacts } from './assignment.ts'

/** The clock of the five working days to object (DL04). */
export interface ObjectionClock {
  /** Null while the calendar of the year is not published: nobody can be late for a day that is not known. */
  dueLegal: string | null
  isRunning: boolean
}

/**
 * A unit objects once, within five working days of receipt. 信访工作条例第二十三条第三款
 *
 * @throws RuleBroken `assignment/objection-too-late`; `matter/missing` where no right to object is left
 */
export function requireObjectionInTime(clock: ObjectionClock | null, today: string): void {
  if (!clock?.isRunning) throw new RuleBroken('matter/missing', { missing: ['assignment/no-objection-left'] })
  if (clock.dueLegal !== null && today > clock.dueLegal) throw new RuleBroken('assignment/objection-too-late', { dueOn: clock.dueLegal })
}

/** Tried calls and visits that R5 (not enough to go on) needs to show. Table T15 */
export const CONTACTS_FOR_R5 = 2

/** Whether the sender may still decide about the objection itself. A second one goes to those who rule. */
export const isForRuling = (objectedCount: number): boolean => objectedCount >= 2

/**
 * Who rules stands above all parties and is none of them. 信访工作条例第二十四条
 *
 * @throws RuleBroken `assignment/not-common-superior` naming a party that lies outside
 */
export function requireCommonSuperior(ruling: { unitId: string; regionPath: string }, parties: readonly Pick<UnitFacts, 'id' | 'name' | 'regionPath'>[]): void {
  const outside = parties.find((party) => party.id === ruling.unitId || !party.regionPath.startsWith(ruling.regionPath))
  if (outside) throw new RuleBroken('assignment/not-common-superior', { unit: outside.name })
}
