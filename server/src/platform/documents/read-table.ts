import { Worker } from 'node:worker_threads'
import type { RowsToCopy } from './copy-rows.ts'
import type { TableSource } from './open-table.ts'
import { TABLE_LIMITS, TableFault } from './table.ts'
import type { TableHead, TableRow } from './table.ts'
import type { TableReport, TableTask } from './table-worker.ts'

/*
 * Workbooks, CSV and JSON that somebody sends are read in a thread of its own, with limits on size, rows, memory and time:
 * a file made to hurt ends its thread, and the server goes on answering meanwhile.
 */

export type TableFile = Pick<TableSource, 'path' | 'sheet' | 'knownHeaders'>

const MEMORY_MB = 768
/** Between two signs of life; the largest file allowed takes some twenty seconds. */
const PATIENCE_MS = 120_000

const sourceOf = (file: TableFile): TableSource => ({ path: file.path, sheet: file.sheet, knownHeaders: file.knownHeaders, limits: TABLE_LIMITS })

/** What a file holds. @throws TableFault */
export async function readTableHead(file: TableFile): Promise<TableHead> {
  using thread = startThread({ kind: 'head', source: sourceOf(file) })
  const report = await thread.next()
  if (report.kind !== 'head') throw new Error(`the table thread said ${report.kind} instead of the head`)
  return report.head
}

/** The rows below the header, some at a time; the next are read only when they are asked for. @throws TableFault */
export async function* readTableRows(file: TableFile, headerRow: number, batch: number): AsyncGenerator<TableRow[]> {
  using thread = startThread({ kind: 'rows', source: sourceOf(file), headerRow, batch })
  for (;;) {
    const report = await thread.next()
    if (report.kind !== 'rows') return
    yield report.rows
  }
}

/** Writes some rows of a file into a workbook, each with a remark. @throws TableFault */
export async function copyTableRows(file: TableFile, copy: RowsToCopy): Promise<void> {
  using thread = startThread({ kind: 'copy', source: sourceOf(file), copy })
  await thread.next()
}

interface Thread extends Disposable {
  /** Asks for the next report. @throws TableFault */
  next(): Promise<TableReport>
}

function startThread(task: TableTask): Thread {
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), { workerData: task, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } })
  const reports: TableReport[] = []
  let failure: unknown = null
  let wake = (): void => undefined
  const fail = (error: unknown): void => {
    failure ??= error
    wake()
  }
  worker.on('message', (report: TableReport) => {
    reports.push(report)
    wake()
  })
  worker.on('error', (error) => fail(isOutOfMemory(error) ? new TableFault('table/needs-too-much-memory') : error))
  worker.on('exit', () => fail(new TableFault('table/damaged')))
  return {
    next: async () => {
      if (task.kind === 'rows') worker.postMessage('next')
      const impatient = setTimeout(() => fail(new TableFault('table/takes-too-long')), PATIENCE_MS)
      while (reports.length === 0 && failure === null) await new Promise<void>((go) => { wake = go })
      clearTimeout(impatient)
      const report = reports.shift()
      if (!report) throw failure
      if (report.kind === 'fault') throw new TableFault(report.code, report.facts)
      return report
    },
    [Symbol.dispose]: () => void worker.terminate(),
  }
}

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
