/** How long something took over several runs, in milliseconds. */
export interface Timing {
  readonly best: number
  readonly median: number
  readonly runs: number
}

/** Runs something a few times after one warm-up. */
export async function measure(runs: number, work: () => Promise<unknown> | unknown, warmUps = 1): Promise<Timing> {
  for (let warmUp = 0; warmUp < warmUps; warmUp++) await work()
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { best: times[0], median: times[Math.floor(times.length / 2)], runs }
}

/** One run, timed. */
export async function once<T>(work: () => Promise<T> | T): Promise<{ readonly value: T; readonly timing: Timing }> {
  const start = performance.now()
  const value = await work()
  const took = performance.now() - start
  return { value, timing: { best: took, median: took, runs: 1 } }
}
