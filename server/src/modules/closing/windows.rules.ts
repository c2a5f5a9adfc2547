import { RuleBroken } from '../../platform/errors.ts'
import type { ClockFacts } from './handling-facts.ts'

type Window = Pick<ClockFacts, 'rule' | 'dueLegal' | 'endedOn'>

const newest = (clocks: readonly Window[], rule: string): Window | undefined => clocks.findLast((one) => one.rule === rule)

/** A day that is not known yet cannot have passed: citizens' rights end by the legal date only. */
const isPast = (window: Window, today: string): boolean => window.dueLegal !== null && today > window.dueLegal

/** @throws RuleBroken `closing/evaluation-not-open`, `closing/evaluation-over` */
export function requireEvaluationOpen(clocks: readonly Window[], today: string): void {
  const window = newest(clocks, 'DL25')
  if (!window) throw new RuleBroken('closing/evaluation-not-open')
  if (isPast(window, today) || window.endedOn !== null) throw new RuleBroken('closing/evaluation-over', { dueOn: window.dueLegal ?? window.endedOn })
}

/** Windows that must have passed before a closed matter is final. 第三十五条、第三十六条 */
export const WINDOWS_BEFORE_FINAL = ['DL06', 'DL08', 'DL20'] as const

/** Whether nobody can ask for anything any more. */
export function isFinal(clocks: readonly Window[], today: string): boolean {
  return clocks.filter((one) => WINDOWS_BEFORE_FINAL.some((rule) => rule === one.rule) && one.endedOn === null).every((one) => isPast(one, today))
}
