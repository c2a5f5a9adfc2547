import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { openDeps } from '../main.ts'
import type { Opened } from '../main.ts'
import { exportRecord, readAnchors, recordAudit, verifyFile, verifyRecord, verifySealedRecord } from '../modules/audit/index.ts'
import type { AuditReport } from '../modules/audit/index.ts'
import { readConfig } from '../platform/config.ts'
import { inTransaction } from '../platform/database.ts'
import { runningDatabase } from '../platform/running-database.ts'

const HELP = `hejie audit verify [--against EXPORT.jsonl] [--json]
hejie audit verify --file EXPORT.jsonl [--json]
hejie audit export FILE.jsonl [--with-sealed]

核验审计记录 Computes the chains of the record again (SM3) and names every line that was altered, removed or inserted.

  --file FILE      verify an export, without any database
  --against FILE   also compare with an earlier export kept elsewhere: finds a record that was written anew as a whole
  --json           print {"isIntact","lines","lanes","faults","faultCount","sealed"}
  --with-sealed    also the accusation desk's own chain: the file then tells how many accusations there are

Keep an export, or at least its first line, where the administrators of this server cannot reach it.
Works while Hejie runs. Exit code 0 intact; 1 not intact; 2 the command is at fault.`

interface Options {
  file: string | undefined
  against: string | undefined
  json: boolean
  withSealed: boolean
}

/** `hejie audit`: verifies or exports the record. @returns the exit code */
export async function auditCommand(args: string[]): Promise<number> {
  const parsed = readArguments(args)
  if (parsed === null) return 2
  const { what, target, options, wantsHelp } = parsed
  if (wantsHelp) {
    console.log(HELP)
    return 0
  }
  if (what === 'verify' && target === undefined) return options.file === undefined ? verifyDatabase(options) : printReport(await verifyFile(linesOf(options.file)), options)
  if (what === 'export' && target !== undefined) return exportTo(resolve(target), options.withSealed)
  console.error('hejie audit: say verify, or export FILE; more with --help')
  return 2
}

function readArguments(args: string[]): { what: string | undefined; target: string | undefined; options: Options; wantsHelp: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args, allowPositionals: true,
      options: { 'file': { type: 'string' }, 'against': { type: 'string' }, 'json': { type: 'boolean' }, 'with-sealed': { type: 'boolean' }, 'help': { type: 'boolean', short: 'h' } },
    })
    const options = { file: values.file, against: values.against, json: values.json ?? false, withSealed: values['with-sealed'] ?? false }
    return { what: positionals[0], target: positionals[1], options, wantsHelp: values.help ?? false }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    console.error(`hejie audit: ${error.message.split('\n')[0]}`)
    return null
  }
}

function linesOf(file: string): AsyncIterable<string> {
  if (!existsSync(file) || !statSync(file).isFile()) throw new RangeError(`there is no file ${file}`)
  return createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}

async function withDatabase<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const config = readConfig()
  const databaseUrl = config.databaseUrl ?? runningDatabase(join(config.dataFolder, 'postgres'))
  const opened = await openDeps({ ...config, databaseUrl })
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

async function verifyDatabase(options: Options): Promise<number> {
  const anchors = options.against === undefined ? [] : await readAnchors(linesOf(options.against))
  return withDatabase(async ({ deps }) => printReport({ ...(await verifyRecord(deps.db, anchors)), sealed: await verifySealedRecord(deps.db, '') }, options))
}

function printReport(report: AuditReport & { sealed?: 'intact' | 'broken'; isComplete?: boolean }, options: Options): number {
  const isIntact = report.isIntact && report.sealed !== 'broken'
  if (options.json) console.log(JSON.stringify({ ...report, add: undefined, isIntact }))
  else {
    console.log(isIntact ? `完好 intact: ${report.lines} lines in ${report.lanes} lanes` : `不完好 NOT INTACT: ${report.faultCount} faults in ${report.lines} lines`)
    if (report.isComplete === false) console.log('节选 an excerpt: each line was checked by itself, missing lines cannot be seen')
    if (report.sealed) console.log(`检举控告通道 accusation desk's chain: ${report.sealed === 'intact' ? '完好 intact' : '不完好 NOT INTACT'}`)
    for (const { lane, seq, code, message } of report.faults) console.log(`  lane ${lane ?? '?'} line ${seq ?? '?'}  ${code}: ${message}`)
    if (report.faultCount > report.faults.length) console.log(`  … and ${report.faultCount - report.faults.length} more`)
  }
  return isIntact ? 0 : 1
}

async function exportTo(file: string, withSealed: boolean): Promise<number> {
  return withDatabase(async ({ deps }) => {
    const partial = `${file}.part`
    await inTransaction(deps.db, { as: 'system' }, (tx) => recordAudit(deps, tx, {
      actorKind: 'system', actorId: null, unitId: null, action: 'audit.export', subject: 'audit:record', homeCounty: null, regionPath: null, reason: null, detail: { by: 'command', withSealed },
    }))
    try {
      await pipeline(Readable.from(exportRecord(deps.db, deps.now().toString(), withSealed)), createWriteStream(partial, { mode: 0o600 }))
      await rename(partial, file)
    } catch (error) {
      await rm(partial, { force: true })
      if (error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'ENOSPC', 'EISDIR'].includes(String(error.code))) throw new RangeError(`cannot write ${file}: ${error.message}`)
      throw error
    }
    console.log(`exported to ${file}`)
    return 0
  })
}
