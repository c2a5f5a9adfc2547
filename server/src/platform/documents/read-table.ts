import { fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { RowsToCopy } from './copy-rows.ts'
import type { TableSource } from './open-table.ts'
import { TABLE_LIMITS, TableFault } from './table.ts'
import type { TableHead, TableRow } from './table.ts'
import type { TableReport, TableTask } from './table-process.ts'

/*
 * Workbooks, CSV and JSON that somebody sends are read in a process of its own, with limits on size, rows, memory and
 * time: a file made to hurt ends that process, and the server goes on answering meanwhile. A thread is not enough: when
 * its memory is full, all of its process dies with it.
 */

export type TableFile = Pick<TableSource, 'path' | 'sheet' | 'knownHeaders'>

const MEMORY_MB = 768
/** Between two signs of life; the largest file allowed takes some twenty seconds. */
const PATIENCE_MS = 120_000

const sourceOf = (file: TableFile): TableSource => ({ path: file.path, sheet: file.sheet, knownHeaders: file.knownHeaders, limits: TABLE_LIMITS })

/** What a file holds. @throws TableFault */
export async function readTableHead(file: TableFile, memoryMb = MEMORY_MB): Promise<TableHead> {
  using reader = startProcess({ kind: 'head', source: sourceOf(file) }, memoryMb)
  const report = await reader.next()
  if (report.kind !== 'head') throw new Error(`the table reader said ${report.kind} instead of the head`)
  return report.head
}

/** The rows below the header, some at a time; the next are read only when they are asked for. @throws TableFault */
export async function* readTableRows(file: TableFile, headerRow: number, batch: number): AsyncGenerator<TableRow[]> {
  using reader = startProcess({ kind: 'rows', source: sourceOf(file), headerRow, batch })
  for (;;) {
    const report = await reader.next()
    if (report.kind !== 'rows') return
    yield report.rows
  }
}

/** Writes some rows of a file into a workbook, each with a remark. @throws TableFault */
export async function copyTableRows(file: TableFile, copy: RowsToCopy): Promise<void> {
  using reader = startProcess({ kind: 'copy', source: sourceOf(file), copy })
  await reader.next()
}

interface Reader extends Disposable {
  /** Asks for the next report. @throws TableFault */
  next(): Promise<TableReport>
}

function startProcess(task: TableTask, memoryMb = MEMORY_MB): Reader {
  const child = fork(fileURLToPath(new URL('./table-process.ts', import.meta.url)), {
    execArgv: [`--max-old-space-size=${memoryMb}`, '--disable-warning=ExperimentalWarning'], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // It needs none of our settings, and no secret among them.
    env: process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {},
  })
  const reports: TableReport[] = []
  let failure: unknown = null
  let wake = (): void => undefined
  const fail = (error: unknown): void => {
    failure ??= error
    wake()
  }
  child.on('message', (report: TableReport) => {
    reports.push(report)
    wake()
  })
  child.on('error', fail)
  // It says why it stops, unless it ran out of memory.
  child.on('exit', () => fail(new TableFault('table/needs-too-much-memory')))
  child.send(task)
  if (child.pid !== undefined) yieldToOthers(child.pid)
  return {
    next: async () => {
      if (task.kind === 'rows' && child.connected) child.send('next')
      const impatient = setTimeout(() => fail(new TableFault('table/takes-too-long')), PATIENCE_MS)
      while (reports.length === 0 && failure === null) await new Promise<void>((go) => { wake = go })
      clearTimeout(impatient)
      const report = reports.shift()
      if (!report) throw failure
      if (report.kind === 'fault') throw new TableFault(report.code, report.facts)
      if (report.kind === 'failure') throw new Error(`the table reader failed: ${report.stack}`)
      return report
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  }
}

/** People at their screens come first. */
function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Where it may not be said, or the process has ended already, nothing is lost.
  }
}
