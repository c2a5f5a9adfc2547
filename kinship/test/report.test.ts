import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answerVectorCase, createPedigree, createRandom, drawPedigree, hypothesesOf, likelihoodRatio, markersOf, NAMED_FAMILIES, personInQuestion, person, readVectorCases, reportHtml, roleNames, simulateFamily } from '../src/index.ts'
import type { FrequencyTable, RatioInput } from '../src/index.ts'
import { parseXml } from '../src/io/xml.ts'

const table = JSON.parse(readFileSync(new URL('../data/frequencies/norstr-east-asia.json', import.meta.url), 'utf8')) as FrequencyTable
const family = NAMED_FAMILIES.find(({ name }) => name === 'mother-and-siblings')!
const names = new Map([['F', 'Wang Daming'], ['M', 'Li Xiaohong'], ['S1', 'Wang Yi'], ['S2', 'Wang Er'], ['C', '<script>Zhao']])
const rename = (id: string | null): string | null => (id === null ? null : names.get(id)!)
const people = family.people.map((one) => person(rename(one.id)!, one.sex, rename(one.father), rename(one.mother)))
const apart = people.map((one) => (one.id === names.get('C') ? person(one.id, one.sex) : one))
const hypotheses = { H1: createPedigree(people), H2: createPedigree(apart) }
const mutation = { model: 'stepwise', maleRate: 0.002, femaleRate: 0.001, rate2: 1e-6, range: 0.1 } as const
const markers = markersOf(table, ['TH01', 'vWA', 'D12S391', 'FGA'])
const profiles = simulateFamily({ pedigree: hypotheses.H1, markers, mutation, typed: ['M', 'S1', 'S2', 'C'].map((id) => names.get(id)!) }, createRandom(4))
const input: RatioInput = { hypotheses, markers, profiles, mutation, theta: 0.01, observation: { dropOut: { 'Wang Yi': 0.02 } }, linkage: [{ loci: ['vWA', 'D12S391'], recombination: [0.106] }], rareAlleles: { rule: 'minimum', frequency: 0.001 } }
const result = likelihoodRatio(input)
const report = (language: 'zh' | 'en', prior?: number): string => reportHtml({ input, result, table, language, caseId: 'R-2026-001', computedAt: '2026-11-23 10:00', software: 'Hejie', prior, isSynthetic: true })

describe('the report', () => {
  test.each(['zh', 'en'] as const)('in %s states the table, theta, models, drop-out, linkage and rule for rare alleles', (language) => {
    const html = report(language)
    for (const said of ['norstr-east-asia', '0.01', '0.002', '0.02', 'vWA–D12S391', '0.1060', '0.001', table.licence]) expect(html, said).toContain(said)
    expect(html).toContain(language === 'zh' ? '不是身份认定' : 'does not establish identity')
    expect(html).toContain(language === 'zh' ? '合成数据' : 'synthetic data')
    expect(/[\u4e00-\u9fff]/.test(html.replace(/<style>.*<\/style>/s, ''))).toBe(language === 'zh')
  })

  test('names nobody: roles stand for people everywhere', () => {
    for (const language of ['zh', 'en'] as const) for (const name of names.values()) expect(report(language)).not.toContain(name.replace('<script>', ''))
    expect(report('zh')).toContain('全同胞兄弟')
  })

  test('gives a posterior only with a stated prior, and never prints it as 1', () => {
    expect(report('en')).toContain('No prior probability was stated')
    expect(report('en', 0.5)).toMatch(/posterior probability of H1 is (0\.\d+|&gt; 0\.9+|> 0\.9+)/)
  })

  test('carries the data that compute it again to the last digit', () => {
    const json = /<pre>(.*?)<\/pre>/s.exec(report('en'))![1].replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    const [again] = readVectorCases(JSON.parse(json))
    expect(answerVectorCase(again).log10LR).toBeCloseTo(result.log10Ratio!, 10)
  })
})

describe('the drawing of a pedigree', () => {
  test.each(NAMED_FAMILIES.map(({ name }) => name))('of %s is XML with one sign a person and no two in one place', (name) => {
    const hypothesis = hypothesesOf(NAMED_FAMILIES.find((one) => one.name === name)!)
    const svg = drawPedigree(hypothesis.H1, { roles: roleNames(hypothesis, 'C'), language: 'zh', typed: new Set(['C']), focus: 'C', title: name })
    expect(() => parseXml(svg, 'drawing')).not.toThrow()
    const places = [...svg.matchAll(/<(?:rect x="([-\d.]+)" y="([-\d.]+)"|circle cx="([-\d.]+)" cy="([-\d.]+)")/g)].map(([, x, y, cx, cy]) => (x === undefined ? `${cx} ${cy}` : `${Number(x) + 17} ${Number(y) + 17}`))
    expect(places).toHaveLength(hypothesis.H1.people.length)
    expect(new Set(places).size).toBe(places.length)
  })

  test('calls the relatives by what they are to the person in question', () => {
    const roles = roleNames({ H1: createPedigree([person('GF', 'male'), person('GM', 'female'), person('U', 'female', 'GF', 'GM'), person('F', 'male', 'GF', 'GM'), person('M', 'female'), person('X', 'male'), person('H', 'male', 'X', 'M'), person('C', 'female', 'F', 'M')]), H2: createPedigree([person('C', 'female'), person('N', 'male')]) }, 'C')
    expect(Object.fromEntries([...roles].map(([id, { zh }]) => [id, zh]))).toEqual({ GF: '祖父', GM: '祖母', U: '姑母', F: '父亲', M: '母亲', X: '母亲的另一配偶', H: '同母异父兄弟', C: '当事人', N: '无关男性' })
  })

  test('asks about the person whose place differs between the hypotheses', () => {
    expect(personInQuestion(hypotheses, new Set(names.values()))).toBe(names.get('C'))
  })
})
