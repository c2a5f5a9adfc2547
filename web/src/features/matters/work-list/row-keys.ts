/** What a key does in the list; null where it does nothing. */
export type RowCommand = { move: number } | 'open' | 'select' | 'select-range' | 'help' | 'search' | 'clear' | 'first' | 'last'

interface Key {
  key: string
  ctrlKey?: boolean
  metaKey?: boolean
  altKey?: boolean
  shiftKey?: boolean
}

/** The command of a key: j/k and arrows move, Enter or o opens, x selects, X selects up to here, / searches, ? helps. */
export function rowCommand(event: Key, rowsAPage: number): RowCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  switch (event.key) {
    case 'j': case 'ArrowDown': return { move: 1 }
    case 'k': case 'ArrowUp': return { move: -1 }
    case 'PageDown': return { move: rowsAPage }
    case 'PageUp': return { move: -rowsAPage }
    case 'Home': return 'first'
    case 'End': return 'last'
    case 'Enter': case 'o': return 'open'
    case 'x': case ' ': return 'select'
    case 'X': return 'select-range'
    case '/': return 'search'
    case '?': return 'help'
    case 'Escape': return 'clear'
    default: return null
  }
}

/** Where the mark goes; stays inside the list. From nowhere the first step leads to the first row. */
export function moveTo(from: number, step: number, count: number): number {
  if (count === 0) return -1
  if (from < 0) return step > 0 ? 0 : count - 1
  return Math.min(count - 1, Math.max(0, from + step))
}

/** The selection with a row, or with all rows from the last selected one, put in or taken out. */
export function toggled(selected: ReadonlySet<string>, codes: readonly string[], at: number, from: number | null): Set<string> {
  const code = codes[at]
  if (code === undefined) return new Set(selected)
  const next = new Set(selected)
  if (from === null) {
    if (!next.delete(code)) next.add(code)
    return next
  }
  for (const one of codes.slice(Math.min(from, at), Math.max(from, at) + 1)) next.add(one)
  return next
}
