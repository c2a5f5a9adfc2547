import { useSyncExternalStore } from 'react'
import { useKnownMe } from '../../../api/session.ts'

/** A list somebody named, by its address. */
export interface SavedView {
  id: string
  name: string
  search: string
}

const MOST = 20
const keyOf = (accountId: string): string => `hejie:views:${accountId}`
const listeners = new Set<() => void>()
const read = new Map<string, SavedView[]>()

function viewsOf(accountId: string): SavedView[] {
  const known = read.get(accountId)
  if (known) return known
  let kept: unknown = []
  try {
    kept = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? '[]')
  } catch {
    // What cannot be read is no view.
  }
  const views: SavedView[] = Array.isArray(kept) ? kept : []
  read.set(accountId, views)
  return views
}

function keep(accountId: string, views: SavedView[]): void {
  read.set(accountId, views)
  localStorage.setItem(keyOf(accountId), JSON.stringify(views))
  for (const tell of listeners) tell()
}

/** The account's own views, kept in this browser. */
export function useSavedViews(): { views: readonly SavedView[]; save: (name: string, search: string) => void; remove: (id: string) => void } {
  const { accountId } = useKnownMe()
  const views = useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, () => viewsOf(accountId))
  return {
    views,
    save: (name, search) => keep(accountId, [...views, { id: crypto.randomUUID(), name, search }].slice(-MOST)),
    remove: (id) => keep(accountId, views.filter((view) => view.id !== id)),
  }
}
