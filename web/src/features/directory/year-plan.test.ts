import { expect, test } from 'vitest'
import { pressed, weeksOf } from './year-plan.ts'

test('months stand in weeks from Monday', () => {
  const weeks = weeksOf(2027, 2)
  expect(weeks[0]).toEqual(['2027-02-01', '2027-02-02', '2027-02-03', '2027-02-04', '2027-02-05', '2027-02-06', '2027-02-07'])
  expect(weeks).toHaveLength(4)
  expect(weeksOf(2026, 11)[0]).toEqual([null, null, null, null, null, null, '2026-11-01'])
})

test('pressing a weekday gives it off and takes it back', () => {
  const once = pressed([], '2027-01-01', '元旦')
  expect(once).toEqual([{ date: '2027-01-01', kind: 'holiday', name: '元旦' }])
  expect(pressed(once, '2027-01-01', '元旦')).toEqual([])
})

test('pressing a weekend day twice makes it a working day, a third time nothing', () => {
  const twice = pressed(pressed([], '2027-02-07', '春节'), '2027-02-07', '春节')
  expect(twice[0]?.kind).toBe('workday')
  expect(pressed(twice, '2027-02-07', '春节')).toEqual([])
})
