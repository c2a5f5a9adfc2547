/*
 * The index of a matter's words. PostgreSQL's own parsers split Chinese badly and cut A7县 or 58车贷 apart, so the
 * tsvector is written by hand: every pair of neighbouring characters is a lexeme with its position. A substring of n
 * characters is then a phrase of pairs: found always, and never where it is not (as measured against a plain scan).
 * Marks for place and month stand in the same vector, so that the index itself narrows frequent words down.
 */

/** A tsvector keeps positions up to 16,383. */
const MAX_POSITION = 16_383
/** And at most 256 positions a lexeme. */
const MAX_POSITIONS = 256

const WORD_CHARACTER = /[\p{Letter}\p{Number}]/u

/** The text as it is compared: full-width and half-width, upper and lower case alike. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase()

export interface SearchableMatter {
  title: string
  body: string
  reply?: string | null
  /** `33/3302/330212/` */
  regionPath: string
  /** YYYY-MM-DD */
  receivedOn: string
}

/** The literal of a tsvector for a matter. */
export function searchVector({ title, body, reply, regionPath, receivedOn }: SearchableMatter): string {
  const positions = new Map<string, number[]>()
  let at = 0
  for (const text of [title, body, reply ?? '']) {
    at = addPairs(text, at, positions)
    // A gap, so that no phrase runs from the title into the text.
    at += 3
  }
  const words = [...positions].map(([pair, places]) => `'${escapeLexeme(pair)}':${places.join(',')}`)
  return [...words, ...placeMarks(regionPath), `'m/${receivedOn.slice(0, 7)}'`].join(' ')
}

function addPairs(text: string, from: number, positions: Map<string, number[]>): number {
  let at = from
  let before = ''
  for (const character of foldText(text)) {
    at++
    const isWord = WORD_CHARACTER.test(character)
    if (isWord && before && at <= MAX_POSITION) {
      const pair = before + character
      const places = positions.get(pair)
      if (!places) positions.set(pair, [at - 1])
      else if (places.length < MAX_POSITIONS) places.push(at - 1)
    }
    before = isWord ? character : ''
  }
  return at
}

/** Marks are longer than two characters and so never meet a pair. */
function placeMarks(regionPath: string): string[] {
  const parts = regionPath.split('/').filter(Boolean)
  return parts.map((part) => `'r/${part}'`)
}

export const escapeLexeme = (lexeme: string): string => lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")
