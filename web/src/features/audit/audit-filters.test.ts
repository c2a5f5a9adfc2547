import { AuditQuery } from '@hejie/contract/audit'
import { expect, test } from 'vitest'
import { filtersOf, questionOf } from './audit-filters.ts'

test('days begin at midnight in China, and the contract takes the question', () => {
  const question = questionOf(filtersOf(new URLSearchParams('from=2026-11-01&to=2026-11-24&actorKind=staff&action=matter.assign&subject=matter:1&actor=01890000-0000-7000-8000-000000000001')))
  expect(question).toMatchObject({ from: '2026-11-01T00:00:00+08:00', to: '2026-11-24T00:00:00+08:00' })
  expect(AuditQuery.safeParse(question).error?.issues ?? []).toEqual([])
})

test('what means nothing is left out', () => {
  expect(Object.values(questionOf(filtersOf(new URLSearchParams('from=gestern&actor=x&actorKind=cat&action=..')))).filter(Boolean)).toEqual([])
})
