import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

const CLI = resolve(import.meta.dirname, '../src/cli.ts')
const folder = mkdtempSync(join(tmpdir(), 'hejie-crash-'))
chmodSync(folder, 0o755)
let port = 0
let base = ''
let server: ChildProcess | null = null

/** A real server process on the folder; ready when it answers. */
async function start(): Promise<void> {
  server = spawn(process.execPath, [CLI, 'start'], { env: { ...process.env, HEJIE_DATA: folder, PORT: String(port), HEJIE_LOG: 'silent', HEJIE_NO_CONSOLE: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  server.once('exit', (code) => code !== 0 && code !== null && console.error(said))
  for (let i = 0; i < 600; i++) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${said}`)
    if (await fetch(`${base}/health`).then((answer) => answer.ok, () => false)) return
    await pause(100)
  }
  throw new Error(`the server did not answer: ${said}`)
}

/** Filings that only ask whether the server answers again. */
const BESIDE = ['断电演练 after-recovery', '断电演练 after-restart']

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function killServer(): Promise<void> {
  const gone = new Promise((done) => server?.once('exit', done))
  server?.kill('SIGKILL')
  await gone
}

const postmaster = (): number => Number(readFileSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])

async function signIn(username: string): Promise<string> {
  const answer = await fetch(`${base}/api/auth/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password: 'hejie-demo-2026', asToken: true }) })
  const body: unknown = await answer.json()
  return typeof body === 'object' && body !== null && 'token' in body ? String(body.token) : ''
}

interface Receipt {
  code: string
  pin: string
}

/** Files once with this key. Null when no answer came: the sender does not know, and sends again. */
async function file(token: string, key: string): Promise<Receipt | null> {
  try {
    const answer = await fetch(`${base}/api/filings`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'authorization': `Bearer ${token}`, 'idempotency-key': key },
      body: JSON.stringify({ form: '200', channel: 'Q02', category: 'C', purpose: 'M4', title: `断电演练 ${key}`, body: `演示数据。服务器随时可能断电,编号 ${key}。`, placeCode: '330212110000', readBack: true, people: [{ role: 'petitioner', name: '演示甲', phone: '19900001234', address: '演示地址' }] }),
    })
    if (answer.status !== 201) return null
    const body: unknown = await answer.json()
    return typeof body === 'object' && body !== null && 'code' in body && 'pin' in body ? { code: String(body.code), pin: String(body.pin) } : null
  } catch {
    return null
  }
}

async function query<T>(text: string): Promise<T[]> {
  const password = readFileSync(join(folder, 'postgres', 'password'), 'utf8').trim()
  const databasePort = readFileSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[3]?.trim()
  const client = new pg.Client({ connectionString: `postgres://hejie:${password}@127.0.0.1:${databasePort}/hejie` })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows as T[]
}

beforeAll(async () => {
  port = await new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
  base = `http://127.0.0.1:${port}`
  await start()
})

afterAll(async () => {
  if (server?.exitCode === null && !server.killed) {
    const gone = new Promise((done) => server?.once('exit', done))
    server.kill('SIGTERM')
    await gone
  }
  try {
    process.kill(postmaster(), 'SIGINT')
  } catch {
    // Gone already.
  }
  await pause(1_000)
  rmSync(folder, { recursive: true, force: true })
})

