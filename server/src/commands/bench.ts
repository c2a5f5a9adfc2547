import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { PROJECT_ROOT, readConfig } from '../platform/config.ts'
import { openDeps } from '../main.ts'
import { seedReference } from '../seed.ts'
import { DEMO_PASSWORD, seedDemo } from '../demo/index.ts'
import { fillRegister } from './bench/fill-register.ts'
import { measureLifecycles, runLifecycle, signInStaff } from './bench/lifecycle.ts'
import type { LifecycleFigures } from './bench/lifecycle.ts'
import { findPgbench, ofStaff, readTrace, runPgbench, writePgbenchScript } from './bench/pgbench.ts'
import type { PgbenchFigures } from './bench/pgbench.ts'
import { measureReading } from './bench/reading.ts'
import type { ReadingFigure } from './bench/reading.ts'
import { seeded } from './bench/synthetic-text.ts'
import serverFlags from '../../../scripts/server-flags.json' with { type: 'json' }

const HELP = `hejie bench [--matters 10000,1000000] [--seconds 30] [--clients 4] [--folder DIR] [--json]
  Fills registers of these sizes with synthetic matters (kept in the folder for the next run), then measures over HTTP against a
  server process of its own: whole life cycles beside pgbench on the same SQL, lists, searches, counts, memory.
hejie bench clocks …    running clocks computed again, warnings and overdue marks; see --help there
hejie bench kinship …   the kinship engine; see --help there`

interface Round {
  matters: number
  lifecycle: LifecycleFigures
  pgbench: PgbenchFigures | null
  reading: ReadingFigure[]
  serverMemoryMb: number
}

