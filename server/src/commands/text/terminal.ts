import { readFileSync, writeFileSync } from 'node:fs'
import { stdin } from 'node:process'
import { text } from 'node:stream/consumers'
import { InputError } from '@hejie/text'

/** Where a text command reads and writes; the terminal and the disk unless a test says otherwise. */
export interface TextIo {
  readonly read: (path: string) => Promise<Buffer>
  readonly write: (path: string, content: Uint8Array) => void
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
  /** Instant, ISO 8601. */
  readonly now: () => string
}

export const terminal: TextIo = {
  read: async (path) => (path === '-' ? Buffer.from(await text(stdin)) : attempt('file-unreadable', path, 'read', () => readFileSync(path))),
  write: (path, content) => attempt('file-unwritable', path, 'written', () => writeFileSync(path, content)),
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  now: () => new Date().toISOString(),
}

function attempt<T>(code: string, path: string, what: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new InputError(code, path, `it cannot be ${what} (${reason})`, 'Check the path and the rights')
  }
}

/** The one file a command is given. */
export function onlyFile(positionals: readonly string[], wanted: string): string {
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new InputError('arguments', wanted, file === undefined ? 'it is missing' : `there is one too many: ${more[0]}`, 'See --help')
  return file
}