describe('a server process that is killed', () => {
  const acknowledged = new Map<string, Receipt>()
  const sent: string[] = []

  /** Six senders at once, who remember what was acknowledged, until told to stop. */
  function startSending(token: string, round: string): () => Promise<void> {
    let isOver = false
    const senders = Array.from({ length: 6 }, async (_, sender) => {
      for (let i = 0; !isOver; i++) {
        const key = `${round}-${sender}-${i}`
        sent.push(key)
        const receipt = await file(token, key)
        if (receipt) acknowledged.set(key, receipt)
        else await pause(20)
      }
    })
    return async () => {
      isOver = true
      await Promise.all(senders)
    }
  }

  /** However long a busy machine takes to recover. */
  const untilItFiles = (key: string): Promise<unknown> => vi.waitUntil(async () => file(await signIn('chen.clerk').catch(() => ''), key), { timeout: 90_000, interval: 300 })

  test('loses no acknowledged filing and doubles none when the server is killed under load', async () => {
    const stop = startSending(await signIn('chen.clerk'), 'server')
    await pause(2_000)
    await killServer()
    await stop()
    expect(acknowledged.size).toBeGreaterThan(20)
    await start()
    await everyFilingStandsOnce()
  })

  test('does an action once when its answer was lost and it is sent again', async () => {
    const receipt = await file(await signIn('chen.clerk'), 'note-after-crash')
    sent.push('note-after-crash')
    const note = async (): Promise<unknown> => {
      const answer = await fetch(`${base}/api/matters/${receipt?.code}/actions/note`, {
        method: 'POST', headers: { 'content-type': 'application/json', 'authorization': `Bearer ${await signIn('li.triage')}`, 'idempotency-key': 'note-after-crash' }, body: JSON.stringify({ note: '演示：已电话核实。', version: 1 }),
      })
      return answer.json()
    }
    const first = await note()
    await killServer()
    await start()
    expect(first).toMatchObject({ code: receipt?.code, version: 2 })
    expect(await Promise.all([note(), note()])).toEqual([first, first])
    expect(await query(`select seq from matter_event e join matter m on m.id = e.matter_id where m.code = '${receipt?.code}' and e.event = 'note'`)).toHaveLength(1)
  })

  test('comes back by itself when the database is killed under load', async () => {
    const before = acknowledged.size
    const stop = startSending(await signIn('chen.clerk'), 'database')
    await pause(1_500)
    // kill -9 of one backend: PostgreSQL throws everybody out and recovers from its log.
    const [backend] = await query<{ pid: number }>("select pid from pg_stat_activity where datname = 'hejie' and pid <> pg_backend_pid() and backend_type = 'client backend' limit 1")
    process.kill(backend?.pid ?? 0, 'SIGKILL')
    await untilItFiles('after-recovery')
    await stop()
    expect(acknowledged.size).toBeGreaterThan(before + 10)
    await everyFilingStandsOnce()
  })

  test('comes back by itself when the whole database is killed under load', async () => {
    const before = acknowledged.size
    const stop = startSending(await signIn('chen.clerk'), 'postmaster')
    await pause(1_500)
    const killed = postmaster()
    process.kill(killed, 'SIGKILL')
    await untilItFiles('after-restart')
    expect(postmaster()).not.toBe(killed)
    await pause(1_000)
    await stop()
    expect(acknowledged.size).toBeGreaterThan(before + 10)
    await everyFilingStandsOnce()
  })

  test('starts again after the whole machine stopped at once', async () => {
    const stop = startSending(await signIn('chen.clerk'), 'machine')
    await pause(1_500)
    process.kill(postmaster(), 'SIGKILL')
    await killServer()
    await stop()
    // Children of a killed postmaster notice and leave; the new one waits for that.
    await pause(1_500)
    await start()
    await everyFilingStandsOnce()
  })

  test('does not begin a real register on data that hold demo accounts', async () => {
    const gone = new Promise((done) => server?.once('exit', done))
    server?.kill('SIGTERM')
    await gone
    const real = spawnSync(process.execPath, [CLI, 'start', '--no-demo'], { env: { ...process.env, HEJIE_DATA: folder, PORT: String(port), HEJIE_LOG: 'silent', HEJIE_NO_CONSOLE: '1' }, encoding: 'utf8' })
    expect(real.stderr).toMatch(/holds demo accounts, whose password everybody knows: begin the real register on other data/)
    expect(real.status).toBe(1)
    await start()
  })

  test('ends with one line and a code of its own when its database is gone for good', async () => {
    const ended = new Promise<number | null>((done) => server?.once('exit', (code) => done(code)))
    let said = ''
    server?.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    renameSync(join(folder, 'postgres', 'cluster', 'global', 'pg_control'), join(folder, 'postgres', 'cluster', 'global', 'pg_control.away'))
    process.kill(postmaster(), 'SIGKILL')
    expect(await ended).toBe(69)
    expect(said).toMatch(/Hejie stops: the database ended and did not start again .*start Hejie anew/)
  })

  /** What was acknowledged is there with its code; what was not is registered by sending again; nothing stands twice. */
  async function everyFilingStandsOnce(): Promise<void> {
    const token = await signIn('chen.clerk')
    const waiting = [...sent]
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
        const again = await file(token, key)
        expect(again, key).not.toBeNull()
        const first = acknowledged.get(key)
        if (first) expect(again).toEqual(first)
        else if (again) acknowledged.set(key, again)
      }
    }))
    const rows = await query<{ title: string; code: string }>("select title, code from matter where title like '断电演练%'")
    const expected = new Map([...acknowledged].map(([key, receipt]) => [`断电演练 ${key}`, receipt.code]))
    expect(rows.filter((row) => !BESIDE.includes(row.title)).length).toBe(expected.size)
    for (const row of rows) if (!BESIDE.includes(row.title)) expect(row.code).toBe(expected.get(row.title))
    // Every matter has its first event, its clock, its audit line and its text: no half of anything.
    const [halves] = await query<{ n: number }>(`select count(*)::int as n from matter m where m.title like '断电演练%' and not (
      exists (select from matter_event e where e.home_county = m.home_county and e.matter_id = m.id) and exists (select from matter_clock c where c.home_county = m.home_county and c.matter_id = m.id)
      and exists (select from matter_text t where t.home_county = m.home_county and t.matter_id = m.id) and exists (select from audit_line a where a.subject = 'matter:' || m.id))`)
    expect(halves?.n).toBe(0)
    const broken = await query<{ lane: number }>(`select lane from (select lane, seq, previous, lag(hash) over (partition by lane order by seq) as before from audit_line) a where seq > 1 and previous is distinct from before`)
    expect(broken).toEqual([])
  }
})
