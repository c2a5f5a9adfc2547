import { eachGram } from '../language/grams.ts'
import { foldText } from '../language/fold.ts'
import { EMPTY_GAZETTEER } from '../places/gazetteer.ts'
import type { Gazetteer } from '../places/gazetteer.ts'
import { NEAR_COPY, sketchLikeness, sketchOf } from './near-copies.ts'
import { pairScore } from './pair-score.ts'
import { readMessages } from './read-messages.ts'
import type { ReadMessage, ReadRegister, SentMessage } from './read-messages.ts'

/** An earlier message that may be about the same matter, with why. */
export interface SimilarMessage {
  readonly id: string
  /** 0–1, for the order only. */
  readonly score: number
  readonly copy: 'exact' | 'near' | null
  /** Places both name. */
  readonly places: readonly string[]
  /** Words both have, the longest first. */
  readonly words: readonly string[]
  readonly daysApart: number | null
}

/** Messages in memory, to be asked one at a time. */
export interface SimilarIndex {
  readonly register: ReadRegister
  /** Rare pieces of text → numbers of the messages that have them. */
  readonly posting: ReadonlyMap<number, readonly number[]>
  readonly numberOf: ReadonlyMap<string, number>
}

const PIECE = 4
const HEAD = 800
/** Pieces in more messages than this share find too much. */
const TOO_COMMON = 0.02
const FEWEST_ALLOWED = 80
const EXAMINED = 120

const piecesOf = ({ title, text }: { title: string; text: string }): Set<number> => {
  const pieces = new Set<number>()
  eachGram(`${foldText(title)}\n${foldText(text).slice(0, HEAD)}`, 3, PIECE, (hash) => pieces.add(hash))
  return pieces
}

export function buildSimilarIndex(sent: readonly SentMessage[], gazetteer: Gazetteer = EMPTY_GAZETTEER): SimilarIndex {
  const posting = new Map<number, number[]>()
  sent.forEach((message, i) => {
    for (const piece of piecesOf(message)) {
      const there = posting.get(piece)
      if (there) there.push(i)
      else posting.set(piece, [i])
    }
  })
  const most = Math.max(FEWEST_ALLOWED, sent.length * TOO_COMMON)
  for (const [piece, there] of posting) if (there.length > most || there.length < 2) posting.delete(piece)
  return { register: readMessages(sent, gazetteer), posting, numberOf: new Map(sent.map(({ id }, i) => [id, i])) }
}

/** The messages most like one of the index, the likeliest first. @param id of a message of the index @throws RangeError for another */
export function findSimilar({ register, posting, numberOf }: SimilarIndex, id: string, limit = 5): SimilarMessage[] {
  const number = numberOf.get(id)
  if (number === undefined) throw new RangeError(`there is no message ${id}`)
  const { messages } = register
  const asked = messages[number]
  const shared = new Map<number, number>()
  for (const piece of piecesOf(asked)) {
    const there = posting.get(piece) ?? []
    const weight = Math.log(messages.length / there.length)
    for (const other of there) if (other !== number) shared.set(other, (shared.get(other) ?? 0) + weight)
  }
  const candidates = [...shared].sort((a, b) => b[1] - a[1]).slice(0, EXAMINED).map(([other]) => messages[other])
  return candidates.map((other) => ({ other, score: likeness(asked, other, register) })).sort((a, b) => b.score - a.score)
    .slice(0, limit).map(({ other, score }) => explain(asked, other, score))
}

function likeness(a: ReadMessage, b: ReadMessage, register: ReadRegister): number {
  const score = pairScore(a, b, register)
  if (sharedPlaces(a, b, 1).length > 0) return score
  // One may tell the matter without its place; two places are two matters, however alike the words.
  return score * (a.names.size === 0 || b.names.size === 0 ? 0.5 : 0.3)
}

/** Common names, the longest first, no name inside another. */
function sharedPlaces(a: ReadMessage, b: ReadMessage, most: number): string[] {
  const places: string[] = []
  for (const name of [...a.names].filter((one) => b.names.has(one)).sort((x, y) => y.length - x.length)) if (places.length < most && !places.some((one) => one.includes(name))) places.push(name)
  return places
}

function explain(a: ReadMessage, b: ReadMessage, score: number): SimilarMessage {
  const [first, second] = [sketchOf(a.bare), sketchOf(b.bare)]
  const isNear = first !== null && second !== null && sketchLikeness(first, second) >= NEAR_COPY
  return {
    id: b.id, score, copy: a.bare === b.bare && a.bare !== '' ? 'exact' : isNear ? 'near' : null,
    places: sharedPlaces(a, b, 3), words: commonStretches(a.bare, b.bare), daysApart: a.day === null || b.day === null ? null : Math.abs(a.day - b.day),
  }
}

const SHORTEST_WORD = 3
const MOST_WORDS = 5

/** The longest stretches of the first text that the second has too. */
export function commonStretches(a: string, b: string): string[] {
  const head = a.slice(0, HEAD)
  const found: string[] = []
  for (let at = 0; at + SHORTEST_WORD <= head.length;) {
    let end = at + SHORTEST_WORD
    if (!b.includes(head.slice(at, end))) {
      at++
      continue
    }
    while (end < head.length && b.includes(head.slice(at, end + 1))) end++
    found.push(head.slice(at, end))
    at = end
  }
  return [...new Set(found)].sort((x, y) => y.length - x.length).slice(0, MOST_WORDS)
}
