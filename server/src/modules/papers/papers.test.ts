import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PAPER_FIELDS, PAPER_FORMS, PAPER_KINDS } from '@hejie/contract/papers'
import type { PaperField, PaperKind } from '@hejie/contract/papers'
import { PROBLEMS } from '@hejie/contract/all-problems'
import { layoutOf } from './layout.ts'
import { organWord, paperNumber } from './number.rules.ts'
import { digestOf, lacksOf, verificationCode, withoutIdentity } from './paper.ts'
import type { IssuedPaper } from './paper.ts'
import { renderPaper } from './render-paper.ts'

const words = { places: { '330000000000': '浙', '330200000000': '甬' }, lines: { B01: '信', B09: '住建', G01: '政', G02: '村' } }
const unit = (over: Partial<Parameters<typeof organWord>[0]>) => ({ paperWord: null, lineCode: 'B09', regionCode: '330212000000', regionName: '鄞州区', level: 3, ...over })

describe('the number of a paper', () => {
  test.each([
    ['a bureau of a county', unit({}), 'WS10', '鄞住建信复〔2026〕12号'],
    ['a petition office, whose own word already ends in 信', unit({ lineCode: 'B01' }), 'WS04', '鄞信交〔2026〕12号'],
    ['a petition office giving a duty reply', unit({ lineCode: 'B01' }), 'WS11', '鄞信履复〔2026〕12号'],
    ['a city with a word of its own', unit({ regionCode: '330200000000', regionName: '宁波市', level: 2 }), 'WS05', '甬住建信告〔2026〕12号'],
    ['a town', unit({ lineCode: 'G01', regionName: '姜山镇', level: 4 }), 'WS09', '姜山政信延〔2026〕12号'],
    ['a village', unit({ lineCode: 'G02', regionName: '湾底村', level: 5 }), 'WS05', '湾底村信告〔2026〕12号'],
    ['a unit with its own word', unit({ paperWord: '鄞建' }), 'WS12', '鄞建建复〔2026〕12号'],
    ['a line that has no word', unit({ lineCode: 'X99' }), 'WS03', '鄞信转〔2026〕12号'],
  ] as const)('of %s', (_, given, kind, expected) => {
    expect(paperNumber(kind, organWord(given, words), 2026, 12)).toBe(expected)
  })

  test('stands in hexagonal brackets and has no zeros before', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), (serial) => paperNumber('WS10', '鄞住建', 2026, serial) === `鄞住建信复〔2026〕${serial}号`))
  })
})

/** Every field of a kind, filled with its own name. */
function fullPaper(kind: PaperKind): IssuedPaper {
  const { required, optional, zh } = PAPER_FORMS[kind]
  const dates: readonly string[] = ['receivedOn', 'acceptedOn', 'dueOn', 'servedOn', 'newDue', 'originalDue', 'withdrawnOn', 'closedOn', 'noticeBy', 'commitmentsDue']
  const content = Object.fromEntries([...required, ...optional].map((field: PaperField) => [field, dates.includes(field) ? '2026-05-06' : field === 'code' ? '3302122600000017' : `《${field}》的内容`]))
  const frozen = { kind, number: '鄞住建信复〔2026〕1号', title: zh, issuer: '宁波市鄞州区住房和城乡建设局', content, issuedAt: '2026-11-23T02:00:00.000Z' }
  return { ...frozen, seq: 1, digest: digestOf(frozen), isShownToCitizen: true, isDemo: true }
}

