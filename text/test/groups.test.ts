import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bandKeys, buildGazetteer, buildSimilarIndex, findSimilar, groupMessages, groupNearCopies, heatOf, sketchLikeness, sketchOf } from '../src/index.ts'
import type { SentMessage } from '../src/index.ts'
import { inventedMessages } from './invented-messages.ts'

const gazetteer = buildGazetteer([{ code: '330212000000', name: '鄞州区', level: 3 }, { code: '330203000000', name: '海曙区', level: 3 }])
let serial = 0
const message = (title: string, text: string, sender: string | null = `u${serial}`, day: number | null = 100): SentMessage => ({ id: String(++serial), sender, title, text, day })

/** Invented places, three issues each told in several ways; nobody ever wrote these. */
const PLACES = ['鄞州区云栖雅苑', '海曙区望湖公馆', '鄞州区松涛花园', '海曙区青田里小区', '鄞州区百丈嘉园小区']
const NOISE = ['搅拌站夜间噪音太大无法入睡', '旁边的搅拌站半夜施工噪音扰民', '强烈要求搬走搅拌站,噪音和粉尘让人受不了']
const LIFT = ['电梯经常停运老人下不了楼', '三号楼电梯坏了半年没人修理', '电梯故障频繁困人,物业不修']
const BUS = ['希望增设公交站方便上下班', '门口没有公交站点,公交线路绕行', '请增加一趟早高峰公交']
const told = PLACES.flatMap((place, i) => [NOISE, LIFT, BUS].map((ways, j) => ways.map((way) => ({ key: `${i}/${j}`, ...message(`${place}${way}`, `我是${place}居民,${way},请尽快处理。`) }))).flat())
const others = inventedMessages(300, 11).map(({ text }, i) => message(`海曙区反映${i}`, text))
const keyOf = new Map(told.map(({ id, key }) => [id, key]))

describe('groups', () => {
  const groups = groupMessages([...told, ...others], { gazetteer }).filter(({ ids }) => ids.some((id) => keyOf.has(id)))
  test('hold messages of one place only', () => {
    expect(groups.length).toBeGreaterThanOrEqual(5)
    for (const { ids } of groups) expect(new Set(ids.map((id) => keyOf.get(id)?.split('/')[0])).size).toBe(1)
  })
  test('name the place they agree on and the words they share', () => {
    const noisy = groups.find(({ ids }) => keyOf.get(ids[0]) === '0/0')
    expect(noisy?.place).toContain('云栖雅苑')
    expect(noisy?.reasons.find(({ code }) => code === 'words')).toMatchObject({ words: expect.arrayContaining([expect.stringMatching(/搅拌|噪音/)]) })
  })
  test('a form letter about several places stays apart, place by place', () => {
    const letters = PLACES.flatMap((place) => ['a', 'b'].map((sender) => message(`${place}物业费上涨`, '物业公司不经业主大会同意把物业费涨了一倍,服务却越来越差,请有关部门查处并督促退还多收的费用。', sender)))
    const found = groupMessages([...told, ...letters], { gazetteer }).filter(({ ids }) => ids.some((id) => letters.some((one) => one.id === id)))
    for (const { ids } of found) expect(new Set(ids.map((id) => letters.find((one) => one.id === id)?.title)).size).toBe(1)
  })
  test('no message stands in two groups, and none is invented', () => {
    fc.assert(fc.property(fc.shuffledSubarray(told, { minLength: 1 }), (some) => {
      const ids = groupMessages(some, { gazetteer }).flatMap((one) => one.ids)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.every((id) => some.some((one) => one.id === id))).toBe(true)
    }), { numRuns: 20 })
  })
  test('any texts whatever are read without complaint', () => {
    fc.assert(fc.property(fc.array(fc.record({ title: fc.string({ unit: 'binary' }), text: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('啊'.repeat(10_000)), fc.constant('<table><tr><td>1</td></tr></table>')) }), { maxLength: 12 }), (texts) => {
      const sent = texts.map(({ title, text }, i): SentMessage => ({ id: String(i), sender: null, title, text, day: null }))
      expect(groupMessages(sent).flatMap(({ ids }) => ids).length).toBeLessThanOrEqual(sent.length)
    }), { numRuns: 60 })
    expect(groupMessages([])).toEqual([])
  })
})

describe('heat', () => {
  const at = (sender: string | null, day: number | null) => ({ sender, day })
  test('counts a sender once, however often they write', () => {
    expect(heatOf([at('a', 10), at('a', 11), at('a', 12)], 12)).toMatchObject({ senders: 1, heat: 2 })
    expect(heatOf([at(null, 10), at(null, 10)], 10).senders).toBe(2)
  })
  test('halves every 90 days after the last message, and grows with those who wrote in the last 30', () => {
    expect(heatOf([at('a', 0), at('b', 0)], 90)).toEqual({ heat: 1, senders: 2, growth: 0, recency: 0.5 })
    expect(heatOf([at('a', 0), at('b', 60)], 60)).toEqual({ heat: 3, senders: 2, growth: 0.5, recency: 1 })
    expect(heatOf([], 5)).toEqual({ heat: 0, senders: 0, growth: 0, recency: 1 })
  })
})

describe('similar messages', () => {
  const copies = [...told, ...others, message('转发', told[0].text), message('鄞州区云栖雅苑来信', `${told[0].text}附:照片三张。`)]
  const index = buildSimilarIndex(copies, gazetteer)
  test('stand with the same place and issue first, with the words and places both have', () => {
    const [first] = findSimilar(index, told[1].id)
    expect(keyOf.get(first.id) ?? '0/0').toBe('0/0')
    expect(first.places.join()).toContain('云栖雅苑')
    expect(first.words.every((word) => word.length >= 3)).toBe(true)
  })
  test('an unknown number is refused', () => {
    expect(() => findSimilar(index, 'nobody')).toThrow('there is no message nobody')
  })
})

describe('near copies', () => {
  const letters = fc.array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 120, maxLength: 400 }).map((codes) => String.fromCharCode(...codes))
  test('are found whatever the signs, blanks, width and characters they are written with', () => {
    expect(sketchOf('拖欠工资,请处理!共1000元')).toEqual(sketchOf(' 拖欠工資 請處理。共１０００元'))
    expect(sketchOf('三个字')).toBeNull()
    expect(sketchOf('😀'.repeat(50))).toBeNull()
  })
  test('a text with one word changed meets the original in a band, an unlike text is not joined', () => {
    fc.assert(fc.property(letters, letters, fc.nat(100), (text, other, at) => {
      const changed = `${text.slice(0, at)}某${text.slice(at + 1)}`
      const [a, b] = [sketchOf(text), sketchOf(changed)]
      const keys = new Set(a && bandKeys(a))
      expect(b && bandKeys(b).some((key) => keys.has(key))).toBe(true)
      expect(a && b && sketchLikeness(a, b)).toBeGreaterThan(0.8)
      expect([...groupNearCopies(3, (i) => [text, other, changed][i]).first]).toEqual([0, 1, 0])
    }), { numRuns: 100 })
  })
})
