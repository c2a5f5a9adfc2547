import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Temporal, parseDate } from '../../platform/time.ts'
import { STATUTORY_LIMITS } from './shipped-limits.ts'
import { lengthOf, limitInForce } from './statutory-limits.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const limit = (code: string, on = '2026-11-23') => limitInForce(STATUTORY_LIMITS, code, date(on))
const taxonomies = new URL('../../../../../shared/domain/taxonomies.json', import.meta.url)

/** As Chinese texts of the product are set. */
const inFullWidth = (text: string): string => text.replaceAll('(', '（').replaceAll(')', '）').replaceAll(':', '：')

describe('the table of limits', () => {
  it('has the 33 codes of T27 and two of its own, each with one row in force today', () => {
    const codes = Array.from({ length: 33 }, (_, i) => `DL${String(i + 1).padStart(2, '0')}`)
    expect([...new Set(STATUTORY_LIMITS.map(({ code }) => code))]).toEqual([...codes, 'DL34', 'DL35'])
    for (const code of [...codes, 'DL34', 'DL35']) expect(limit(code).validTo).toBeNull()
  })

  it.runIf(existsSync(taxonomies))('says the same as T27 about name, length and unit', () => {
    const tables: { id: string; rows: Record<string, string>[] }[] = JSON.parse(readFileSync(taxonomies, 'utf8'))
    const rows = tables.find(({ id }) => id === 'T27')?.rows ?? []
    const units: Record<string, string> = { 日: 'naturalDay', 工作日: 'workingDay', 月: 'month', 年: 'year', 分钟: 'minute' }
    expect(rows).toHaveLength(33)
    for (const row of rows) {
      const { zh, unit, length, bound, force, basis } = limit(row.code ?? '')
      const lengths = typeof length === 'number' ? [length] : Object.values(length)
      expect({ zh, unit }, row.code).toEqual({ zh: inFullWidth(row.zh ?? ''), unit: units[row.unit ?? ''] })
      const written = (row.length ?? '').match(/\d+/g)?.map(Number)
      expect(row.code === 'DL21' ? lengths.slice(0, 1) : lengths, row.code).toEqual(written)
      expect(bound, row.code).toBe(row.length?.startsWith('≥') ? 'atLeast' : 'atMost')
      expect(force === 'internal', row.code).toBe(row.basis?.startsWith('INT'))
      if (row.basis?.startsWith('条例')) expect(basis).toContain('信访工作条例')
    }
  })

  it('cites a provision, a real first day and whole positive lengths in every row', () => {
    for (const { code, basis, validFrom, validTo, length, extension } of STATUTORY_LIMITS) {
      expect(basis.length, code).toBeGreaterThan(3)
      expect(parseDate(validFrom), code).not.toBeNull()
      if (validTo) expect(validTo > validFrom, code).toBe(true)
      for (const units of typeof length === 'number' ? [length] : Object.values(length))
        expect(Number.isInteger(units) && units > 0, code).toBe(true)
      if (extension?.atMost !== undefined && extension?.atMost !== null) expect(extension.atMost, code).toBeGreaterThan(0)
    }
  })

  it('extends handling by 30 days at most, approved by the head and with the reason told', () => {
    expect(limit('DL05')).toMatchObject({
      length: 60,
      extension: { by: 'agencyHead', atMost: 30, reasonTold: true },
      basis: '信访工作条例第三十四条',
    })
  })

  it('excludes hearing time in re-review only', () => {
    const paused = STATUTORY_LIMITS.filter(({ pausedBy }) => pausedBy.includes('hearing')).map(({ code }) => code)
    expect(paused).toEqual(['DL09'])
  })

  it('keeps the stricter Zhejiang limits off unless a place turns them on', () => {
    const optional = STATUTORY_LIMITS.filter(({ force }) => force === 'optional').map(({ code }) => code)
    expect(optional).toEqual(['DL11', 'DL12'])
  })
})

describe('the row in force', () => {
  it('is the one of the day on which the clock starts', () => {
    expect(limit('DL33', '2025-12-31').basis).toBe('网络安全法第二十一条第三项')
    expect(limit('DL33', '2026-01-01').basis).toBe('网络安全法（2025年修正）第二十三条第三项')
    expect(limit('DL05', '2022-05-01').length).toBe(60)
  })

  it('is missing before the provision came into force and for an unknown code', () => {
    expect(() => limit('DL05', '2022-04-30')).toThrow('time-limit/no-rule-in-force')
    expect(() => limit('DL99')).toThrow('time-limit/no-rule-in-force')
  })

  it('must be a single one', () => {
    const twice = [limit('DL05'), { ...limit('DL05'), length: 45, validFrom: '2026-01-01' }]
    expect(() => limitInForce(twice, 'DL05', date('2026-02-01'))).toThrow('time-limit/two-rules-in-force')
  })
})

describe('a limit with several lengths', () => {
  it('gives the length of the variant', () => {
    expect(lengthOf(limit('DL32'), 'red')).toBe(1)
    expect(lengthOf(limit('DL32'), 'yellow')).toBe(5)
    expect(lengthOf(limit('DL21'), 'simplified')).toBe(30)
    expect(lengthOf(limit('DL05'))).toBe(60)
  })

  it('refuses a missing, an unknown and a needless variant', () => {
    expect(() => lengthOf(limit('DL32'))).toThrow('time-limit/variant-unknown')
    expect(() => lengthOf(limit('DL32'), 'green')).toThrow('time-limit/variant-unknown')
    expect(() => lengthOf(limit('DL05'), 'red')).toThrow('time-limit/variant-unknown')
  })
})
