import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROLE_CODES } from '@hejie/contract/lifecycle'
import { anActor } from '../../../test/factories/identity.ts'
import { auditedPaths, mayKnowSealedChain, readsWholeRecord } from './policy.ts'

const actor = fc.array(fc.record({ roles: fc.uniqueArray(fc.constantFrom(...ROLE_CODES), { minLength: 1, maxLength: 4 }), level: fc.integer({ min: 1, max: 5 }), regionPath: fc.constantFrom('33/', '33/3302/', '33/3302/330212/') }), { maxLength: 4 })
  .map((posts) => anActor(posts))

test('the record is read by auditors of the place, and by nobody who is an administrator anywhere', () => {
  fc.assert(fc.property(actor, (person) => {
    const has = (role: 'ZR25' | 'ZR26'): boolean => person.posts.some((post) => post.roles.includes(role))
    expect(auditedPaths(person).length > 0).toBe(has('ZR26') && !has('ZR25'))
    for (const path of auditedPaths(person)) expect(person.posts.some((post) => post.regionPath === path && post.roles.includes('ZR26'))).toBe(true)
    if (readsWholeRecord(person)) expect(auditedPaths(person).length).toBeGreaterThan(0)
    expect(mayKnowSealedChain(person)).toBe(person.posts.some((post) => post.roles.includes('ZR16')))
  }), { numRuns: 1_000 })
})
