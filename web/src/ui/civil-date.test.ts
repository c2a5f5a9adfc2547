import { expect, test } from 'vitest'
import { addDays, dateOf, daysBetween, longDate, shortDate, timeOf } from './civil-date.ts'

test('a date is written with its weekday in both languages', () => {
  expect(longDate('2026-11-30', 'zh-CN')).toBe('2026年11月30日 星期一')
  expect(longDate('2026-11-30', 'en')).toMatch(/^Monday,? 30 November 2026$/)
})

test('the year is written only where it is another one', () => {
  expect(shortDate('2026-11-30', 'zh-CN', '2026-11-24')).toBe('11月30日 周一')
  expect(shortDate('2027-01-04', 'zh-CN', '2026-11-24')).toBe('2027年1月4日 周一')
})

test('an instant shortly after midnight in China belongs to the new day, whatever the browser thinks', () => {
  expect(dateOf('2026-11-23T16:05:00Z')).toBe('2026-11-24')
  expect(timeOf('2026-11-23T16:05:00Z')).toBe('00:05')
})

test('days are counted over month, year and leap day', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1)
  expect(addDays('2026-12-31', 60)).toBe('2027-03-01')
})
