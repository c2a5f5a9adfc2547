import { SIMPLIFIED, TRADITIONAL } from './traditional.ts'

/** A text as it is compared, and where each of its characters stood. */
export interface Folded {
  /** Half-width, lower case, simplified characters; markup gone; every blank one space. */
  readonly text: string
  /** For each UTF-16 unit of `text` its position in the original; one entry more for the end. */
  readonly at: Int32Array
}

/** A part of a text: positions in UTF-16 units, the end not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

const MARKUP = /<(script|style)\b[^>]{0,500}>[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<\/?[a-z][^<>]{0,500}>|&(?:nbsp|amp|lt|gt|quot|#\d{1,6});/gi
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const BLANK = /[\s\p{Zs}]/u
/** Controls, invisible joiners and marks, selectors of emoji, private use, lone surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFE00-\uFE0F]/u

const remembered = new Map<string, string>(Array.from(TRADITIONAL, (from, i): [string, string] => [from, SIMPLIFIED[i] ?? from]))

function foldCharacter(character: string): string {
  const known = remembered.get(character)
  if (known !== undefined) return known
  const folded = foldUnknown(character)
  // Han characters that stay themselves are the bulk of a text; the map stays small because scripts are finite.
  remembered.set(character, folded)
  return folded
}

function foldUnknown(character: string): string {
  if (BLANK.test(character)) return ' '
  if (INVISIBLE.test(character)) return ''
  const plain = character.normalize('NFKC').toLowerCase()
  if (plain === character) return character
  return Array.from(plain, (one) => (BLANK.test(one) ? ' ' : (remembered.get(one) ?? one))).join('')
}

/** Folds a text for comparison and keeps the way back to the original. Any string is allowed. */
export function fold(original: string): Folded {
  const out: string[] = []
  const at: number[] = []
  const take = (character: string, position: number): void => {
    for (let i = 0; i < character.length; i++) at.push(position)
    if (character.length > 0) out.push(character)
  }
  let from = 0
  const plain = (until: number): void => {
    for (let i = from; i < until;) {
      const point = original.codePointAt(i) ?? 0
      const character = String.fromCodePoint(point)
      take(foldCharacter(character), i)
      i += character.length
    }
  }
  if (/[<&]/.test(original)) {
    for (const found of original.matchAll(MARKUP)) {
      plain(found.index)
      take(ENTITIES[found[0].toLowerCase()] ?? ' ', found.index)
      from = found.index + found[0].length
    }
  }
  plain(original.length)
  at.push(original.length)
  return { text: out.join(''), at: Int32Array.from(at) }
}

/** The folded text alone. */
export const foldText = (original: string): string => fold(original).text

/** Where a part of the folded text stands in the original. */
export function spanInOriginal(folded: Folded, start: number, end: number): Span {
  const first = folded.at[start] ?? 0
  // The last character may have unfolded into several (㎡ → m2): the span ends where the next original character begins.
  let next = end
  while (next < folded.text.length && folded.at[next] === folded.at[end - 1]) next++
  return { start: first, end: folded.at[next] ?? folded.at.at(-1) ?? 0 }
}
