import { parentPort, workerData } from 'node:worker_threads'
import { copyRows } from './copy-rows.ts'
import type { RowsToCopy } from './copy-rows.ts'
import { readHead, readRows } from './open-table.ts'
import type { TableSource } from './open-table.ts'
import { TableFault } from './table.ts'
import type { TableFaultCode, TableHead, TableRow } from './table.ts'

/** What the thread is asked to do. */
export type TableTask =
  | { kind: 'head'; source: TableSource }
  | { kind: 'rows'; source: TableSource; headerRow: number; batch: number }
  | { kind: 'copy'; source: TableSource; copy: RowsToCopy }

/** What it says. Batches are asked for one by one, so that no more than one waits in memory. */
export type TableReport =
  | { kind: 'head'; head: TableHead }
  | { kind: 'rows'; rows: TableRow[] }
  | { kind: 'end' }
  | { kind: 'fault'; code: TableFaultCode; facts: Readonly<Record<string, string | number>> }

const port = parentPort
if (!port) throw new Error('table-worker runs as a thread, see read-table.ts')
const say = (report: TableReport): void => port.postMessage(report)

const task: TableTask = workerData
try {
  switch (task.kind) {
    case 'head':
      say({ kind: 'head', head: await readHead(task.source) })
      break
    case 'copy':
      await copyRows(task.source, task.copy)
      say({ kind: 'end' })
      break
    case 'rows': await sayRows(task)
  }
} catch (error) {
  if (!(error instanceof TableFault)) throw error
  say({ kind: 'fault', code: error.code, facts: error.facts })
}
port.close()

async function sayRows({ source, headerRow, batch }: { source: TableSource; headerRow: number; batch: number }): Promise<void> {
  // One listener for good: a message that finds none is lost.
  let asked = 0
  let wake = (): void => undefined
  port?.on('message', () => {
    asked += 1
    wake()
  })
  const sayWhenAsked = async (report: TableReport): Promise<void> => {
    if (asked === 0) await new Promise<void>((go) => { wake = go })
    asked -= 1
    say(report)
  }
  let rows: TableRow[] = []
  for await (const row of readRows(source, headerRow)) {
    rows.push(row)
    if (rows.length < batch) continue
    await sayWhenAsked({ kind: 'rows', rows })
    rows = []
  }
  if (rows.length > 0) await sayWhenAsked({ kind: 'rows', rows })
  await sayWhenAsked({ kind: 'end' })
}
