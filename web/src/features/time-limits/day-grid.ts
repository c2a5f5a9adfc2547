import type { Explanation } from '@hejie/contract/time-limits'
import { addDays, daysBetween } from '../../ui/civil-date.ts'

type Step = Explanation['steps'][number]

/** One day of a count. */
export interface DayCell {
  date: string
  counted: boolean
  /** Its place in the count, from 1; null where it is not counted. */
  nth: number | null
  /** Why: the code of the step, for its look. */
  code: string
  zh: string
  en: string
}

export interface MonthGrid {
  /** YYYY-MM */
  month: string
  /** Monday first; null beside the month and beside the count. */
  weeks: (DayCell | { date: string } | null)[][]
}

/** Every day of the steps, once and in order. */
export function daysOf(steps: readonly Step[]): DayCell[] {
  return steps.flatMap((step) => Array.from({ length: daysBetween(step.from, step.to) + 1 }, (_, index): DayCell => (
    { date: addDays(step.from, index), counted: step.counted, nth: step.nth === null ? null : step.nth + index, code: step.code, zh: step.zh, en: step.en })))
}

const weekday = (date: string): number => (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7

/** The days as sheets of a wall calendar. */
export function monthsOf(days: readonly DayCell[]): MonthGrid[] {
  const known = new Map(days.map((day) => [day.date, day]))
  return [...new Set(days.map((day) => day.date.slice(0, 7)))].map((month) => {
    const cells: MonthGrid['weeks'][number] = Array.from({ length: weekday(`${month}-01`) }, () => null)
    for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) cells.push(known.get(date) ?? { date })
    while (cells.length % 7) cells.push(null)
    return { month, weeks: Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7)) }
  })
}
