/** `330212 26 0000001 5`: county, year, serial, check digit, as people read it out. */
export const spacedCode = (code: string): string => `${code.slice(0, 6)} ${code.slice(6, 8)} ${code.slice(8, 15)} ${code.slice(15)}`

/** A passage with the words found between « and », as pieces. */
export function pieces(passage: string): { text: string; isFound: boolean }[] {
  return passage.split(/(«[^»]*»)/).filter(Boolean).map((part) => (part.startsWith('«') ? { text: part.slice(1, -1), isFound: true } : { text: part, isFound: false }))
}
