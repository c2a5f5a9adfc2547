import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The address of the embedded PostgreSQL that a running Hejie has opened in this folder; null when none runs. Commands
 * join it instead of opening the same data a second time.
 */
export function runningDatabase(folder: string, database = 'hejie'): string | null {
  const lock = join(folder, 'cluster', 'postmaster.pid')
  if (!existsSync(lock)) return null
  // Lines of postmaster.pid: process id, data folder, start time, port, …, and the state in the last.
  const lines = readFileSync(lock, 'utf8').split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || !Number.isInteger(port) || !lines.includes('ready') || !isRunning(pid)) return null
  return `postgres://hejie:${readFileSync(join(folder, 'password'), 'utf8').trim()}@127.0.0.1:${port}/${database}`
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // A process of somebody else is one all the same.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  return !existsSync('/proc') || (existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes('postgres'))
}
