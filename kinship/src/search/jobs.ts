import type { BlindOutcome, BlindTask } from './blind-scan.ts'
import { startBlindScan } from './blind-scan.ts'
import type { FamiliesOutcome, FamiliesTask } from './family-scan.ts'
import { startFamilyScan } from './family-scan.ts'
import type { RowsTask, SurveyOutcome } from './rows.ts'
import { startRows, startSurvey } from './rows.ts'
import type { RunningJob, ScanContext, ScanOutcome } from './scan-block.ts'
import { startScan } from './scan-block.ts'
import type { ScanTask } from './scan-task.ts'

/** The kinds of work that threads do on a store: what they are told and what they answer. */
export interface Jobs {
  readonly scan: { readonly task: ScanTask; readonly outcome: ScanOutcome }
  readonly blind: { readonly task: BlindTask; readonly outcome: BlindOutcome }
  readonly families: { readonly task: FamiliesTask; readonly outcome: FamiliesOutcome }
  readonly survey: { readonly task: RowsTask; readonly outcome: SurveyOutcome }
  readonly rows: { readonly task: RowsTask; readonly outcome: null }
}

export type JobKind = keyof Jobs
export type JobTask<K extends JobKind> = Jobs[K]['task']
export type JobOutcome<K extends JobKind> = Jobs[K]['outcome']

const STARTERS: { readonly [K in JobKind]: (context: ScanContext, task: JobTask<K>) => RunningJob<JobOutcome<K>> } = {
  scan: startScan,
  blind: startBlindScan,
  families: startFamilyScan,
  survey: startSurvey,
  rows: startRows,
}

/** Begins a piece of work in this thread. */
export function startJob<K extends JobKind>(kind: K, context: ScanContext, task: JobTask<K>): RunningJob<JobOutcome<K>> {
  return STARTERS[kind](context, task)
}
