import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROLE_CODES } from '@hejie/contract/lifecycle'
import { isInForce, levelOfCode, stemOf } from './place.ts'
import type { Unit } from './place.ts'
import { overlaps, requireRolesFit } from './post.rules.ts'
import { fullNameWith, newRegion } from './region.rules.ts'
import { readSeedAgencies, readSeedCodeTables, readSeedRegions } from './seed-files.ts'
import { placeKindOf, unitsOf } from './seed-units.rules.ts'
import { decidingDuty, nearestUnit } from './suggestion.rules.ts'
import type { Duty } from './suggestion.rules.ts'
import { noticeAboutRegion, requireEndable, requireFitSuccessor } from './term.rules.ts'
import { isCreditCode, nextUnitCode } from './unit.rules.ts'

const regions = readSeedRegions()
const { lines, duties, ...options } = readSeedAgencies()

describe('places', () => {
  test('every seeded code has the level its zeros say, and a path made of its own digits', () => {
    const wrong = regions.filter((one) => levelOfCode(one.code) !== one.level || !one.path.endsWith(`${stemOf(one.code, one.level)}/`))
    expect(wrong).toEqual([])
    expect(regions.length).toBe(27_036)
  })
  test.each([['330000000000', 1], ['330200000000', 2], ['330212000000', 3], ['330212110000', 4], ['330212001212', 5], ['330212001212003', 6], ['33021', null], ['000000000000', 1]])('%s is a code of level %s', (code, level) => {
    expect(levelOfCode(code)).toBe(level)
  })
  test('is in force from its first to its last day, both included', () => {
    const thing = { validFrom: '2020-05-01', validTo: '2026-11-23' }
    expect(['2020-04-30', '2020-05-01', '2026-11-23', '2026-11-24'].map((day) => isInForce(thing, day))).toEqual([false, true, true, false])
    expect(isInForce({ validFrom: '2020-05-01', validTo: null }, '2099-01-01')).toBe(true)
  })
  test('a development zone lies below its county although its code does not begin alike', () => {
    const county = { ...region('330212000000'), validTo: null }
    expect(newRegion({ code: '330299400000', name: '某开发区', nameEn: null, level: null, validFrom: '2026-01-01' }, county)).toMatchObject({ level: 4, path: '33/3302/330212/330299400/', fullName: '浙江省宁波市鄞州区某开发区' })
    expect(() => newRegion({ code: '330212001000', name: '某街道', nameEn: null, level: null, validFrom: '2026-01-02' }, { ...county, validTo: '2026-01-01' })).toThrow('directory/region-abolished-no-successor')
    expect(newRegion({ code: '330212001777', name: '直辖村', nameEn: null, level: 5, validFrom: '2026-01-01' }, county).path).toBe('33/3302/330212/330212001777/')
  })
  test('a new name changes the last part of the full name only', () => {
    expect(fullNameWith(region('330212000000'), '鄞县')).toBe('浙江省宁波市鄞县')
  })
  test('a place that is not in force yet says from when, one in force says nothing', () => {
    const village = region('330212001212')
    expect(noticeAboutRegion(village, village, '2026-11-23')).toBeNull()
    expect(noticeAboutRegion({ ...village, validFrom: '2027-01-01' }, null, '2026-12-31')).toMatchObject({ code: 'directory/region-not-yet', facts: { from: '2027-01-01' } })
  })
  test('ends once, not before it began, and only a sibling in force by then takes over', () => {
    expect(() => requireEndable({ validFrom: '2020-01-01', validTo: '2025-01-01' }, '2026-01-01')).toThrow('directory/already-ended')
    expect(() => requireEndable({ validFrom: '2020-01-01', validTo: null }, '2019-12-31')).toThrow('directory/ends-before-it-began')
    expect(() => requireEndable({ validFrom: '2020-01-01', validTo: null }, '2020-01-01')).not.toThrow()
    const ending = { key: 'a', level: 5 }
    const heir = { key: 'b', level: 5, validFrom: '2000-01-01', validTo: null }
    expect(() => requireFitSuccessor(ending, heir, '2026-06-30')).not.toThrow()
    expect(() => requireFitSuccessor(ending, { ...heir, validFrom: '2026-07-01' }, '2026-06-30')).not.toThrow()
    for (const unfit of [{ ...heir, key: 'a' }, { ...heir, level: 4 }, { ...heir, validFrom: '2026-07-02' }, { ...heir, validTo: '2026-06-30' }]) {
      expect(() => requireFitSuccessor(ending, unfit, '2026-06-30')).toThrow('directory/successor-unfit')
    }
  })
  function region(code: string) {
    const found = regions.find((one) => one.code === code)
    if (!found) throw new Error(code)
    return { ...found, nameEn: null, validFrom: '2000-01-01', validTo: null, successorCode: null, version: 1 }
  }
})

