import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

/** One statement as the server sent it. */
export interface Traced {
  text: string
  values: unknown[]
}

export function readTrace(file: string): Traced[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line): Traced => JSON.parse(line))
}

export interface PgbenchFigures {
  perSecond: number
  latencyMs: number
  statements: number
}

/** Where pgbench stands, or null: it comes with PostgreSQL's client packages, not with the embedded server. */
export function findPgbench(): string | null {
  return spawnSync('pgbench', ['--version']).status === 0 ? 'pgbench' : null
}

/** Lets pgbench run the statements of one life cycle, again and again, on the same database. */
export function runPgbench(connectionString: string, script: string, options: { clients: number; seconds: number }): PgbenchFigures {
  const done = spawnSync('pgbench', ['-n', '-M', 'prepared', '-f', script, '-c', String(options.clients), '-j', '1', '-T', String(options.seconds), connectionString], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const perSecond = Number(/tps = ([\d.]+)/.exec(done.stdout)?.[1])
  const latencyMs = Number(/latency average = ([\d.]+) ms/.exec(done.stdout)?.[1])
  if (done.status !== 0 || !(perSecond > 0)) throw new Error(`pgbench: ${done.stderr.slice(-2_000)}`)
  return { perSecond, latencyMs, statements: readFileSync(script, 'utf8').split('\n').filter((line) => line.endsWith(';')).length }
}

/**
 * Writes the statements as a pgbench script. What must differ each time is replaced: the matter's id and code, the idempotency key, the audit lane
 * and its line number; everything else stays as the server sent it.
 */
export function writePgbenchScript(statements: readonly Traced[], file: string, known: { matterId: string; code: string; idempotencyKey: string }): void {
  const head = ['\\set n random(1, 281474976710655)', '\\set lane random(0, 63)', '\\set seq random(1000000000, 9000000000000)']
  const firstSeq = statements.map(({ text, values }) => (/\baudit_line\b/.test(text) ? laneOf(text, values).seq : null)).find((seq) => seq !== null) ?? 0
  const body = statements.flatMap(({ text, values }) => (values.length === 0 ? text.split(/;\s*/).filter(Boolean) : [fillIn(text, values, known, firstSeq)])).map((text) => text.replaceAll(/\s+/g, ' ').trim() + ';')
  writeFileSync(file, [...head, ...body].join('\n') + '\n')
}

const MATTER_ID = "('00000000-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))"
const CODE = "lpad((:n::bigint)::text, 16, '9')"
const KEY = "('bench-' || (:n::bigint)::text)"

function fillIn(text: string, values: readonly unknown[], known: { matterId: string; code: string; idempotencyKey: string }, firstSeq: number): string {
  const isAudit = /\baudit_l(ane|ine)\b/.test(text)
  const lane = isAudit ? laneOf(text, values) : null
  return text.replaceAll(/\$(\d+)/g, (_, digits: string) => {
    const value = values[Number(digits) - 1]
    if (lane && typeof value === 'number') {
      if (value === lane.lane) return ':lane::smallint'
      if (lane.seq !== null && (value === lane.seq || value === lane.seq + 1)) return `(:seq::bigint + ${value - firstSeq})`
    }
    return literal(value, known)
  })
}

/** Lane and line number stand first among the numbers of an audit statement: lane alone when it is locked, next number then lane when it is written. */
function laneOf(text: string, values: readonly unknown[]): { lane: number; seq: number | null } {
  const numbers = values.filter((value): value is number => typeof value === 'number')
  const [first = 0, second = 0] = numbers
  return /for update/i.test(text) ? { lane: first, seq: null } : { lane: second, seq: first - 1 }
}

function literal(value: unknown, known: { matterId: string; code: string; idempotencyKey: string }): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return `'${String(value)}'`
  const text = textOf(value)
  if (text === known.matterId) return `${MATTER_ID}::uuid`
  if (text === known.code) return CODE
  if (text === known.idempotencyKey) return KEY
  const quoted = `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a').replaceAll('\n', '\\n')}'`
  let expression = quoted
  for (const [found, instead] of [[known.matterId, MATTER_ID], [known.code, CODE], [known.idempotencyKey, KEY]] as const) {
    if (text.includes(found)) expression = `replace(${expression}, '${found}', ${instead})`
  }
  if (expression === quoted) return quoted
  return /^[{[]/.test(text) ? `(${expression})::jsonb` : `(${expression})`
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map((one) => (one === null ? 'NULL' : `"${String(one).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)).join(',')}}`
  // Buffers pass through JSON as { type: 'Buffer', data: [...] }.
  if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value && Array.isArray(value.data)) return `\\x${Buffer.from(value.data).toString('hex')}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
