import { expect, test } from 'vitest'
import { newId } from './ids.ts'

test('an id begins with its time, so that later ones sort behind, and never comes twice', () => {
  const at = Date.parse('2026-11-24T03:00:00.123Z')
  const id = newId(at)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
  expect(newId(at + 1) > id).toBe(true)
  expect(new Set(Array.from({ length: 10_000 }, () => newId(at))).size).toBe(10_000)
})
