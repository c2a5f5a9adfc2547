import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passageAround } from './passage.ts'
import { substringQuery } from './search-query.ts'
import { searchVector } from './search-vector.ts'

const matter = (body: string) => ({ title: '题', body, regionPath: '33/3302/', receivedOn: '2026-11-23' })

describe('the vector of a matter', () => {
  test('keeps every pair of neighbouring characters with its position, and marks place and month', () => {
    const vector = searchVector(matter('拖欠工资'))
    expect(vector).toContain("'拖欠':5")
    expect(vector).toContain("'工资':7")
    expect(vector).toContain("'r/3302'")
    expect(vector).toContain("'m/2026-11'")
  })
  test('pairs letters and figures with Chinese, so that A7县 is one word', () => {
    expect(searchVector(matter('住Ａ7县'))).toContain("'a7':6")
    expect(searchVector(matter('住A7县'))).toContain("'7县':7")
  })
  test('survives quotes, backslashes, emoji and ten thousand equal characters', () => {
    expect(() => searchVector(matter(`'\\😀${'啊'.repeat(10_000)}`))).not.toThrow()
  })
})

describe('the query', () => {
  test('asks for a phrase of pairs', () => {
    expect(substringQuery('拖欠工资')).toBe("('拖欠' <2> '工资')")
    expect(substringQuery('欠工资')).toBe("('欠工' <1> '工资')")
    expect(substringQuery('物业')).toBe("'物业'")
  })
  test('takes words apart by blanks as all wanted', () => {
    expect(substringQuery('物业 噪声')).toBe("'物业' & '噪声'")
  })
  test('has nothing to ask for when no two characters stand together', () => {
    expect(substringQuery('的')).toBeNull()
    expect(substringQuery(' , ')).toBeNull()
  })
})

test('a passage shows the words found between guillemets, whatever the text', () => {
  expect(passageAround('我叫张三,老板拖欠工资三个月', '拖欠工资')).toBe('我叫张三,老板«拖欠工资»三个月')
  fc.assert(fc.property(fc.string(), fc.string({ minLength: 1 }), (text, word) => {
    expect(passageAround(text, word).length).toBeLessThan(200)
  }))
})
