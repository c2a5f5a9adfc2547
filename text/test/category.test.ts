import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareTrees, decodeModel, encodeModel, evaluateCategories, InputError, suggestCategories, trainCategories } from '../src/index.ts'
import { inventedMessages } from './invented-messages.ts'

const trainedAt = '2026-11-24T02:00:00Z'
const model = trainCategories(inventedMessages(700), { trainedAt })
const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof InputError) return error.code
    throw error
  }
  return 'none'
}

describe('training', () => {
  test('learns nothing from fewer than 500 texts, and says what to do', () => {
    expect(() => trainCategories(inventedMessages(499), { trainedAt })).toThrow('there are 499, fewer than 500')
    expect(codeOf(() => trainCategories(inventedMessages(499), { trainedAt }))).toBe('text/too-few-rows')
  })
  test('refuses one category only, and a category without a name', () => {
    const rows = inventedMessages(500)
    expect(codeOf(() => trainCategories(rows.map((row) => ({ ...row, category: '劳动' })), { trainedAt }))).toBe('text/one-category')
    expect(codeOf(() => trainCategories([...rows, { text: '一', category: '' }], { trainedAt }))).toBe('text/no-category')
    expect(codeOf(() => trainCategories([...rows, { text: '一', category: '劳动//工资' }], { trainedAt }))).toBe('text/no-category')
  })
  test('gives the same model for the same rows, and another version for others', () => {
    expect(encodeModel(trainCategories(inventedMessages(700), { trainedAt }))).toEqual(encodeModel(model))
    expect(trainCategories(inventedMessages(700, 2), { trainedAt }).card.version).not.toBe(model.card.version)
  })
  test('measures itself on texts it had not seen, and goes on telling how far it is', () => {
    const told: number[] = []
    const { quality, prefill } = trainCategories(inventedMessages(600, 3), { trainedAt, onProgress: (done) => told.push(done) }).card
    expect(quality.n).toBe(600)
    expect(quality.accuracy).toBeGreaterThan(0.9)
    expect(prefill.accuracy).toBeGreaterThanOrEqual(0.975)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  })
  test('finds no margin to prefill at when labels are drawn by lot', () => {
    const rows = inventedMessages(600, 4).map((row, i) => ({ ...row, category: ['甲', '乙'][(i * 7919) % 13 % 2] }))
    expect(trainCategories(rows, { trainedAt }).card.prefill.coverage).toBeLessThan(0.05)
  })
})

describe('suggesting', () => {
  test('shows three categories at most, the words that speak for each, and where below it like matters were filed', () => {
    const { suggestions, prefill } = suggestCategories(model, { title: '讨薪', text: '包工头拖欠我们三个月工资一直不发,请帮帮我们' })
    expect(suggestions.map(({ category }) => category)).toHaveLength(3)
    expect(suggestions[0]).toMatchObject({ category: '劳动', deeper: [{ path: '劳动/工资' }] })
    expect(suggestions[0].words.join(' ')).toMatch(/工资|拖欠/)
    for (const word of suggestions[0].words) expect('讨薪\n包工头拖欠我们三个月工资一直不发,请帮帮我们').toContain(word)
    expect(prefill).toBe('劳动')
    expect(suggestions.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6)
  })
  test('says nothing about a text without a single known piece', () => {
    for (const text of ['', '   \n', '😀😀😀', '!!!???', 'xyzzy'.repeat(3), '<p></p>']) {
      expect(suggestCategories(model, { text })).toMatchObject({ suggestions: [], prefill: null, silent: 'nothing-known' })
    }
  })
  test('reads traditional, full-width and marked-up text as the plain text it stands for', () => {
    const plain = suggestCategories(model, { text: '公司没有签劳动合同也不缴社保' })
    expect(suggestCategories(model, { text: '公司沒有簽勞動合同也不繳社保' })).toEqual(plain)
    expect(suggestCategories(model, { text: '<p>公司没有签劳动合同</p>也不缴社保' }).suggestions[0].category).toBe('劳动')
  })
  test('answers for any text whatever, and never with a word that is not in it', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('啊', '工资', '污水\t公交\n', 'ABC ').chain((one) => fc.integer({ min: 1, max: 3000 }).map((times) => one.repeat(times))))
    fc.assert(fc.property(texts, (text) => {
      const { suggestions } = suggestCategories(model, { text })
      expect(suggestions.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true)
    }), { numRuns: 200 })
    expect(suggestCategories(model, { text: '工资'.repeat(5000) }).suggestions[0].category).toBe('劳动')
  })
  test('never suggests a category that has left the tree, nor prefills another in its place', () => {
    const answer = suggestCategories(model, { text: '包工头拖欠我们三个月工资一直不发' }, ['环境/噪声', '交通/公交', '住房/物业'])
    expect(answer.suggestions.map(({ category }) => category).toSorted()).toEqual(['交通', '环境'])
    expect(answer).toMatchObject({ prefill: null, retired: ['劳动'] })
    expect(compareTrees(model, [...model.card.paths.slice(1), '住房/物业'])).toEqual({ retired: [model.card.paths[0]], unknown: ['住房/物业'] })
  })
})

describe('the file of a model', () => {
  const file = encodeModel(model)
  test('gives the same answers after it was written and read', () => {
    const read = decodeModel(file)
    expect(read.card).toEqual(model.card)
    for (const row of inventedMessages(20, 9)) expect(suggestCategories(read, row)).toEqual(suggestCategories(model, row))
  })
  test('is refused when it is cut short, changed, of another format or something else', () => {
    expect(codeOf(() => decodeModel(new Uint8Array()))).toBe('text/not-a-model')
    expect(codeOf(() => decodeModel(new TextEncoder().encode('{"a":1,"b":"this is JSON"}')))).toBe('text/not-a-model')
    const other = file.slice()
    other[8] = 9
    expect(() => decodeModel(other, 'a.model')).toThrow('a.model: it has format 9, this program reads format 1')
    fc.assert(fc.property(fc.integer({ min: 20, max: file.length - 1 }), (length) => codeOf(() => decodeModel(file.slice(0, length))) === 'text/damaged-model'), { numRuns: 20 })
    fc.assert(fc.property(fc.integer({ min: 12, max: file.length - 1 }), (at) => {
      const changed = file.slice()
      changed[at] ^= 4
      return codeOf(() => decodeModel(changed)) === 'text/damaged-model'
    }), { numRuns: 20 })
  })
})

test('evaluation counts a category the model never saw as wrong', () => {
  const rows = inventedMessages(50, 7)
  const { accuracy, n, deeper, perClass } = evaluateCategories(model, [...rows, ...rows.map((row) => ({ ...row, category: '住房/物业' }))])
  expect(n).toBe(100)
  expect(accuracy).toBeGreaterThan(0.4)
  expect(accuracy).toBeLessThanOrEqual(0.5)
  expect(perClass.find(({ category }) => category === '住房')).toMatchObject({ n: 50, f1: 0 })
  expect(deeper.map(({ level, n: counted }) => [level, counted])).toEqual([[2, 100]])
  expect(() => evaluateCategories(model, [])).toThrow('there are none')
})
