import { foldText } from './search-vector.ts'

const BEFORE = 18
const AFTER = 42

/** The passage around the first word found, the words between « and »; the beginning where none is found. */
export function passageAround(text: string, words: string): string {
  const flat = text.replaceAll(/\s+/g, ' ')
  const folded = foldText(flat)
  // Folding may change the length (①→1 does not, ㎡→m2 does); only texts that keep it can be marked by position.
  const source = folded.length === flat.length ? flat : folded
  const wanted = foldText(words).trim().split(/\s+/).filter((word) => word.length > 0)
  const places = wanted.flatMap((word) => {
    const at = folded.indexOf(word)
    return at < 0 ? [] : [{ at, length: word.length }]
  }).sort((a, b) => a.at - b.at)
  const [first] = places
  const start = first ? Math.max(0, first.at - BEFORE) : 0
  const end = Math.min(source.length, (first ? first.at : 0) + AFTER)
  let marked = ''
  let at = start
  for (const place of places.filter((one) => one.at >= start && one.at + one.length <= end)) {
    if (place.at < at) continue
    marked += `${source.slice(at, place.at)}«${source.slice(place.at, place.at + place.length)}»`
    at = place.at + place.length
  }
  return `${start > 0 ? '…' : ''}${marked}${source.slice(at, end)}${end < source.length ? '…' : ''}`
}
