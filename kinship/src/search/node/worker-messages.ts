import { InputError } from '../../errors.ts'
import type { JobKind, JobTask } from '../jobs.ts'
import type { KernelChoice } from '../kernels.ts'
import type { LocusShape } from '../store-layout.ts'
import type { SharedWasmMemory } from '../web-assembly.ts'

/** What a thread is given when it starts. */
export interface WorkerStart {
  readonly memory: SharedWasmMemory
  readonly shapes: readonly LocusShape[]
  readonly sets: readonly string[]
  /** Which of the working spaces is the thread's own. */
  readonly scanner: number
  readonly kernels: KernelChoice
}

/** A piece of work for a thread. */
export interface WorkOrder {
  readonly number: number
  readonly kind: JobKind
  readonly task: JobTask<JobKind>
  /** The unit after the last; the first is in the control words. */
  readonly to: number
  readonly control: SharedArrayBuffer
  /** Profiles in the store, and the bytes of its memory. */
  readonly count: number
  readonly bytes: number
  /** The dictionaries as they are now. */
  readonly alleles: readonly (readonly string[])[]
}

/** A thread's answer. */
export interface WorkReply<Outcome> {
  readonly number: number
  readonly outcome: Outcome
  readonly error: WorkError | null
}

/** An error as it crosses threads: a copy would lose its class. */
export type WorkError = { readonly code: string; readonly argument: string; readonly problem: string; readonly remedy: string } | { readonly message: string }

/** Control words that the threads of one piece of work share: the unit to take next, and whether the work was cancelled. */
export const NEXT_UNIT = 0
export const CANCELLED = 1

export function packError(error: unknown): WorkError {
  if (!(error instanceof InputError)) return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  return { code: error.code.replace('kinship/', ''), argument: error.argument, problem: error.problem, remedy: error.remedy }
}

export function unpackError(error: WorkError): Error {
  return 'code' in error ? new InputError(error.code, error.argument, error.problem, error.remedy) : new Error(`A search thread failed: ${error.message}`)
}
