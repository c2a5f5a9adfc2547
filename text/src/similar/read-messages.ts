import { foldText } from '../language/fold.ts'
import { eachGram } from '../language/grams.ts'
import { divisionAt } from '../places/gazetteer.ts'
import type { Gazetteer } from '../places/gazetteer.ts'
import { learnNames, namesIn } from '../places/learn-names.ts'
import type { LearnedNames } from '../places/learn-names.ts'
import { frequencies, weigh } from './sparse.ts'
import type { Sparse } from './sparse.ts'

/** A message as the register has it. */
export interface SentMessage {
  readonly id: string
  /** Whoever sent it, under any steady name; null when nobody knows. */
  readonly sender: string | null
  readonly title: string
  readonly text: string
  /** Day it came, as days since 1970; null when unknown. */
  readonly day: number | null
}

/** A message as grouping sees it. */
export interface ReadMessage extends SentMessage {
  readonly names: ReadonlySet<string>
  readonly titleNames: ReadonlySet<string>
  readonly whole: Sparse
  /** Words of the matter: names and divisions taken out. */
  readonly issue: Sparse
  /** Pairs of characters of the title, and of title and text, without names. */
  readonly titlePairs: ReadonlySet<number>
  readonly allPairs: ReadonlySet<number>
  /** Title and beginning of the text, names and divisions replaced by blanks. */
  readonly issueText: string
  /** The whole text folded to its characters, for finding copies. */
  readonly bare: string
}

export interface ReadRegister {
  readonly messages: readonly ReadMessage[]
  readonly names: LearnedNames
  /** How rare a pair of characters is: 0 in every message, 1 in one only. */
  rarity(pair: number): number
}

const WHOLE_READ = 600
const ISSUE_READ = 800

function countGrams(text: string, from: number, to: number): Map<number, number> {
  const counts = new Map<number, number>()
  eachGram(text, from, to, (hash) => counts.set(hash, (counts.get(hash) ?? 0) + 1))
  return counts
}

/** A folded text without the names and divisions it mentions. */
function withoutPlaces(text: string, names: LearnedNames, gazetteer: Gazetteer): string {
  let rest = ''
  let at = 0
  for (const { start, end } of namesIn(text, names).covered) {
    rest += `${text.slice(at, start)} `
    at = end
  }
  rest += text.slice(at)
  let out = ''
  for (let i = 0; i < rest.length;) {
    const length = divisionAt(rest, i, gazetteer)
    out += length > 0 ? ' ' : rest[i]
    i += Math.max(1, length)
  }
  return out
}

/** Reads all messages once: learns the names and weighs the words. */
export function readMessages(sent: readonly SentMessage[], gazetteer: Gazetteer): ReadRegister {
  const folded = sent.map(({ title, text }) => ({ title: foldText(title).trim(), text: foldText(text).trim() }))
  const names = learnNames(folded.map(({ title, text }) => `${title}\n${text}`), gazetteer)
  const bare = folded.map(({ title, text }) => ({ title: withoutPlaces(title, names, gazetteer), text: withoutPlaces(text.slice(0, ISSUE_READ), names, gazetteer) }))
  const wholeCounts = folded.map(({ title, text }) => countGrams(`${title}\n${title}\n${title}\n${text.slice(0, WHOLE_READ)}`, 2, 3))
  const issueCounts = bare.map(({ title, text }) => countGrams(`${title}\n${title}\n${title}\n${text.slice(0, WHOLE_READ)}`, 2, 2))
  const whole = weigh(wholeCounts, frequencies(wholeCounts))
  const issue = weigh(issueCounts, frequencies(issueCounts))
  const allPairs = bare.map(({ title, text }) => new Set(countGrams(`${title}\n${text}`, 2, 2).keys()))
  const frequency = frequencies(allPairs.map((pairs) => new Map([...pairs].map((pair) => [pair, 1]))))
  const scale = Math.log(Math.max(2, sent.length))
  return {
    names,
    rarity: (pair) => Math.log(sent.length / (frequency.get(pair) ?? 1)) / scale,
    messages: sent.map((message, i) => ({
      ...message, whole: whole[i], issue: issue[i], allPairs: allPairs[i],
      names: namesIn(`${folded[i].title}\n${folded[i].text.slice(0, WHOLE_READ)}`, names).names,
      titleNames: namesIn(folded[i].title, names).names,
      issueText: `${bare[i].title} ${bare[i].text.slice(0, 300)}`,
      titlePairs: new Set(countGrams(bare[i].title, 2, 2).keys()),
      bare: `${folded[i].title}${folded[i].text}`.replaceAll(/[^\p{Letter}\p{Number}]/gu, ''),
    })),
  }
}