describe('a paper', () => {
  test.each(PAPER_KINDS)('%s names each field it lacks by a code that has words', (kind) => {
    for (const field of PAPER_FORMS[kind].required) {
      const content: Record<string, string> = { ...fullPaper(kind).content, [field]: '   ' }
      expect(lacksOf(kind, content)).toEqual([`paper/lacks-${field}`])
      expect(PROBLEMS[`paper/lacks-${field}` as keyof typeof PROBLEMS].zh).toBe(PAPER_FIELDS[field].zh)
    }
    expect(lacksOf(kind, fullPaper(kind).content)).toEqual([])
  })

  test('changes its digest with every character and with nothing else', () => {
    const paper = fullPaper('WS10')
    fc.assert(fc.property(fc.constantFrom(...Object.keys(paper.content)), fc.string({ minLength: 1 }), (field, more) => {
      const changed = { ...paper, content: { ...paper.content, [field]: `${paper.content[field as PaperField]}${more}` } }
      return digestOf(changed) !== paper.digest
    }))
    const reordered = Object.fromEntries(Object.entries(paper.content).reverse())
    expect(digestOf({ ...paper, content: reordered, issuedAt: '2026-11-23T10:00:00+08:00' })).toBe(paper.digest)
    for (const over of [{ number: null }, { title: 'x' }, { issuer: 'x' }, { kind: 'WS11' as const }, { issuedAt: '2026-11-23T02:00:00.001Z' }]) expect(digestOf({ ...paper, ...over })).not.toBe(paper.digest)
  })

  test('has a verification code of sixteen signs in groups', () => {
    expect(verificationCode(fullPaper('WS05').digest)).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/)
  })

  test('hides who the petitioner is from whoever may not know, and nothing else', () => {
    expect(withoutIdentity(fullPaper('WS10')).content).toMatchObject({ recipient: '（身份保密）', facts: '《facts》的内容' })
    expect(withoutIdentity(fullPaper('WS04')).content).toMatchObject({ recipient: '《recipient》的内容', petitioner: '（身份保密）' })
    expect(withoutIdentity(fullPaper('WS18')).content).toMatchObject({ addressee: '（身份保密）', receiver: '（身份保密）', method: '《method》的内容' })
  })
})

describe('a paper in print', () => {
  test.each(PAPER_KINDS)('%s shows every field it was given, in both languages', (kind) => {
    const paper = fullPaper(kind)
    for (const language of ['zh', 'en'] as const) {
      const page = renderPaper(paper, { language, demo: true })
      for (const field of Object.keys(paper.content)) {
        if (/On$|Due$|noticeBy$|^code$/.test(field)) continue
        expect(page, `${kind}.${field} in ${language}`).toContain(`《${field}》的内容`)
      }
      expect(page).not.toMatch(/\{\w+\}/)
      expect(page.includes('2026年5月6日') || page.includes('6 May 2026') || !Object.values(paper.content).includes('2026-05-06')).toBe(true)
    }
  })

  test.each(PAPER_KINDS)('%s has only blocks that stay away when their field is empty', (kind) => {
    const page = renderPaper({ ...fullPaper(kind), content: {} }, { language: 'zh', demo: false })
    expect(page).not.toContain('undefined')
    expect(page).not.toContain('<h2>')
    expect(layoutOf(kind).length).toBeGreaterThan(2)
  })

  test('is A4 with the margins of the standard, page numbers, and loads nothing from elsewhere', () => {
    const page = renderPaper(fullPaper('WS10'), { language: 'zh', demo: false })
    expect(page).toContain('size: A4; margin: 37mm 26mm 35mm 28mm')
    expect(page).toContain('counter(page)')
    expect(page).not.toMatch(/https?:|<script|<link|<img|url\(/)
  })

  test('bears a sample mark on demo data only', () => {
    expect(renderPaper(fullPaper('WS10'), { language: 'zh', demo: true })).toContain('样例')
    expect(renderPaper(fullPaper('WS10'), { language: 'zh', demo: false })).not.toContain('样例')
  })

  test('shows the PIN on a receipt only when it is handed over, the code in fours, and the next steps as a list', () => {
    const paper = { ...fullPaper('WS02'), content: { ...fullPaper('WS02').content, steps: '15日内分流\n60日内办结' } }
    expect(renderPaper(paper, { language: 'zh', demo: false })).not.toContain('查询密码（')
    const page = renderPaper(paper, { language: 'zh', demo: false, pin: '042817' })
    expect(page).toContain('<strong>042817</strong>')
    expect(page).toContain('<strong>3302 1226 0000 0017</strong>')
    expect(page).toContain('<li>15日内分流</li><li>60日内办结</li>')
  })

  test('says so when it is no longer what was issued', () => {
    expect(renderPaper(fullPaper('WS10'), { language: 'zh', demo: false, isIntact: false })).toContain('核验不一致')
    expect(renderPaper(fullPaper('WS10'), { language: 'zh', demo: false, isIntact: true })).not.toContain('核验不一致')
  })

  test('never lets words become markup', () => {
    fc.assert(fc.property(fc.constantFrom(...PAPER_KINDS), fc.string(), (kind, text) => {
      const evil = `<script>alert(1)</script>"'&${text}`
      const content = Object.fromEntries(Object.keys(fullPaper(kind).content).map((field) => [field, evil]))
      return !renderPaper({ ...fullPaper(kind), title: evil, issuer: evil, number: evil, content }, { language: 'zh', demo: true }).includes('<script')
    }), { numRuns: 60 })
  })
})
