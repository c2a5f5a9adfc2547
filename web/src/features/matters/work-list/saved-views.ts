import { useState } from 'react'
import { useKnownMe } from '../../../api/session.ts'

/** A list somebody named, by its address. */
export interface SavedView {
  id: string
  name: string
  search: string
}

const MOST = 20
const keyOf = (accountId: string): string => `hejie:views:${accountId}`

function read(accountId: string): SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/** The account's own views, kept in this browser. */
export function useSavedViews(): { views: SavedView[]; save: (name: string, search: string) => void; remove: (id: string) => void } {
  const { accountId } = useKnownMe()
  const [views, setViews] = useState(() => read(accountId))
  const keep = (next: SavedView[]): void => {
    setViews(next)
    localStorage.setItem(keyOf(accountId), JSON.stringify(next))
  }
  return {
    views,
    save: (name, search) => keep([...views, { id: crypto.randomUUID(), name, search }].slice(-MOST)),
    remove: (id) => keep(views.filter((view) => view.id !== id)),
  }
}
