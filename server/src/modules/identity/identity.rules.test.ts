import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AREAS } from '@hejie/contract/identity'
import { ROLE_CODES } from '@hejie/contract/lifecycle'
import { anActor } from '../../../test/factories/identity.ts'
import { areasOf } from './areas.rules.ts'
import { accessOf, caseUnitIds, hasOversight, hasRole, oversightPaths } from './actor.ts'
import type { ActorPost } from './actor.ts'
import { passwordFault, isUsername, temporaryPassword } from './password.rules.ts'
import { allowedKeeping, keepingFault, mayKeep } from './policy.ts'
import type { Keeping } from './policy.ts'
import { keepRecentValues } from './recent-values.ts'

const PATHS = ['33/', '33/3302/', '33/3302/330212/', '33/3302/330203/', '33/3302/330212/330212110/', '33/3301/', '33/3302/330212/330212110/330212110201/']
const post = fc.record({
  roles: fc.uniqueArray(fc.constantFrom(...ROLE_CODES), { minLength: 1, maxLength: 3 }),
  unitKind: fc.constantFrom<ActorPost['unitKind']>('petition-office', 'centre', 'agency', 'government', 'village', 'discipline', 'mediation', 'other'),
  regionPath: fc.constantFrom(...PATHS), unitId: fc.uuid(),
}).map((one): Partial<ActorPost> => ({ ...one, level: one.regionPath.split('/').length - 1 }))
const actor = fc.array(post, { maxLength: 4 }).map((posts) => anActor(posts))

describe('what a person watches over', () => {
  test('is never more than the regions of their own posts, and no path lies within another', () => {
    fc.assert(fc.property(actor, (person) => {
      const paths = oversightPaths(person)
      for (const path of paths) expect(person.posts.some((one) => one.regionPath === path && hasOversight(one))).toBe(true)
      for (const path of paths) expect(paths.filter((other) => other.startsWith(path))).toEqual([path])
    }))
  })
  test('covers the region of every post that watches', () => {
    fc.assert(fc.property(actor, (person) => {
      for (const one of person.posts.filter(hasOversight)) expect(oversightPaths(person).some((path) => one.regionPath.startsWith(path))).toBe(true)
    }))
  })
  test('is nothing for an administrator, auditor, analyst, accusation desk or lab, alone or together', () => {
    const blind = fc.uniqueArray(fc.constantFrom(...(['ZR16', 'ZR17', 'ZR19', 'ZR20', 'ZR21', 'ZR22', 'ZR23', 'ZR24', 'ZR25', 'ZR26', 'ZR27'] as const)), { minLength: 1 })
    fc.assert(fc.property(blind, post, (roles, one) => {
      const person = anActor([{ ...one, roles }])
      expect([oversightPaths(person), caseUnitIds(person)]).toEqual([[], []])
      expect(accessOf(person)).toMatchObject({ as: 'staff', paths: [], unitIds: [] })
    }))
  })
  test('is nothing beyond its own unit for an agency, a village committee or the discipline organ', () => {
    fc.assert(fc.property(post, fc.constantFrom<ActorPost['unitKind']>('agency', 'village', 'discipline', 'mediation', 'other'), (one, unitKind) => {
      expect(oversightPaths(anActor([{ ...one, unitKind }]))).toEqual([])
    }))
  })
  test('never grows when a post ends', () => {
    fc.assert(fc.property(actor, fc.nat(3), (person, index) => {
      const fewer = { ...person, posts: person.posts.filter((_, at) => at !== index) }
      for (const path of oversightPaths(fewer)) expect(oversightPaths(person).some((wider) => path.startsWith(wider))).toBe(true)
      for (const unit of caseUnitIds(fewer)) expect(caseUnitIds(person)).toContain(unit)
    }))
  })
  test('a role is held where the post is, and nowhere else', () => {
    fc.assert(fc.property(actor, fc.constantFrom(...ROLE_CODES), fc.uuid(), (person, role, elsewhere) => {
      expect(hasRole(person, [role])).toBe(person.posts.some((one) => one.roles.includes(role)))
      for (const one of person.posts) expect(hasRole(person, [role], one.unitId)).toBe(person.posts.some((other) => other.unitId === one.unitId && other.roles.includes(role)))
      expect(hasRole(person, [role], elsewhere)).toBe(false)
    }))
  })
})

describe('the parts of the console', () => {
  test('show an administrator the directory and accounts, an auditor the record, and neither any matter', () => {
    expect(areasOf(['ZR25'])).toEqual(['directory', 'accounts'])
    expect(areasOf(['ZR26'])).toEqual(['audit'])
    expect(areasOf(['ZR16'])).toEqual(['accusations'])
    expect(areasOf(['ZR17'])).toEqual(['analysis'])
    expect(areasOf([])).toEqual([])
  })
  test('are the union over one\'s roles, in the order of the menu', () => {
    fc.assert(fc.property(fc.subarray([...ROLE_CODES]), (roles) => {
      const open = new Set(roles.flatMap((role) => areasOf([role])))
      expect(areasOf(roles)).toEqual(AREAS.filter((area) => open.has(area)))
    }))
  })
})

