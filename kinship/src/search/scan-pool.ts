import { createGate } from './gate.ts'
import type { KernelChoice } from './kernels.ts'
import { kernelsFor } from './kernels.ts'
import type { ProfileStore } from './profile-store.ts'
import type { JobKind, JobOutcome, JobTask } from './jobs.ts'
import { startJob } from './jobs.ts'
import type { RunningJob } from './scan-block.ts'
import { BLOCKS_START, SCRATCH_BYTES } from './store-memory.ts'

/** How a piece of work is run. */
export interface RunOptions {
  /** First unit and the one after the last. */
  readonly from: number
  readonly to: number
  readonly signal?: AbortSignal
  /** Called now and then with the units begun so far and those to do. */
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  readonly done: number
  readonly total: number
}

/** Threads that share a store. Whoever opens one closes it. */
export interface ScanPool {
  readonly store: ProfileStore
  readonly threads: number
  readonly kernels: 'wasm-simd' | 'plain'
  /**
   * Shares the units among the threads and returns what each found.
   * @throws the signal's reason when cancelled
   */
  run<K extends JobKind>(kind: K, task: JobTask<K>, options: RunOptions): Promise<JobOutcome<K>[]>
  /**
   * Changes the store while no search runs: searches under way end first, later ones wait.
   * The work gets a pool of its own to run what belongs to the change (`addRows`).
   */
  exclusively<Result>(work: (pool: ScanPool) => Promise<Result> | Result): Promise<Result>
  close(): Promise<void>
}

/** Puts a gate before a pool, so that searches and changes keep apart. */
export function gated(pool: Omit<ScanPool, 'exclusively'>): ScanPool {
  const gate = createGate()
  const inside: ScanPool = { ...pool, exclusively: async (work) => work(inside) }
  return {
    ...pool,
    run: (kind, task, options) => gate.reading(() => pool.run(kind, task, options)),
    exclusively: (work) => gate.changing(() => work(inside)),
  }
}

const BREATH_MS = 20

/** Scans in the caller's own thread, letting other work through every few milliseconds. Works on every platform. */
export function createLocalPool(store: ProfileStore, options: { readonly kernels?: KernelChoice } = {}): ScanPool {
  const kernels = kernelsFor(store.memory, options.kernels)
  const scratch = BLOCKS_START - SCRATCH_BYTES
  let last: Promise<unknown> = Promise.resolve()
  return gated({
    store,
    threads: 1,
    kernels: kernels.name,
    run: (kind, task, options) => {
      // One at a time: they share the working space.
      const result = last.then(() => runHere(startJob(kind, { store, kernels, scratch }, task), options))
      last = result.catch(() => undefined)
      return result
    },
    close: () => Promise.resolve(),
  })
}

async function runHere<Outcome>(job: RunningJob<Outcome>, { from, to, signal, onProgress }: RunOptions): Promise<Outcome[]> {
  let breath = performance.now() + BREATH_MS
  for (let unit = from; unit < to; unit++) {
    signal?.throwIfAborted()
    job.unit(unit)
    if (performance.now() < breath) continue
    onProgress?.({ done: unit + 1 - from, total: to - from })
    await new Promise((resolve) => setTimeout(resolve))
    breath = performance.now() + BREATH_MS
  }
  return [job.finish()]
}
