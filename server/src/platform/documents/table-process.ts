import type { RowsToCopy } from './copy-rows.ts'
import { readHead, readRows } from './open-table.ts'
import type { TableSource } from './open-table.ts'
import { TableFault } from './table.ts'
import type { TableFaultCode, TableHead, TableRow } from './table.ts'

/** What the process is asked to do. */
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
  | { kind: 'failure'; stack: string }

const say = (report: TableReport): void => void process.send?.(report)

// Whoever asked is gone: nobody waits for the rest.
process.once('disconnect', () => process.exit())
process.once('message', (task: TableTask) => {
  void work(task).catch((error: unknown) => say(error instanceof TableFault ? { kind: 'fault', code: error.code, facts: error.facts } : { kind: 'failure', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
})

async function work(task: TableTask): Promise<void> {
  switch (task.kind) {
    case 'head': return say({ kind: 'head', head: await readHead(task.source) })
    case 'copy': {
      // The library that writes takes longer to load than most files take to read.
      const { copyRows } = await import('./copy-rows.ts')
      await copyRows(task.source, task.copy)
      return say({ kind: 'end' })
    }
    case 'rows': return sayRows(task)
  }
}

async function sayRows({ source, headerRow, batch }: { source: TableSource; headerRow: number; batch: number }): Promise<void> {
  // One listener for good: a message that finds none is lost.
  let asked = 0
  let wake = (): void => undefined
  process.on('message', () => {
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