/** Measures this machine; prints what it saw. */
export async function benchCommand(args: string[]): Promise<number> {
  if (args[0] === 'clocks') return (await import('./bench-clocks.ts')).benchClocks(args.slice(1))
  if (args[0] === 'kinship') return (await import('./bench-kinship.ts')).benchKinship(args.slice(1))
  const { values } = parseArgs({ args, options: { matters: { type: 'string', default: '10000' }, seconds: { type: 'string', default: '30' }, clients: { type: 'string', default: '4' }, folder: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const sizes = values.matters.split(',').map(Number)
  if (sizes.some((size) => !Number.isInteger(size) || size < 0)) throw new RangeError(`--matters takes whole numbers separated by commas, not "${values.matters}"`)
  const rounds: Round[] = []
  for (const size of sizes) {
    const folder = resolve(values.folder ?? join(PROJECT_ROOT, 'data', 'bench'), String(size))
    const round = await measure(folder, size, { seconds: Number(values.seconds), clients: Number(values.clients) }, (what) => console.error(`  ${what}`))
    rounds.push(round)
    if (!values.json) print(round)
  }
  if (values.json) console.log(JSON.stringify({ machine: { cores: cpus().length, model: cpus()[0]?.model, memoryGb: Math.round(totalmem() / 2 ** 30) }, rounds }, null, 1))
  return 0
}

async function measure(folder: string, size: number, options: { seconds: number; clients: number }, progress: (what: string) => void): Promise<Round> {
  progress(`register of ${size.toLocaleString('en')} matters in ${folder}`)
  await prepare(folder, size, progress)
  const server = await startServer(folder)
  try {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const { unitId, connectionString } = await findFacts(folder)
    progress('life cycles over HTTP')
    const lifecycle = await measureLifecycles(server.base, { password: DEMO_PASSWORD, unitId, today, ...options })
    progress('lists, searches, counts')
    const reading = await measureReading(server.base, DEMO_PASSWORD)
    const serverMemoryMb = memoryOf(server.child)
    const pgbench = await besidePgbench(folder, server, { unitId, today, connectionString, ...options }, progress)
    return { matters: size, lifecycle, pgbench, reading, serverMemoryMb }
  } finally {
    await server.stop()
  }
}

async function prepare(folder: string, size: number, progress: (what: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const opened = await openDeps(readConfig({ ...process.env, HEJIE_DATA: folder, DATABASE_URL: undefined }), progress)
  try {
    await seedReference(opened.deps.db, progress)
    await seedDemo(opened.deps, progress)
    await fillRegister(opened.connectionString, size, progress)
  } finally {
    await opened.close()
  }
}

interface Server {
  base: string
  child: ChildProcess
  stop(): Promise<void>
}

async function startServer(folder: string, env: Record<string, string> = {}): Promise<Server> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const child = spawn(process.execPath, [...serverFlags, resolve(import.meta.dirname, '../cli.ts'), 'start'], { env: { ...process.env, DATABASE_URL: undefined, HEJIE_DATA: folder, PORT: String(port), HEJIE_LOG: 'silent', HEJIE_NO_CONSOLE: '1', ...env }, stdio: ['ignore', 'ignore', 'inherit'] })
  const base = `http://127.0.0.1:${port}`
  for (let i = 0; !(await fetch(`${base}/health`).then((answer) => answer.ok, () => false)); i++) {
    if (child.exitCode !== null || i > 600) throw new Error('the server of the measurement did not start')
    await new Promise((done) => setTimeout(done, 100))
  }
  return {
    base, child,
    stop: async () => {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** The most memory the server process has had resident, MB; NaN where the system does not tell. */
function memoryOf(child: ChildProcess): number {
  const file = `/proc/${child.pid}/status`
  return existsSync(file) ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1024 : Number.NaN
}

async function findFacts(folder: string): Promise<{ unitId: string; connectionString: string }> {
  const password = readFileSync(join(folder, 'postgres', 'password'), 'utf8').trim()
  const port = readFileSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[3]?.trim()
  const connectionString = `postgres://hejie:${password}@127.0.0.1:${port}/hejie`
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ unit_id: string }>(`select p.unit_id from account a join post_holder h on h.account_id = a.id join post p on p.id = h.post_id where a.username = 'wang.handler'`)
  await client.end()
  return { unitId: rows[0]?.unit_id ?? '', connectionString }
}

/** One traced life cycle, then pgbench with its statements on the same database; null where there is no pgbench. */
async function besidePgbench(folder: string, running: Server, options: { unitId: string; today: string; connectionString: string; seconds: number; clients: number }, progress: (what: string) => void): Promise<PgbenchFigures | null> {
  if (!findPgbench()) {
    progress('pgbench is not installed; no ratio')
    return null
  }
  await running.stop()
  const trace = join(folder, `trace-${randomUUID()}.jsonl`)
  const server = await startServer(folder, { HEJIE_SQL_TRACE: trace })
  running.stop = server.stop
  const staff = await signInStaff(server.base, DEMO_PASSWORD)
  // The first run fills caches that every later one finds full.
  await runLifecycle(staff, options.unitId, options.today, new Map(), seeded(1))
  writeFileSync(trace, '')
  const key = `bench-key-${randomUUID()}`
  const code = await runLifecycle(staff, options.unitId, options.today, new Map(), seeded(2), key)
  const statements = ofStaff(readTrace(trace))
  const { connectionString } = await findFacts(folder)
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ id: string }>('select id from matter where code = $1', [code])
  await client.end()
  const script = join(folder, 'lifecycle.pgbench.sql')
  writePgbenchScript(statements, script, { matterId: rows[0]?.id ?? '', code, idempotencyKey: key })
  rmSync(trace)
  progress(`pgbench, ${statements.length} statements`)
  return runPgbench(connectionString, script, options)
}

function print({ matters, lifecycle, pgbench, reading, serverMemoryMb }: Round): void {
  const ms = (value: number): string => `${value.toFixed(1)} ms`
  console.log(`\n${matters.toLocaleString('en')} matters`)
  console.log(`  life cycles   ${lifecycle.perSecond.toFixed(1)}/s   p50 ${ms(lifecycle.p50)}   p99 ${ms(lifecycle.p99)}   (${lifecycle.lifecycles} in all)`)
  if (pgbench) console.log(`  pgbench       ${pgbench.perSecond.toFixed(1)}/s on the same ${pgbench.statements} statements; Hejie reaches ${((lifecycle.perSecond / pgbench.perSecond) * 100).toFixed(0)} %`)
  for (const step of lifecycle.steps) console.log(`    ${step.name.padEnd(12)} p50 ${ms(step.p50).padStart(9)}   p99 ${ms(step.p99).padStart(9)}`)
  console.log('  reading')
  for (const one of reading) console.log(`    ${one.who.padEnd(9)} ${one.name.padEnd(28)} p50 ${ms(one.p50).padStart(9)}   p95 ${ms(one.p95).padStart(9)}`)
  console.log(`  server memory ${serverMemoryMb.toFixed(0)} MB`)
}
