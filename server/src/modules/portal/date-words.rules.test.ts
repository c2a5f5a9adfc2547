import { expect, test } from 'vitest'
import { codeInGroups, dayInWords, momentInWords, sizeInWords } from './date-words.rules.ts'

test('a day is said with its weekday, and with the year only when it is another one', () => {
  expect(dayInWords('2026-11-30', 'zh', '2026-11-23')).toBe('11月30日（星期一）')
  expect(dayInWords('2027-01-15', 'zh', '2026-11-23')).toBe('2027年1月15日（星期五）')
  expect(dayInWords('2026-11-29', 'zh', '2026-11-23')).toBe('11月29日（星期日）')
  expect(dayInWords('2026-11-30', 'en', '2026-11-23')).toBe('Monday 30 November')
  expect(dayInWords('2027-01-15', 'en', '2026-11-23')).toBe('Friday 15 January 2027')
})

test('a moment is said in the time of China, also across midnight', () => {
  expect(momentInWords('2026-11-23T16:05:00Z', 'zh', '2026-11-24')).toBe('11月24日（星期二）00:05')
  expect(momentInWords('2026-11-23T02:00:00.000Z', 'en', '2026-11-23')).toBe('Monday 23 November, 10:00')
})

test('a code is read in fours, and no file weighs nothing', () => {
  expect(codeInGroups('3302122600000015')).toEqual(['3302', '1226', '0000', '0015'])
  expect(sizeInWords(1)).toBe('1 KB')
  expect(sizeInWords(1_572_864)).toBe('1.5 MB')
})
