import type { Hypotheses } from '../candidate-scan.ts'
import type { Pedigree, Person } from '../pedigree.ts'

export type Language = 'zh' | 'en'

/** What each person is to the person in question, in words that name nobody. */
export type Roles = ReadonlyMap<string, Readonly<Record<Language, string>>>

type Words = readonly [zh: string, en: string]

/** Words by path from the person in question: F father, M mother, C child, S sibling, H half-sibling; then the sex of the person reached. */
const BY_PATH: Readonly<Record<string, Words>> = {
  '-m': ['当事人', 'the person in question'], '-f': ['当事人', 'the person in question'], '-u': ['当事人', 'the person in question'],
  'F-m': ['父亲', 'father'], 'M-f': ['母亲', 'mother'], 'C-m': ['儿子', 'son'], 'C-f': ['女儿', 'daughter'],
  'FF-m': ['祖父', "father's father"], 'FM-f': ['祖母', "father's mother"], 'MF-m': ['外祖父', "mother's father"], 'MM-f': ['外祖母', "mother's mother"],
  'S-m': ['全同胞兄弟', 'full brother'], 'S-f': ['全同胞姐妹', 'full sister'],
  'P-m': ['同父异母兄弟', 'half-brother by the father'], 'P-f': ['同父异母姐妹', 'half-sister by the father'],
  'Q-m': ['同母异父兄弟', 'half-brother by the mother'], 'Q-f': ['同母异父姐妹', 'half-sister by the mother'],
  'FS-m': ['伯父或叔父', "father's brother"], 'FS-f': ['姑母', "father's sister"], 'MS-m': ['舅父', "mother's brother"], 'MS-f': ['姨母', "mother's sister"],
  'CC-m': ['孙子或外孙', 'grandson'], 'CC-f': ['孙女或外孙女', 'granddaughter'],
  'SC-m': ['侄子或外甥', 'nephew'], 'SC-f': ['侄女或外甥女', 'niece'],
  'FSC-m': ['堂兄弟或姑表兄弟', "cousin on the father's side"], 'FSC-f': ['堂姐妹或姑表姐妹', "cousin on the father's side"],
  'MSC-m': ['舅表或姨表兄弟', "cousin on the mother's side"], 'MSC-f': ['舅表或姨表姐妹', "cousin on the mother's side"],
  'FW-f': ['父亲的另一配偶', "father's other partner"], 'MW-m': ['母亲的另一配偶', "mother's other partner"],
  'W-m': ['孩子的父亲', "the children's father"], 'W-f': ['孩子的母亲', "the children's mother"],
}

/** The person whose place in the family differs between H1 and H2: typed if possible. */
export function personInQuestion(hypotheses: Hypotheses, typed: ReadonlySet<string>): string {
  const { H1, H2 } = hypotheses
  const parents = (one: Person | undefined): string => `${one?.father ?? ''} ${one?.mother ?? ''}`
  const differing = H1.people.filter((one) => parents(one) !== parents(H2.people[H2.indexOf.get(one.id) ?? -1]))
  const known = H1.people.filter((one) => typed.has(one.id))
  const found = differing.filter((one) => typed.has(one.id)).at(-1) ?? differing.at(-1) ?? known.at(-1) ?? H1.people[H1.people.length - 1]
  return found.id
}

/** Role words for everyone in H1 and H2, seen from one person in H1. People of H2 alone are unknown men and women. */
export function roleNames(hypotheses: Hypotheses, focus: string): Roles {
  const paths = pathsFrom(hypotheses.H1, focus)
  const words = new Map<string, Words>()
  for (const one of hypotheses.H1.people) words.set(one.id, wordsFor(paths.get(one.id) ?? '?', one))
  for (const one of hypotheses.H2.people) {
    if (!words.has(one.id)) words.set(one.id, one.sex === 'female' ? ['无关女性', 'unrelated woman'] : ['无关男性', 'unrelated man'])
  }
  return numbered(words)
}

function wordsFor(path: string, { sex }: Person): Words {
  if (/^[FM]{3}$/.test(path)) return ['曾祖辈', 'great-grandparent']
  return BY_PATH[`${path}-${sex[0]}`] ?? ['亲属', 'relative']
}

function numbered(words: ReadonlyMap<string, Words>): Roles {
  const total = new Map<string, number>()
  for (const [, [zh]] of words) total.set(zh, (total.get(zh) ?? 0) + 1)
  const used = new Map<string, number>()
  return new Map(
    [...words].map(([id, [zh, en]]) => {
      const number = (used.get(zh) ?? 0) + 1
      used.set(zh, number)
      const suffix = (total.get(zh) ?? 1) > 1 ? ` ${number}` : ''
      return [id, { zh: zh + suffix, en: en + suffix }]
    }),
  )
}

function pathsFrom(pedigree: Pedigree, focus: string): Map<string, string> {
  const paths = new Map([[focus, '']])
  const queue = [focus]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const path = paths.get(next) ?? ''
    if (path.length > 3) continue
    for (const [id, step] of stepsFrom(pedigree, next)) {
      if (paths.has(id)) continue
      paths.set(id, path + step)
      queue.push(id)
    }
  }
  return paths
}

/** Parents, siblings, half-siblings by father (P) or mother (Q), children, and co-parents (W). */
function stepsFrom(pedigree: Pedigree, id: string): [string, string][] {
  const self = pedigree.people[pedigree.indexOf.get(id) ?? 0]
  const steps: [string, string][] = []
  if (self.father !== null) steps.push([self.father, 'F'])
  if (self.mother !== null) steps.push([self.mother, 'M'])
  for (const other of pedigree.people) {
    if (other.id === id) continue
    const byFather = other.father !== null && other.father === self.father
    const byMother = other.mother !== null && other.mother === self.mother
    if (byFather && byMother) steps.push([other.id, 'S'])
    else if (byFather) steps.push([other.id, 'P'])
    else if (byMother) steps.push([other.id, 'Q'])
  }
  for (const child of pedigree.people) if (child.father === id || child.mother === id) steps.push([child.id, 'C'])
  for (const child of pedigree.people) {
    const partner = child.father === id ? child.mother : child.mother === id ? child.father : null
    if (partner !== null) steps.push([partner, 'W'])
  }
  return steps
}
