const RUN = /[\p{Letter}\p{Number}]+/gu
const PLACE_CODE = /[a-z]\d*(?=[省市县区州])/g
const FIGURES = /\d+/g
/** A text says what it is about early; what follows a few pages in only slows. Characters. */
export const MOST_READ = 3000

/** Letters for places (A7县) and figures are one thing to a category; they keep their length of one. */
export const forCategory = (folded: string): string => folded.slice(0, MOST_READ).replaceAll(PLACE_CODE, '某').replaceAll(FIGURES, '0')

/** FNV-1a over the UTF-16 units of a piece, with the bits mixed once more; never 0. */
export function hashPiece(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash ^= hash >>> 13
  return hash === 0 ? 1 : hash
}

/** Visits every piece of `from` to `to` characters inside the words of a text. */
export function eachGram(text: string, from: number, to: number, visit: (hash: number, start: number, end: number) => void): void {
  for (const run of text.matchAll(RUN)) {
    const last = run.index + run[0].length
    for (let start = run.index; start < last; start++) {
      for (let end = start + from; end <= last && end <= start + to; end++) visit(hashPiece(text, start, end), start, end)
    }
  }
}
