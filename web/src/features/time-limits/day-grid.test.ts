import { expect, test } from 'vitest'
import { daysOf, monthsOf } from './day-grid.ts'

const step = (from: string, to: string, nth: number | null) => ({ from, to, days: 0, counted: nth !== null, code: nth === null ? 'holiday' : 'naturalDay', zh: '', en: '', article: null, nth })
const steps = [step('2026-04-29', '2026-04-29', null), step('2026-04-30', '2026-05-01', 1), step('2026-05-02', '2026-05-02', null)]

test('every day stands once, with its place in the count', () => {
  expect(daysOf(steps).map(({ date, nth }) => [date, nth])).toEqual([['2026-04-29', null], ['2026-04-30', 1], ['2026-05-01', 2], ['2026-05-02', null]])
})

test('months are whole weeks from Monday, days beside the count without a place', () => {
  const [april, may, ...more] = monthsOf(daysOf(steps))
  expect(more).toEqual([])
  expect(april?.weeks.flat().filter(Boolean)).toHaveLength(30)
  expect(april?.weeks.every((week) => week.length === 7)).toBe(true)
  expect(april?.weeks[0]?.slice(0, 3)).toEqual([null, null, { date: '2026-04-01' }])
  expect(may?.weeks[0]?.[4]).toMatchObject({ date: '2026-05-01', nth: 2 })
})
