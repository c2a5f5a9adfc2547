/*
 * Dates as people read them. Civil dates are texts YYYY-MM-DD and are never shifted by the browser's time zone; instants
 * are shown as China's clock shows them.
 */

const ZONE = 'Asia/Shanghai'
const format = new Map<string, Intl.DateTimeFormat>()

function formatter(language: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${language} ${key}`
  const known = format.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', options)
  format.set(name, made)
  return made
}

const noon = (date: string): Date => new Date(`${date}T12:00:00Z`)

/** `2026年11月30日 星期一` / `Monday, 30 November 2026`. */
export function longDate(date: string, language: string): string {
  const made = formatter(language, 'long', { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' })
  const text = made.format(noon(date))
  return language === 'en' ? text : text.replace(/日星期/, '日 星期')
}

/** `11月30日 周一`, with the year where it is not this year's. */
export function shortDate(date: string, language: string, today: string = todayInChina()): string {
  const isThisYear = date.slice(0, 4) === today.slice(0, 4)
  const made = formatter(language, isThisYear ? 'short' : 'short-year', { timeZone: 'UTC', ...(isThisYear ? {} : { year: 'numeric' }), month: language === 'en' ? 'short' : 'long', day: 'numeric', weekday: 'short' })
  return made.format(noon(date)).replace(/日周/, '日 周')
}

/** The civil date in China of an instant. */
export function dateOf(instant: string): string {
  const parts = formatter('en', 'iso', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(instant))
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

export const todayInChina = (): string => dateOf(new Date().toISOString())

/** `09:05` on China's clock. */
export function timeOf(instant: string): string {
  return formatter('zh-CN', 'time', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant))
}

/** `11月23日 周一 09:05`. */
export function momentText(instant: string, language: string): string {
  return `${shortDate(dateOf(instant), language)} ${timeOf(instant)}`
}

/** Calendar days from one civil date to another; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000)
}

/** A civil date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(noon(date).getTime() + days * 86_400_000).toISOString().slice(0, 10)
}
