import type { Petitioner } from './triage.store.ts'

/** To whom a letter is written: the petitioners by name, or whoever it concerns. */
export function recipientOf(people: readonly Petitioner[]): string {
  if (people.length === 0) return '信访人'
  return people.length > 5 ? `${people.slice(0, 5).map(({ name }) => name).join('、')}等${people.length}人` : people.map(({ name }) => name).join('、')
}

/** 2026年5月6日 */
export function chineseDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
