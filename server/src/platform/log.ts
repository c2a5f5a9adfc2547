import { pino } from 'pino'
import type { Logger } from 'pino'

export type Log = Logger

/** Structured log. Never give it names, phones, texts or query PINs: identifiers and codes only. */
export function openLog(level = process.env.HEJIE_LOG ?? 'info', file?: string): Log {
  return file ? pino({ level }, pino.destination({ dest: file, mkdir: true, sync: false })) : pino({ level }, pino.destination({ dest: 2, sync: true }))
}