describe('keeping accounts', () => {
  const account = fc.record({ id: fc.uuid(), keptIn: fc.constantFrom('', ...PATHS), isActive: fc.boolean(), hasSecondFactor: fc.boolean(), posts: fc.array(fc.record({ regionPath: fc.constantFrom(...PATHS), roles: fc.subarray([...ROLE_CODES], { minLength: 1, maxLength: 2 }) }), { maxLength: 3 }) })
  const KEEPING: Keeping[] = ['edit', 'reset-password', 'remove-second-factor', 'deactivate', 'reactivate']

  test('is for administrators of the place alone, and only when no post lies outside it', () => {
    fc.assert(fc.property(actor, account, (person, kept) => {
      const places = person.posts.filter((one) => one.roles.includes('ZR25')).map((one) => one.regionPath)
      const within = (path: string): boolean => places.some((place) => path.startsWith(place))
      expect(mayKeep(person, kept)).toBe(within(kept.keptIn) && kept.posts.every((one) => within(one.regionPath)))
    }), { numRuns: 500 })
  })
  test('never reaches oneself, nor takes over the accusation desk or an auditor', () => {
    fc.assert(fc.property(account, fc.constantFrom(...KEEPING), (kept, what) => {
      const boss = anActor([{ roles: ['ZR25'], regionPath: '33/' }])
      const self = anActor([{ roles: ['ZR25'], regionPath: '33/' }], { accountId: kept.id })
      if (what !== 'edit') expect(keepingFault(self, kept, what)).not.toBeNull()
      const isProtected = kept.posts.some((one) => one.roles.some((role) => role === 'ZR16' || role === 'ZR26'))
      if (isProtected && (what === 'reset-password' || what === 'remove-second-factor')) expect(keepingFault(boss, kept, what)).not.toBeNull()
    }))
  })
  test('offers exactly what it would let pass', () => {
    fc.assert(fc.property(actor, account, (person, kept) => {
      for (const what of allowedKeeping(person, kept)) expect(keepingFault(person, kept, what)).toBeNull()
    }))
  })
})

describe('a new password', () => {
  test.each([
    ['Ab3$567890', null], ['abcdefghi1', 'identity/password-too-plain'], ['Ab3$56789', 'identity/password-too-short'], ['correct horse battery', null], ['一二三四五六七八九十甲乙丙丁戊己', null],
    ['ABCabc1212121212121212', null], ['ababababababababab', 'identity/password-repetitive'], ['I-am-Mei.Clerk-99', 'identity/password-has-username'], [`aA1$${'xyz'.repeat(42)}`, 'identity/password-too-long'],
  ])('%s: %s', (password, code) => {
    expect(passwordFault(password, 'mei.clerk')?.code ?? null).toBe(code)
  })
  test('made by us always passes our own rule', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (random) => {
      const password = temporaryPassword(random)
      const fault = passwordFault(password, 'mei.clerk')
      // Twelve equal random bytes would be refused; they do not occur.
      if (fault) expect(['identity/password-repetitive', 'identity/password-too-plain']).toContain(fault.code)
      expect(password).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/)
    }))
  })
})

test.each([['chen.clerk', true], ['admin', true], ['Chen.Clerk', true], ['ab', false], ['1abc', false], ['a b c', false], ['梅子', false], ['a'.repeat(31), false], ['a_b-c.9', true]])('the username %s is in order: %s', (name, isGood) => {
  expect(isUsername(name)).toBe(isGood)
})

describe('values kept for a moment', () => {
  test('are loaded once for all who ask within the time, and again after it', async () => {
    let now = 0
    let loads = 0
    const recent = keepRecentValues<number>({ max: 10, milliseconds: 3_000, clock: () => now })
    const ask = (): Promise<number> => recent.find('k', async () => ++loads)
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
    now = 2_999
    expect(await ask()).toBe(1)
    now = 3_000
    expect(await ask()).toBe(2)
    recent.forget((value) => value === 2)
    expect(await ask()).toBe(3)
  })
  test('never number more than the limit, the oldest go first, and a failure is not kept', async () => {
    const recent = keepRecentValues<string>({ max: 3, milliseconds: 1_000, clock: () => 0 })
    let loads = 0
    const ask = (key: string): Promise<string> => recent.find(key, async () => `${key}${++loads}`)
    for (const key of ['a', 'b', 'c', 'd']) await ask(key)
    expect(await ask('d')).toBe('d4')
    expect(await ask('a')).toBe('a5')
    await expect(recent.find('x', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
    expect(await ask('x')).toBe('x6')
  })
})
