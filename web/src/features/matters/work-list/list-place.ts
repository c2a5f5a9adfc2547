/** Where somebody was in a list: pixels scrolled and the row that had the mark. */
export interface ListPlace {
  top: number
  active: number
}

const KEY = 'hejie:list-places'
const REMEMBERED = 20

function all(): [string, ListPlace][] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/** Remembered for this window only, so that "back" leads to the same place. */
export function rememberPlace(list: string, place: ListPlace): void {
  const others = all().filter(([name]) => name !== list)
  sessionStorage.setItem(KEY, JSON.stringify([...others, [list, place]].slice(-REMEMBERED)))
}

export const placeIn = (list: string): ListPlace | null => all().find(([name]) => name === list)?.[1] ?? null
