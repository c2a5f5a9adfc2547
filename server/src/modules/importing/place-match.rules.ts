import { foldText } from '../text-search/index.ts'

/** A place that a text may mean. */
export interface KnownPlace {
  code: string
  name: string
  fullName: string
  path: string
  level: number
}

export interface PlaceFinder {
  /** Code of the place that a text names; null when none is named, or it cannot be told which. */
  find(text: string): string | null
}

/** What people leave out: 狮山村村民委员会 is called 狮山村. */
const shortName = (name: string): string => name.replace(/(村民委员会|居民委员会|村委会|居委会|社区居委会)$/, '')

/**
 * Finds places in what people write: a code, the full name, or the names of a place and of those above it.
 * @param places everything at or below one place
 */
export function placeFinder(places: readonly KnownPlace[]): PlaceFinder {
  const byFullName = new Map(places.map((place) => [foldText(place.fullName), place.code]))
  const named = places.map((place) => ({ ...place, short: foldText(shortName(place.name)) })).filter(({ short }) => short.length > 1)
  const found = new Map<string, string | null>()
  const look = (text: string): string | null => {
    if (/^\d{6,15}$/.test(text)) return text.padEnd(12, '0')
    return byFullName.get(text) ?? deepest(named.filter(({ short }) => text.includes(short)))
  }
  return {
    find(text) {
      const folded = foldText(text).replaceAll(/\s+/g, '')
      const known = found.get(folded)
      if (known !== undefined) return known
      const code = folded === '' ? null : look(folded)
      found.set(folded, code)
      return code
    },
  }
}

type Named = KnownPlace & { short: string }

/** The lowest of the places named; with several of one level, the one whose places above are named too. */
function deepest(named: readonly Named[]): string | null {
  // 山村 stands in 狮山村 without being meant.
  const meant = named.filter((one) => !named.some((other) => other !== one && other.level === one.level && other.short.length > one.short.length && other.short.includes(one.short)))
  const above = (place: Named): number => meant.filter((other) => other !== place && place.path.startsWith(other.path)).length
  for (const level of [...new Set(meant.map((one) => one.level))].sort((a, b) => b - a)) {
    const here = meant.filter((one) => one.level === level)
    const most = Math.max(...here.map(above))
    const best = here.filter((one) => above(one) === most)
    // A name of two characters by itself may be part of any word.
    if (best.length === 1 && best[0] && (most > 0 || best[0].short.length > 2)) return best[0].code
  }
  return null
}