describe('seeded units', () => {
  const units = unitsOf(regions, lines, options)
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  test.each([
    ['330212000000-B01', '宁波市鄞州区信访局'], ['330212000000-B05', '宁波市公安局鄞州分局'], ['330225000000-B05', '象山县公安局'], ['330225000000-B14', '宁波市生态环境局象山分局'],
    ['331127000000-B14', '丽水市生态环境局景宁分局'], ['330212110000-G01', '姜山镇人民政府'], ['330212001000-G01', '下应街道办事处'], ['330212001212-G02', '湾底村村民委员会'],
    ['330212110001-G02', '姜山社区居民委员会'], ['330212110003-G02', '茅山居民委员会'], ['330212000000-C01', '宁波市鄞州区社会矛盾纠纷调处化解中心'], ['330000000000-B05', '浙江省公安厅'],
  ])('%s is %s', (code, name) => {
    expect(byCode.get(code)?.name).toBe(name)
  })
  test.each([
    ['330212000000-B09', '330212000000-G01'], ['330212000000-G01', '330200000000-G01'], ['330212000000-B02', '330200000000-B02'], ['330212110000-G01', '330212000000-G01'],
    ['330212001212-G02', '330212001000-G01'], ['330383198001-G02', '330383000000-G01'], ['330000000000-G01', null], ['330000000000-B09', '330000000000-G01'],
  ])('%s answers to %s', (code, superior) => {
    expect([byCode.has(code), byCode.get(code)?.superiorCode]).toEqual([true, superior])
  })
  test('no name is left with a gap, no code occurs twice, every superior exists', () => {
    expect(units.filter((unit) => /[{}]/.test(unit.name))).toEqual([])
    expect(byCode.size).toBe(units.length)
    expect(units.filter((unit) => unit.superiorCode !== null && !byCode.has(unit.superiorCode))).toEqual([])
    expect(units.filter((unit) => unit.kind === 'petition-office').length).toBe(1 + 11 + 90)
  })
  test('a statistical row has no bodies, a development zone its own', () => {
    expect(byCode.has('330383198000-G01')).toBe(false)
    expect(placeKindOf({ level: 4, name: '东部新区', committee: '' })).toBe('area')
    expect(placeKindOf({ level: 5, name: '某林场生活区', committee: '' })).toBeNull()
  })
  test('every content class has one duty that names lines there are at the level it says', () => {
    const tables = readSeedCodeTables()
    const classes = tables.filter(({ table }) => table === 'T06' || table === 'T07').flatMap(({ rows }) => rows.map((row) => row.code))
    expect(duties.map((duty) => duty.class).toSorted()).toEqual(classes.toSorted())
    const lineOf = new Map(lines.map((line) => [line.code, line]))
    expect(duties.filter((duty) => !lineOf.get(duty.line)?.names[duty.level] || duty.co.some((code) => !lineOf.has(code)))).toEqual([])
  })
  test('accusations are suggested to the discipline organ and nobody else', () => {
    for (const duty of duties.filter((one) => one.class.startsWith('19'))) expect([duty.line, duty.co]).toEqual(['B02', []])
  })
})

