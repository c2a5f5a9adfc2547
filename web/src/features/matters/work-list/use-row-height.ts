import { useSyncExternalStore } from 'react'
import { usePreferences } from '../../../ui/preferences.ts'

const narrow = globalThis.matchMedia?.('(max-width: 47.99rem)')

export const useIsNarrow = (): boolean => useSyncExternalStore((tell) => {
  narrow?.addEventListener('change', tell)
  return () => narrow?.removeEventListener('change', tell)
}, () => narrow?.matches ?? false)

/** The height of every row in pixels: by density, taller with a passage found, a small card on a phone. */
export function useRowHeight(hasPassage: boolean): number {
  const { density, bigText } = usePreferences()
  const isNarrow = useIsNarrow()
  const rem = bigText ? 20 : 16
  if (isNarrow) return Math.round((hasPassage ? 6.75 : 5) * rem)
  return Math.round(((density === 'compact' ? 2.125 : 2.75) + (hasPassage ? 1.25 : 0)) * rem)
}
