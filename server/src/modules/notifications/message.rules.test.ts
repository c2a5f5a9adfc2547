import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MESSAGES, messageWords } from './message.rules.ts'

const MODULES = resolve(import.meta.dirname, '..')

/** Every template a step names, with the facts it gives. */
function templatesUsed(): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>()
  for (const name of readdirSync(MODULES, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('test.ts')) continue
    for (const [, template = '', facts = ''] of readFileSync(join(MODULES, name), 'utf8').matchAll(/template: '([a-z.-]+)', facts: \{([^}]*)\}/g)) {
      used.set(template, new Set([...facts.matchAll(/(\w+)(?=[:,]|\s*$)/g)].map(([, fact]) => fact ?? '')))
    }
  }
  return used
}

describe('messages to petitioners', () => {
  test('every step that tells the petitioner something has its words, and its words use no fact the step does not give', () => {
    const used = templatesUsed()
    expect(used.size).toBeGreaterThan(10)
    expect([...used.keys()].filter((template) => !(template in MESSAGES))).toEqual([])
    for (const [template, facts] of used) {
      const asked = [...`${MESSAGES[template]?.zh}${MESSAGES[template]?.en}`.matchAll(/\{(\w+)\}/g)].map(([, fact]) => fact ?? '')
      expect(asked.filter((fact) => !facts.has(fact)), template).toEqual([])
    }
  })

  test('Chinese is set with full-width marks, and both languages name the same facts', () => {
    for (const [template, { zh, en }] of Object.entries(MESSAGES)) {
      expect(/[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]|\([\u4e00-\u9fff]/.test(zh), template).toBe(false)
      const facts = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, fact]) => fact ?? '').toSorted()
      expect(facts(en), template).toEqual(facts(zh))
    }
  })

  test('dates are said in words', () => {
    expect(messageWords('matter.extended', { days: '30', dueOn: '2027-01-06' })).toEqual({
      zh: '您的事项情况复杂，经批准延长30日，2027年1月6日前书面答复您。告知书写明了理由。',
      en: 'The time limit was extended by 30 days; the written answer comes by 6 January 2027. The notice gives the reason.',
    })
  })

  test('what is not known, or lacks a fact, is said in general and never with a gap', () => {
    const general = { zh: '您的事项有新的进展，请查询。', en: 'There is news of your matter; please look.' }
    expect(messageWords('matter.routed', { unit: '' })).toEqual(general)
    expect(messageWords('matter.from-a-later-version', {})).toEqual(general)
  })
})
