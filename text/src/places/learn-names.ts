import { divisionAt } from './gazetteer.ts'
import type { Gazetteer } from './gazetteer.ts'
import { formedNames, isArea, isNameLike } from './name-forms.ts'

/** Names of places, estates, roads, schools, firms that a register's own texts taught. */
export interface LearnedNames {
  /** In how many texts a name stands. */
  readonly textsOf: ReadonlyMap<string, number>
  /** Names of areas, in which many unlike matters happen. */
  readonly areas: ReadonlySet<string>
  readonly longest: number
}

const SHORTEST = 2
const LONGEST = 9
const SEEN_IN = 2
/** A name stands behind a division in at least this share of its texts; ordinary words do not. */
const BEHIND_DIVISION = 0.12
/** A place lies in one county; a word that stands in texts of several is no place. */
const IN_ONE_COUNTY = 0.55
const COUNTIES_JUDGED = 4
/** Where one character nearly always follows, the name goes on. */
const GOES_ON = 0.6
const WORD_CHARACTER = /[\p{Letter}\p{Number}]/u
const READ = 600

const count = <K>(map: Map<K, number>, key: K): void => {
  map.set(key, (map.get(key) ?? 0) + 1)
}

/**
 * Learns names from folded texts without a list: what people write behind a division (A7县星沙…) and what has the form of a
 * name (…小区, …路), when at least two texts have it and it ends where other words begin.
 */
export function learnNames(texts: readonly string[], gazetteer: Gazetteer): LearnedNames {
  const heads = texts.map((text) => text.slice(0, READ))
  const behind = namesBehindDivisions(heads, gazetteer)
  const candidates = new Set([...behind].filter(([, times]) => times >= SEEN_IN).map(([name]) => name))
  const { textsOf, goesOn } = occurrences(heads, candidates)
  const inOneCounty = countyCheck(heads, candidates, gazetteer)
  const learned = new Map<string, number>()
  for (const name of candidates) {
    const times = textsOf.get(name) ?? 0
    if (times >= SEEN_IN && (behind.get(name) ?? 0) / times >= BEHIND_DIVISION && isNameLike(name) && !goesOn.has(name) && inOneCounty(name)) learned.set(name, times)
  }
  for (const [name, times] of namesByForm(heads)) if (times >= SEEN_IN && !learned.has(name)) learned.set(name, times)
  const areas = new Set([...learned.keys()].filter((name) => isArea(name) || ['街道', '镇', '乡', '片区', '新区'].some((ending) => textsOf.has(name + ending) || learned.has(name + ending))))
  return { textsOf: learned, areas, longest: Math.max(0, ...[...learned.keys()].map((name) => name.length)) }
}

function namesBehindDivisions(texts: readonly string[], gazetteer: Gazetteer): Map<string, number> {
  const found = new Map<string, number>()
  for (const text of texts) {
    const seen = new Set<string>()
    for (let at = 0; at < text.length;) {
      const length = divisionAt(text, at, gazetteer)
      if (length === 0) {
        at++
        continue
      }
      at += length
      if (divisionAt(text, at, gazetteer) > 0) continue
      for (let end = at; end < at + LONGEST && end < text.length && WORD_CHARACTER.test(text[end]); end++) if (end + 1 - at >= SHORTEST) seen.add(text.slice(at, end + 1))
    }
    for (const name of seen) count(found, name)
  }
  return found
}

/** In how many texts each candidate stands, and which of them nearly always go on with the same character. */
function occurrences(texts: readonly string[], candidates: ReadonlySet<string>): { textsOf: Map<string, number>; goesOn: Set<string> } {
  const textsOf = new Map<string, number>()
  const following = new Map<string, Map<string, number>>()
  for (const text of texts) {
    const seen = new Set<string>()
    for (let at = 0; at < text.length; at++) {
      for (let end = at + SHORTEST; end <= Math.min(text.length, at + LONGEST); end++) {
        const name = text.slice(at, end)
        if (!candidates.has(name)) continue
        seen.add(name)
        let next = following.get(name)
        if (!next) following.set(name, next = new Map())
        count(next, text[end] ?? '\n')
      }
    }
    for (const name of seen) count(textsOf, name)
  }
  const goesOn = new Set<string>()
  for (const [name, next] of following) {
    const total = [...next.values()].reduce((sum, times) => sum + times, 0)
    for (const [character, times] of next) if (total > 1 && times / total > GOES_ON && WORD_CHARACTER.test(character)) goesOn.add(name)
  }
  return { textsOf, goesOn }
}

/** Whether the texts with a name that say a county mostly say the same one. */
function countyCheck(texts: readonly string[], candidates: ReadonlySet<string>, gazetteer: Gazetteer): (name: string) => boolean {
  const counties = new Map<string, Map<string, number>>()
  for (const text of texts) {
    const county = countyOf(text, gazetteer)
    if (county === null) continue
    const seen = new Set<string>()
    for (let at = 0; at < text.length; at++) for (let end = at + SHORTEST; end <= Math.min(text.length, at + LONGEST); end++) if (candidates.has(text.slice(at, end))) seen.add(text.slice(at, end))
    for (const name of seen) {
      let there = counties.get(name)
      if (!there) counties.set(name, there = new Map())
      count(there, county)
    }
  }
  return (name) => {
    const times = [...(counties.get(name)?.values() ?? [])]
    const total = times.reduce((sum, one) => sum + one, 0)
    return total < COUNTIES_JUDGED || Math.max(...times) / total >= IN_ONE_COUNTY
  }
}

/** The first county a text names. */
function countyOf(text: string, gazetteer: Gazetteer): string | null {
  for (let at = 0; at < text.length; at++) {
    const length = divisionAt(text, at, gazetteer)
    if (length === 0) continue
    const name = text.slice(at, at + length)
    if (/^[a-z]\d/.test(name)) return name
    const division = gazetteer.byName.get(name)?.[0]
    if (division && division.level >= 3) return division.code.slice(0, 6)
    at += length - 1
  }
  return null
}

function namesByForm(texts: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const text of texts) {
    const seen = new Set<string>()
    for (const { start, end } of formedNames(text)) seen.add(text.slice(start, end))
    for (const name of seen) count(found, name)
  }
  return found
}

/** Every learned name in a folded text, names inside names too, and the stretches they cover. */
export function namesIn(text: string, { textsOf, longest }: LearnedNames): { names: Set<string>; covered: { start: number; end: number }[] } {
  const names = new Set<string>()
  const covered: { start: number; end: number }[] = []
  for (let at = 0; at < text.length;) {
    let reach = 0
    for (let length = Math.min(longest, text.length - at); length >= SHORTEST; length--) {
      const name = text.slice(at, at + length)
      if (!textsOf.has(name)) continue
      names.add(name)
      if (reach === 0) reach = length
    }
    if (reach > 0) covered.push({ start: at, end: at + reach })
    at += Math.max(1, reach)
  }
  return { names, covered }
}
