import { expect, test } from 'vitest'
import { findTheChild } from '../../examples/search.ts'

test('the example of the README finds the child, and the uncle’s sample makes chance less likely', async () => {
  const { byMother, withUncle } = await findTheChild()
  expect(byMother.candidates[0]).toMatchObject({ id: 50_001n, mismatches: [] })
  expect(withUncle.candidates[0]).toMatchObject({ id: 50_001n, mismatches: [] })
  expect(byMother.candidates[0].log10Ratio).toBeCloseTo(4.97, 2)
  expect(withUncle.candidates[0].log10Ratio).toBeCloseTo(5.89, 2)
  expect(withUncle.candidates[0].expectedChanceMatches).toBeLessThan(byMother.candidates[0].expectedChanceMatches / 10)
})