describe('credit codes', () => {
  // The first is the example commonly printed with GB 32100-2015; the others break one thing each.
  test.each([['91350100M000100Y43', true], ['91350100M000100Y44', false], ['91350100M000100I43', false], ['9135', false]])('%s: %s', (code, right) => {
    expect(isCreditCode(code)).toBe(right)
  })
  test('any one wrong character is noticed', () => {
    const code = '91350100M000100Y43'
    const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    fc.assert(fc.property(fc.nat(17), fc.nat(30), (place, letter) => {
      const changed = code.slice(0, place) + letters[letter] + code.slice(place + 1)
      return isCreditCode(changed) === (changed === code)
    }))
  })
  test('the second unit of a line is numbered', () => {
    expect(nextUnitCode('330212000000', 'B23', [])).toBe('330212000000-B23')
    expect(nextUnitCode('330212000000', 'B23', ['330212000000-B23', '330212000000-B23-2'])).toBe('330212000000-B23-3')
  })
})

describe('suggestions', () => {
  const duty = (change: Partial<Duty>): Duty => ({ id: 'x', classCode: '05', regionPath: '33/', lineCode: 'B14', unitId: null, unitLevel: 3, coLines: [], reason: '', validFrom: '2000-01-01', validTo: null, version: 1, ...change })
  const unit = (level: number, code: string): Unit => ({
    id: code, code, name: code, nameEn: null, shortName: null, lineCode: 'B14', regionCode: '', regionPath: '', level, kind: 'agency', superiorId: null,
    creditCode: null, paperWord: null, address: null, phone: null, validFrom: '2000-01-01', validTo: null, successorId: null, version: 1,
  })
  test('the nearest place wins over the more exact class, and that over the wider one', () => {
    const general = duty({ id: 'general' })
    const exact = duty({ id: 'exact', classCode: '0503' })
    const near = duty({ id: 'near', regionPath: '33/3302/330212/' })
    expect(decidingDuty([general, exact])?.id).toBe('exact')
    expect(decidingDuty([general, exact, near])?.id).toBe('near')
    expect(decidingDuty([])).toBeNull()
    fc.assert(fc.property(fc.shuffledSubarray([general, exact, near], { minLength: 3 }), (order) => decidingDuty(order)?.id === 'near'))
  })
  test('takes the usual level, else the nearest above it, never one below', () => {
    const [town, county, city] = [unit(4, 'town'), unit(3, 'county'), unit(2, 'city')]
    expect(nearestUnit([city, town, county], 3)).toEqual({ unit: county, fellBack: false })
    expect(nearestUnit([city, town], 3)).toEqual({ unit: city, fellBack: true })
    expect(nearestUnit([town], 3)).toBeNull()
    expect(nearestUnit([city, town], null)).toEqual({ unit: town, fellBack: false })
  })
})

describe('posts', () => {
  test('no set of roles passes that joins keeping the system with working on matters or auditing', () => {
    const anyRoles = fc.uniqueArray(fc.constantFrom(...ROLE_CODES), { minLength: 1, maxLength: 6 })
    fc.assert(fc.property(anyRoles, (roles) => {
      const mixes = roles.includes('ZR25') && roles.some((role) => ['ZR26', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR08', 'ZR11', 'ZR14', 'ZR16'].includes(role))
      try {
        requireRolesFit(roles, 'petition-office')
        return !mixes && !roles.includes('ZR01') && !roles.includes('ZR02')
      } catch {
        return true
      }
    }))
  })
  test('two terms overlap when they share a day', () => {
    const june = { validFrom: '2026-06-01', validTo: '2026-06-30' }
    expect(overlaps(june, { validFrom: '2026-06-30', validTo: null })).toBe(true)
    expect(overlaps(june, { validFrom: '2026-07-01', validTo: null })).toBe(false)
    expect(overlaps({ validFrom: '2026-01-01', validTo: null }, { validFrom: '2020-01-01', validTo: null })).toBe(true)
  })
})
