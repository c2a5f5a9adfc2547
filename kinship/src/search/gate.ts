/** Lets many read at once, or one change. */
export interface Gate {
  /** Runs when no change is under way; several may run together. */
  reading<Result>(work: () => Promise<Result>): Promise<Result>
  /** Runs alone, after everything that came before it. */
  changing<Result>(work: () => Promise<Result> | Result): Promise<Result>
}

/** Whoever comes waits for the changes before them; a change waits for the readers too. */
export function createGate(): Gate {
  const readers = new Set<Promise<unknown>>()
  let change: Promise<unknown> = Promise.resolve()
  return {
    reading: (work) => {
      const result = change.then(work)
      readers.add(result)
      const leave = (): boolean => readers.delete(result)
      result.then(leave, leave)
      return result
    },
    changing: (work) => {
      const before = Promise.allSettled([change, ...readers])
      const result = before.then(work)
      change = result.catch(() => undefined)
      return result
    },
  }
}
