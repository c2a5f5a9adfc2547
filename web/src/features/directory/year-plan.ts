import { addDays } from '../../ui/civil-date.ts'

export type NationalKind = 'holiday' | 'workday'
export interface NationalDay {
  date: string
  kind: NationalKind
  name: string
}

const weekday = (date: string): number => new Date(`${date}T12:00:00Z`).getUTCDay()
export const isWeekend = (date: string): boolean => weekday(date) === 0 || weekday(date) === 6

/** The days of a month in weeks from Monday to Sunday; null where another month lies. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const days: (string | null)[] = Array.from({ length: (weekday(first) + 6) % 7 }, () => null)
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day)
  while (days.length % 7) days.push(null)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** What pressing a day makes of it: nothing → holiday → (on a weekend) made-up workday → nothing. A weekend off is no exception by itself. */
export function pressed(days: readonly NationalDay[], date: string, name: string): NationalDay[] {
  const others = days.filter((day) => day.date !== date)
  const now = days.find((day) => day.date === date)?.kind
  if (now === undefined) return sorted([...others, { date, kind: 'holiday', name }])
  if (now === 'holiday' && isWeekend(date)) return sorted([...others, { date, kind: 'workday', name }])
  return others
}

const sorted = (days: NationalDay[]): NationalDay[] => days.toSorted((one, other) => (one.date < other.date ? -1 : 1))
