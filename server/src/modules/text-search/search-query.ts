import { escapeLexeme, foldText } from './search-vector.ts'

const RUN = /[\p{Letter}\p{Number}]+/gu

/**
 * The tsquery that finds every text containing each of the words as a substring; words stand apart by blanks. Within a
 * word, punctuation counts as one character of any kind. Null when nothing of two or more characters is asked for.
 */
export function substringQuery(words: string): string | null {
  const phrases = foldText(words).trim().split(/\s+/).map(phraseOf).filter((phrase) => phrase !== null)
  return phrases.length > 0 ? phrases.join(' & ') : null
}

/** Pairs of one word with their distances: 拖欠工资 is 拖欠 <2> 工资. */
function phraseOf(word: string): string | null {
  const pairs: { pair: string; at: number }[] = []
  let offset = 0
  const characters = [...word]
  for (let i = 0; i + 1 < characters.length; i++) {
    const pair = characters[i]! + characters[i + 1]!
    if (pair.match(RUN)?.[0] === pair) pairs.push({ pair, at: offset })
    offset++
  }
  // Every second pair is enough, and the last: fewer look-ups in the index.
  const needed = pairs.filter(({ at }, index) => index === pairs.length - 1 || index === 0 || pairs[index - 1]!.at !== at - 1 || at % 2 === 0)
  const [first, ...rest] = needed
  if (!first) return null
  let text = `'${escapeLexeme(first.pair)}'`
  let before = first.at
  for (const { pair, at } of rest) {
    text += ` <${at - before}> '${escapeLexeme(pair)}'`
    before = at
  }
  return rest.length > 0 ? `(${text})` : text
}

/** Narrows a query to a place and everything below. */
export function placeMark(regionPath: string): string | null {
  const last = regionPath.split('/').filter(Boolean).at(-1)
  return last ? `'r/${last}'` : null
}

/** Narrows a query to some months, YYYY-MM. */
export const monthMarks = (months: readonly string[]): string => `(${months.map((month) => `'m/${month}'`).join(' | ')})`
