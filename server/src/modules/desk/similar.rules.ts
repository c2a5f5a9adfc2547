import { foldText } from '../text-search/index.ts'

/** Length of the pieces that are compared: long enough to mean something (电梯停用), short enough to survive other words around it. */
const PIECE = 4
const MOST_FROM_TITLE = 24
const MOST_FROM_BODY = 24
/** Characters that hold sentences together; a piece with one of them says little. */
const PARTICLES = new Set('的了是我们在有和不请一这个就也都为对与及等于到把被让给又还已将要能会可以上下中年月日号元万千百十')
const RUN = /[\p{Letter}\p{Number}]+/gu

/** The telling pieces of a text, in their order, each once: from the title first, then from the beginning of the body. */
export function piecesOf(title: string, body: string): string[] {
  const pieces = new Set<string>()
  const take = (text: string, most: number): void => {
    const enough = pieces.size + most
    for (const [run] of foldText(text).matchAll(RUN)) {
      const characters = [...run]
      for (let i = 0; i + PIECE <= characters.length && pieces.size < enough; i++) {
        const piece = characters.slice(i, i + PIECE)
        if (!piece.some((one) => PARTICLES.has(one))) pieces.add(piece.join(''))
      }
    }
  }
  take(title, MOST_FROM_TITLE)
  take(body.slice(0, 600), MOST_FROM_BODY)
  return [...pieces]
}

/** A pair in more than this share of all texts finds too much to be worth its time. */
const TOO_COMMON = 0.01
const MOST_LOOKED_UP = 10

/**
 * The pieces the index is asked for: the rarest, for they say most and cost least; every second is enough to meet any five
 * characters in common.
 * @param frequencyOf share of all texts that hold a pair of characters; 0 for pairs that are rare or not known yet
 */
export function lookedUp(pieces: readonly string[], frequencyOf: (pair: string) => number): string[] {
  const rarity = (piece: string): number => {
    const characters = [...piece]
    return Math.min(frequencyOf(characters.slice(0, 2).join('')), frequencyOf(characters.slice(2).join('')))
  }
  return pieces.filter((piece, index) => index % 2 === 0 && rarity(piece) <= TOO_COMMON).toSorted((a, b) => rarity(a) - rarity(b)).slice(0, MOST_LOOKED_UP)
}

/** The words two texts share: pieces found in the other text, those that overlap joined to one; longest first, five at most. */
export function sharedWords(pieces: readonly string[], otherText: string): string[] {
  const other = foldText(otherText)
  const words: string[] = []
  for (const piece of pieces.filter((one) => other.includes(one))) {
    const last = words.at(-1) ?? ''
    const joined = last + [...piece].slice(PIECE - 1).join('')
    if (last.endsWith([...piece].slice(0, PIECE - 1).join('')) && other.includes(joined)) words[words.length - 1] = joined
    else words.push(piece)
  }
  return words.toSorted((a, b) => b.length - a.length).slice(0, 5)
}

/** How alike two texts are for the order of a list: characters in shared words. */
export const likeness = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0)

/** Fewer shared characters than this are chance. */
export const LIKE_ENOUGH = 6
