/*
 * What is being typed, kept on this computer under the account that types it, for a week at most. ID numbers are never
 * kept, their fields come back empty; everything goes when the person signs out and says so.
 */

const PREFIX = 'hejie:draft:'
const KEPT_DAYS = 7
const NEVER_KEPT = new Set(['idNumber', 'password', 'current', 'next', 'code'])

let owner = ''

/** From now on drafts belong to this account; the old ones of everybody are swept. */
export function ownDrafts(accountId: string): void {
  owner = accountId
  for (const key of draftKeys()) {
    const kept = parse(localStorage.getItem(key))
    if (!kept || Date.now() - kept.at > KEPT_DAYS * 86_400_000) localStorage.removeItem(key)
  }
}

export function keepDraft(name: string, values: object): void {
  if (!owner) return
  try {
    localStorage.setItem(PREFIX + owner + ':' + name, JSON.stringify({ at: Date.now(), values }, (key, value: unknown) => (NEVER_KEPT.has(key) ? '' : value)))
  } catch {
    // A full store must not stop anybody from working on.
  }
}

/** What was typed under a name, by this account; null when there is nothing. */
export function readDraft<T extends object>(name: string): Partial<T> | null {
  return owner ? parse<T>(localStorage.getItem(PREFIX + owner + ':' + name))?.values ?? null : null
}

export function dropDraft(name: string): void {
  localStorage.removeItem(PREFIX + owner + ':' + name)
}

/** How many things this account has begun and not sent. */
export const countDrafts = (): number => (owner ? draftKeys().filter((key) => key.startsWith(PREFIX + owner + ':')).length : 0)

export function dropAllDrafts(): void {
  for (const key of draftKeys()) if (key.startsWith(PREFIX + owner + ':')) localStorage.removeItem(key)
}

const draftKeys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))

function parse<T extends object>(text: string | null): { at: number; values: Partial<T> } | null {
  try {
    const kept: unknown = JSON.parse(text ?? 'null')
    return kept && typeof kept === 'object' && 'at' in kept && 'values' in kept && typeof kept.at === 'number' && kept.values && typeof kept.values === 'object' ? { at: kept.at, values: kept.values } : null
  } catch {
    return null
  }
}
