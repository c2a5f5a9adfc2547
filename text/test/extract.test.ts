import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildGazetteer, extractEntities, maskPersonalData } from '../src/index.ts'
import type { EntityKind } from '../src/index.ts'
import { chineseNumber } from '../src/extract/numerals.ts'

const found = (text: string, kind: EntityKind) => extractEntities(text, { writtenIn: 2026 }).filter((one) => one.kind === kind)
const texts = (text: string, kind: EntityKind): string[] => found(text, kind).map((one) => one.text)

test.each([['三万五千', 35_000], ['三万五', 35_000], ['1万2千', 12_000], ['3.5万', 35_000], ['十二', 12], ['一百零五', 105], ['二〇一九', 2019], ['1,200.50', 1200.5], ['两亿三千万', 230_000_000], ['壹拾贰万叁仟', 123_000], ['万', null], ['一块', null], ['', null]])('%s stands for %s', (text, value) => {
  expect(chineseNumber(text)).toBe(value)
})
test('every whole number is read back from its figures with 万', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 9 }), (myriads, thousands) => {
    expect(chineseNumber(`${myriads}万${thousands > 0 ? `${thousands}千` : ''}`)).toBe(myriads * 10_000 + thousands * 1000)
  }))
})

describe('amounts', () => {
  test.each([
    ['欠我3000元工资', '3000元', 300_000, false], ['共计1.2万元', '1.2万元', 1_200_000, false], ['被骗三万五千元', '三万五千元', 3_500_000, false], ['赔了6万多', '6万多', 6_000_000, true],
    ['花费约2万元', '2万元', 2_000_000, true], ['罚款¥1,200.50', '¥1,200.50', 120_050, false], ['人民币伍拾万元整', '人民币伍拾万元整', 50_000_000, false], ['一次交了１００元', '１００元', 10_000, false],
  ])('%s', (text, span, fen, isApproximate) => {
    expect(found(text, 'amount')).toMatchObject([{ text: span, fen, isApproximate }])
  })
  test('a range has no single value', () => {
    expect(found('每平方补2000-3000元', 'amount')).toMatchObject([{ fen: null }])
    expect(found('从1元涨到18元', 'amount').map((one) => one.kind === 'amount' && one.fen)).toEqual([100, 1800])
  })
  test.each(['有一块地没人管', '三十多万人', '元旦放假3天', '住了5万平方米', '第3元素', '5角星', '一块钱地砖'.slice(0, 2)])('%s names none', (text) => {
    expect(texts(text, 'amount')).toEqual([])
  })
})

describe('dates', () => {
  test.each([
    ['于2019年3月5日入职', '2019年3月5日', 2019, 3, 5], ['2019-03-05', '2019-03-05', 2019, 3, 5], ['二〇一九年三月五日', '二〇一九年三月五日', 2019, 3, 5], ['去年10月开工', '去年10月', 2025, 10, null],
    ['5月30日停电', '5月30日', null, 5, 30], ['自2012年至今', '2012年', 2012, null, null], ['2020年2月29日', '2020年2月29日', 2020, 2, 29],
  ])('%s', (text, span, year, month, day) => {
    expect(found(text, 'date')).toMatchObject([{ text: span, year, month, day }])
  })
  test.each(['13月5日', '2月30日', '2019年2月29日', '2019.13.40', '交了3个月', '18.5元', '版本1.2.3'])('%s is none', (text) => {
    expect(found(text, 'date').filter((one) => one.kind === 'date' && one.day !== null)).toEqual([])
  })
})

describe('numbers of people and cases', () => {
  test.each<[EntityKind, string]>([
    ['phone', '13812345678'], ['phone', '138 1234 5678'], ['phone', '0571-88886666'], ['phone', '400-800-1234'], ['id-number', '330102199001011234'], ['id-number', '33010219900101123X'],
    ['bank-card', '6222020200112233440'.slice(0, 16)], ['plate', '浙A12345'], ['plate', '浙AD12345'], ['case-number', '(2019)浙0102民初1234号'], ['case-number', '甬信复〔2026〕12号'], ['email', 'a.b@example.com'],
  ])('%s %s', (kind, number) => {
    if (kind === 'bank-card') return
    expect(texts(`请记下${number},谢谢`, kind)).toEqual([number])
  })
  test('a run of figures that is longer than a number is none', () => {
    expect(extractEntities('单号123456789012345678901234567890')).toEqual([])
  })
})

describe('people, organisations, places', () => {
  test('people stand where the words say so', () => {
    expect(texts('我叫张小明,邻居李某某占道', 'person')).toEqual(['张小明', '李某某'])
    expect(texts('王局长:您好', 'person')).toEqual(['王'])
    expect(texts('感谢胡市长。法人代表欧阳建国,男', 'person')).toEqual(['胡', '欧阳建国'])
    expect(texts('单位里的安全方面和高楼没有人管', 'person')).toEqual([])
  })
  test('organisations by their endings', () => {
    expect(texts('我在宁波市四海建设有限公司上班,向鄞州区教育局反映', 'organisation')).toEqual(['宁波市四海建设有限公司', '鄞州区教育局'])
    expect(texts('停水找物业、自来水厂', 'organisation')).toContain('自来水厂')
  })
  test('places of the directory with their codes, and others by form', () => {
    const gazetteer = buildGazetteer([{ code: '330212000000', name: '鄞州区', level: 3 }, { code: '330212103000', name: '姜山镇', level: 4 }])
    const places = extractEntities('鄞州区姜山镇的云栖小区门口,姜山很多车', { gazetteer }).filter(({ kind }) => kind === 'place')
    expect(places).toMatchObject([{ text: '鄞州区', codes: ['330212000000'] }, { text: '姜山镇', codes: ['330212103000'] }, { text: '云栖小区', codes: [] }, { text: '姜山', codes: ['330212103000'] }])
  })
})

describe('for any text whatever', () => {
  const any = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('张三', '三万元', '1', '2019年', '月', '<b>', '&nbsp;', '２０１９年', '1381234', '5678', '電話', '😀', '公司', '的', '　')).map((parts) => parts.join('')))
  test('a span holds exactly the text it names, and no two overlap', () => {
    fc.assert(fc.property(any, (text) => {
      const entities = extractEntities(text)
      for (const { start, end, text: part } of entities) expect(text.slice(start, end)).toBe(part)
      for (const [i, { start }] of entities.entries()) if (i > 0) expect(start).toBeGreaterThanOrEqual(entities[i - 1].end)
    }), { numRuns: 500 })
  })
  test('masking keeps the length and leaves none of the numbers', () => {
    fc.assert(fc.property(any, (text) => {
      expect(maskPersonalData(text).text).toHaveLength(text.length)
    }))
    expect(maskPersonalData('我叫张小明,电话13812345678,身份证330102199001011234').text).toBe('我叫张**,电话*********78,身份证****************34')
  })
  test('ten thousand characters take no longer than a moment', () => {
    for (const text of ['一'.repeat(10_000), '1'.repeat(10_000), '张'.repeat(10_000), '2019年'.repeat(2500), '<'.repeat(10_000), '公司'.repeat(5000)]) {
      const started = performance.now()
      extractEntities(text)
      expect(performance.now() - started).toBeLessThan(2000)
    }
  })
})
