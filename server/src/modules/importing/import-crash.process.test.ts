import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportRun } from '@hejie/contract/importing'

const CLI = resolve(import.meta.dirname, '../../cli.ts')
const ROWS = 2000
const folder = mkdtempSync(join(tmpdir(), 'hejie-import-crash-'))
chmodSync(folder, 0o755)
let port = 0
let base = ''
let server: ChildProcess | null = null

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, HEJIE_DATA: folder, PORT: String(port), HEJIE_LOG: 'silent', HEJIE_NO_CONSOLE: '1' })
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function start(): Promise<void> {
  server = spawn(process.execPath, [CLI, 'start'], { env: environment(), stdio: 'ignore' })
  for (let i = 0; i < 600; i++) {
    if (server.exitCode !== null) throw new Error('the server ended')
    if (await fetch(`${base}/health`).then((answer) => answer.ok, () => false)) return
    await pause(100)
  }
  throw new Error('the server did not answer')
}

async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const gone = new Promise((done) => server?.once('exit', done))
  server?.kill(signal)
  await gone
}

async function ask<T>(path: string, init: RequestInit = {}, token?: string): Promise<T> {
  const answer = await fetch(`${base}${path}`, { ...init, headers: { ...init.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) } })
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true)
  return await answer.json() as T
}

async function signIn(): Promise<string> {
  const body = JSON.stringify({ username: 'chen.clerk', password: 'hejie-demo-2026', asToken: true })
  return (await ask<{ token: string }>('/api/auth/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).token
}

async function until(token: string, id: string, isSo: (run: ImportRun) => boolean): Promise<ImportRun> {
  for (;;) {
    const run = await ask<ImportRun>(`/api/imports/${id}`, {}, token)
    if (isSo(run)) return run
    await pause(40)
  }
}

/** The command as somebody types it. @returns what it prints for programs */
async function command(file: string): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, [CLI, 'import', 'matters', file, '--json'], { env: environment(), stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await new Promise((done) => child.once('exit', done))
  return JSON.parse(said) as Record<string, unknown>
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
  if (server?.exitCode === null) await end('SIGTERM')
  const postmaster = join(folder, 'postgres', 'cluster', 'postmaster.pid')
  if (existsSync(postmaster)) process.kill(Number(readFileSync(postmaster, 'utf8').split('\n')[0]), 'SIGINT')
  await pause(500)
  rmSync(folder, { recursive: true, force: true })
})

test('an import whose server is killed goes on where it was, beside a command that imports the same file: every row stands once', async () => {
  const table = ['编号,标题,内容', ...Array.from({ length: ROWS }, (_, n) => `演示${n},断电演练第${n}件,"演示数据,第${n}件"`)].join('\n')
  const path = join(folder, '台账.csv')
  writeFileSync(path, table)
  const form = new FormData()
  form.set('file', new File([table], '台账.csv'))
  const before = await signIn()
  const { id } = await ask<ImportRun>('/api/imports', { method: 'POST', body: form }, before)
  await ask(`/api/imports/${id}/check`, { method: 'POST' }, before)
  await until(before, id, (run) => run.state === 'checked')
  await ask(`/api/imports/${id}/start`, { method: 'POST' }, before)
  const { done } = await until(before, id, (run) => run.done >= 300)
  expect(done).toBeLessThan(ROWS)
  await end('SIGKILL')

  await start()
  const token = await signIn()
  const broken = await ask<ImportRun>(`/api/imports/${id}`, {}, token)
  expect(broken).toMatchObject({ state: 'running', refused: 0 })
  expect(broken.done).toBe(broken.added)
  expect(broken.done).toBeGreaterThanOrEqual(done)
  // Whoever sees it stand still stops it and lets it go on; a colleague is already importing the same file beside.
  await ask(`/api/imports/${id}/cancel`, { method: 'POST' }, token)
  const beside = command(path)
  await ask(`/api/imports/${id}/start`, { method: 'POST' }, token)
  const ended = await until(token, id, (run) => run.state === 'done')
  const other = await beside
  expect(ended.added + ended.known).toBe(ROWS)
  expect(other).toMatchObject({ total: ROWS, refused: 0 })
  const { items } = await ask<{ items: ImportRun[] }>('/api/imports', {}, token)
  expect(items.filter((run) => run.state === 'done').reduce((sum, run) => sum + run.added, 0)).toBe(ROWS)
  expect(await ask('/api/matters/count?scope=unit&channel=Q20', {}, token)).toEqual({ total: ROWS, isExact: true })
  expect(await command(path)).toMatchObject({ total: ROWS, added: 0, known: ROWS, refused: 0 })
})
