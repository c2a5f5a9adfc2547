/** A passage with the words found between « and », as pieces. */
export function pieces(passage: string): { text: string; isFound: boolean }[] {
  return passage.split(/(«[^»]*»)/).filter(Boolean).map((part) => (part.startsWith('«') ? { text: part.slice(1, -1), isFound: true } : { text: part, isFound: false }))
}
