import { useSyncExternalStore } from 'react'

/** How this computer shows the console; no personal data, so it stays when somebody signs out. */
export interface Preferences {
  language: 'zh-CN' | 'en'
  density: 'comfortable' | 'compact'
  bigText: boolean
  columns: readonly string[]
}

const KEY = 'hejie:preferences'
export const STANDARD_COLUMNS = ['status', 'due', 'class', 'place', 'petitioner', 'holder', 'received']
const STANDARD: Preferences = { language: 'zh-CN', density: 'comfortable', bigText: false, columns: STANDARD_COLUMNS }

let current = read()
const listeners = new Set<(now: Preferences) => void>()

function read(): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return { ...STANDARD, ...(kept && typeof kept === 'object' ? kept : {}) }
  } catch {
    return STANDARD
  }
}

function apply(): void {
  const root = document.documentElement
  root.dataset.density = current.density
  root.dataset.big = current.bigText ? 'yes' : 'no'
  // The server answers in this language too.
  document.cookie = `hejie_lang=${current.language === 'en' ? 'en' : 'zh'}; path=/; max-age=31536000; samesite=lax`
}

export const preferences = (): Preferences => current

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // A full or forbidden store only means that the choice is not remembered.
  }
  apply()
  for (const tell of listeners) tell(current)
}

/** Tells of every change; the answer stops it. */
export function onPreferences(listener: (now: Preferences) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePreferences = (): Preferences => useSyncExternalStore(onPreferences, preferences)

apply()
