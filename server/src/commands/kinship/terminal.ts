import { readFileSync, writeFileSync } from 'node:fs'
import { stdin } from 'node:process'
import { text } from 'node:stream/consumers'
import { InputError, errorInChinese } from '@hejie/kinship'

/** Where a kinship command reads and writes; the terminal and the disk unless a test says otherwise. */
export interface KinshipIo {
  readonly read: (path: string) => Promise<Buffer>
  readonly write: (path: string, content: string) => void
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

export const terminal: KinshipIo = {
  read: async (path) => (path === '-' ? Buffer.from(await text(stdin)) : readFile(path)),
  write: writeFile,
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
}

function readFile(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new InputError('file-unreadable', path, `it cannot be read (${reason(cause)})`, 'Check the path and the rights')
  }
}

function writeFile(path: string, content: string): void {
  try {
    writeFileSync(path, content)
  } catch (cause) {
    throw new InputError('file-unwritable', path, `it cannot be written (${reason(cause)})`, 'Check the folder and the rights')
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}

/** The error in one line, in both languages. */
export function complaintOf(error: InputError): string {
  return `${error.message.replaceAll('\n', ' ')} ${errorInChinese(error)}`
}
