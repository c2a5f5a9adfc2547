/** Values asked for again and again, kept for a short while: at most `max` of them, each at most `milliseconds` old. */
export interface RecentValues<T> {
  /** The value of a key; `load` runs only when none is fresh, once for all who wait for it. */
  find(key: string, load: () => Promise<T>): Promise<T>
  /** Drops what no longer holds. */
  forget(isMeant: (value: T) => boolean): void
}

export function keepRecentValues<T>(options: { max: number; milliseconds: number; clock?: () => number }): RecentValues<T> {
  const clock = options.clock ?? (() => performance.now())
  const kept = new Map<string, { until: number; value: Promise<T>; settled: T | null }>()
  return {
    async find(key, load) {
      const known = kept.get(key)
      if (known && known.until > clock()) return known.value
      // Taken out and put back, so that the first of the map is always the oldest.
      kept.delete(key)
      const entry: { until: number; value: Promise<T>; settled: T | null } = { until: clock() + options.milliseconds, value: load(), settled: null }
      kept.set(key, entry)
      for (const oldest of kept.keys()) {
        if (kept.size <= options.max) break
        kept.delete(oldest)
      }
      try {
        entry.settled = await entry.value
        return entry.settled
      } catch (error) {
        if (kept.get(key) === entry) kept.delete(key)
        throw error
      }
    },
    forget(isMeant) {
      for (const [key, { settled }] of kept) if (settled !== null && isMeant(settled)) kept.delete(key)
    },
  }
}
