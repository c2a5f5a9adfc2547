import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { InputError } from '../../errors.ts'
import type { JobKind, JobOutcome, JobTask } from '../jobs.ts'
import type { KernelChoice } from '../kernels.ts'
import { kernelsFor } from '../kernels.ts'
import type { ProfileStore } from '../profile-store.ts'
import type { RunOptions, ScanPool } from '../scan-pool.ts'
import { createLocalPool, gated } from '../scan-pool.ts'
import { shapesOf } from '../store-layout.ts'
import { MAX_SCANNERS } from '../store-memory.ts'
import type { WorkOrder, WorkReply, WorkerStart } from './worker-messages.ts'
import { CANCELLED, NEXT_UNIT, unpackError } from './worker-messages.ts'

export interface ThreadPoolOptions {
  /** Default: one for each core. */
  readonly threads?: number
  readonly kernels?: KernelChoice
}

const PROGRESS_MS = 100

/** Starts threads that scan a store together. Close the pool when done. */
export function createThreadPool(store: ProfileStore, options: ThreadPoolOptions = {}): ScanPool {
  const threads = options.threads ?? Math.min(MAX_SCANNERS - 1, availableParallelism())
  if (!(threads >= 1 && threads < MAX_SCANNERS)) throw new InputError('pool-threads', 'threads', `${threads} is not from 1 to ${MAX_SCANNERS - 1}`, 'Give a number of threads in that range')
  if (store.memory.wasm === null) throw new InputError('pool-memory', 'store', 'its memory cannot be shared with threads', 'Use createLocalPool')
  const memory = store.memory.wasm
  const workers = Array.from({ length: threads }, (_, scanner) => {
    const start: WorkerStart = { memory, shapes: shapesOf(store.layout), sets: store.layout.sets, scanner, kernels: options.kernels ?? 'auto' }
    const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? './scan-worker.ts' : './scan-worker.js', import.meta.url), { workerData: start })
    worker.unref()
    return worker
  })
  let orders = 0
  return gated({
    store,
    threads,
    kernels: kernelsFor(store.memory, options.kernels).name,
    run: async <K extends JobKind>(kind: K, task: JobTask<K>, { from, to, signal, onProgress }: RunOptions) => {
      signal?.throwIfAborted()
      const control = new Int32Array(new SharedArrayBuffer(64))
      control[NEXT_UNIT] = from
      const order: WorkOrder = { number: orders++, kind, task, to, control: control.buffer, count: store.count, bytes: store.memory.buffer().byteLength, alleles: store.layout.loci.map((locus) => locus.alleles) }
      const cancel = (): void => void Atomics.store(control, CANCELLED, 1)
      const report = (): void => onProgress?.({ done: Math.min(control[NEXT_UNIT], to) - from, total: to - from })
      const timer = setInterval(report, PROGRESS_MS)
      signal?.addEventListener('abort', cancel)
      try {
        const outcomes = await Promise.all(workers.map((worker) => ask<JobOutcome<K>>(worker, order)))
        signal?.throwIfAborted()
        return outcomes
      } finally {
        cancel()
        clearInterval(timer)
        signal?.removeEventListener('abort', cancel)
      }
    },
    close: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  })
}

/** One order, one answer. */
function ask<Outcome>(worker: Worker, order: WorkOrder): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      worker.off('message', onMessage).off('error', onError)
      worker.unref()
    }
    const onMessage = (reply: WorkReply<Outcome>): void => {
      if (reply.number !== order.number) return
      done()
      if (reply.error === null) resolve(reply.outcome)
      else reject(unpackError(reply.error))
    }
    const onError = (error: unknown): void => {
      done()
      reject(error)
    }
    worker.on('message', onMessage).on('error', onError)
    worker.ref()
    worker.postMessage(order)
  })
}

/** A pool of threads where the store can be shared, otherwise one in the caller's thread. */
export function createPool(store: ProfileStore, options: ThreadPoolOptions = {}): ScanPool {
  return store.memory.wasm === null ? createLocalPool(store, options) : createThreadPool(store, options)
}
