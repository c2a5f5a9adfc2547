import type { Deps } from '../../deps.ts'
import { calendarFor } from '../time-limits/index.ts'

/** Whether the public holidays of a date's year are known; a limit that ends in another year is provisional. */
export async function isYearPublished(deps: Deps, date: string): Promise<boolean> {
  return (await calendarFor(deps.db, '')).publishedYears.includes(Number(date.slice(0, 4)))
}
