import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const READY_WITHIN_MS = 180_000

export interface OpenServer {
  url: string
  folder: string
  close(): Promise<void>
}

/** A real server process for the whole run, started as anybody starts it, on a data folder of its own. */
export default async function startServer(): Promise<() => Promise<void>> {
  const { url, folder, close } = await openServer()
  // Workers are children of this process and read it there.
  process.env.E2E_URL = url
  process.env.E2E_DATA = folder
  return close
}

/** Starts one; with settings of its own where an installation would set them. */
export async function openServer(settings: Readonly<Record<string, string>> = {}): Promise<OpenServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hejie-e2e-data-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, [resolve(import.meta.dirname, '../bin/hejie.mjs'), 'start'], {
    env: { ...process.env, HEJIE_DATA: folder, PORT: String(port), HEJIE_URL: url, HEJIE_LOG: 'silent', ...settings }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const until = Date.now() + READY_WITHIN_MS
  while (!(await fetch(`${url}/health`).then((answer) => answer.ok, () => false))) {
    if (server.exitCode !== null || Date.now() > until) {
      server.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
      throw new Error(`the server did not start:\n${said}`)
    }
    await new Promise((done) => setTimeout(done, 200))
  }
  return {
    url, folder,
    close: async () => {
      const ended = new Promise((done) => server.once('exit', done))
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
