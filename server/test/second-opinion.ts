import { readFileSync } from 'node:fs'

/*
 * Due dates a second time, for tests: written from 民法典第二百条至第二百零三条 and the notices alone, sharing no code with the product. Where the product walks
 * day by day, this looks dates up in a list of all working days.
 */

interface Notices {
  years: Record<string, { holidays: { date: string }[]; makeUpWorkdays: { date: string }[] }>
}

const DAY = 86_400_000
const serial = (date: string): number => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / DAY
const written = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

export interface Opinion {
  strict: string | null
  legal: string | null
}

/** Reads the notices from a file and answers questions from them. */
export function secondOpinion(file: string | URL): { years: number[]; due: (start: string, length: number, unit: string, extension?: number) => Opinion } {
  const parsed = JSON.parse(readFileSync(file, 'utf8')) as { years: Notices['years'] | ({ year: number } & Notices['years'][string])[] }
  const notices = Array.isArray(parsed.years) ? parsed.years.map(({ year, ...rest }) => [year, rest] as const) : Object.entries(parsed.years).map(([year, rest]) => [Number(year), rest] as const)
  const off = new Set(notices.flatMap(([, one]) => one.holidays.map((day) => day.date)))
  const extra = new Set(notices.flatMap(([, one]) => one.makeUpWorkdays.map((day) => day.date)))
  const years = notices.map(([year]) => year).sort((a, b) => a - b)
  const [first, last] = [serial(`${years[0]}-01-01`), serial(`${years.at(-1)}-12-31`)]
  const working: number[] = []
  for (let day = first; day <= last; day += 1) {
    const date = written(day)
    const isWeekend = [0, 6].includes(new Date(day * DAY).getUTCDay())
    if (extra.has(date) || (!isWeekend && !off.has(date))) working.push(day)
  }
  /** Place of the first working day on or after a day. */
  const placeOf = (day: number): number => {
    let [low, high] = [0, working.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((working[middle] ?? 0) < day) low = middle + 1
      else high = middle
    }
    return low
  }
  const shifted = (day: number): string | null => {
    const found = day > last ? undefined : working[placeOf(day)]
    return found === undefined ? null : written(found)
  }
  const plainEnd = (start: string, length: number, unit: string): number => {
    if (unit === 'naturalDay') return serial(start) + length
    const months = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + (unit === 'year' ? 12 : 1) * length
    const [year, month] = [Math.floor(months / 12), months % 12]
    const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
    return Date.UTC(year, month, Math.min(Number(start.slice(8)), lastDay)) / DAY
  }
  return {
    years,
    due: (start, length, unit, extension = 0) => {
      if (unit === 'workingDay') {
        const found = working[placeOf(serial(start) + 1) + length + extension - 1]
        return found === undefined ? { strict: null, legal: null } : { strict: written(found), legal: written(found) }
      }
      const end = plainEnd(start, length, unit) + extension
      return { strict: written(end), legal: shifted(end) }
    },
  }
}
