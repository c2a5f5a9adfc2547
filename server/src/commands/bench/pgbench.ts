import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

/** One statement as the server sent it. */
export interface Traced {
  connection: number
  text: string
  values: unknown[]
}

export function readTrace(file: string): Traced[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line): Traced => JSON.parse(line))
}

/** What members of staff asked for; not what jobs did meanwhile on connections of their own. */
export function ofStaff(statements: readonly Traced[]): Traced[] {
  const modes = new Map<number, 'staff' | 'other'>()
  return statements.filter(({ connection, text }) => {
    if (text.startsWith('begin;')) modes.set(connection, text.includes("set_config('hejie.mode', 'staff'") ? 'staff' : 'other')
    const mode = modes.get(connection) ?? (text.includes('pgboss') ? 'other' : 'staff')
    if (text === 'commit' || text === 'rollback') modes.delete(connection)
    return mode === 'staff'
  })
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
  const firstSeq = statements.flatMap(({ text, values }) => seqPlaces(text).map((place) => Number(values[place - 1]))).at(0) ?? 0
  const body = statements.flatMap(({ text, values }) => (values.length === 0 ? text.split(/;\s*/).filter(Boolean) : [fillIn(text, values, known, firstSeq)])).map((text) => text.replaceAll(/\s+/g, ' ').trim() + ';')
  writeFileSync(file, [...head, ...body].join('\n') + '\n')
}

const MATTER_ID = "('00000000-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))"
const CODE = "lpad((:n::bigint)::text, 16, '9')"
const KEY = "('bench-' || (:n::bigint)::text)"

function fillIn(text: string, values: readonly unknown[], known: { matterId: string; code: string; idempotencyKey: string }, firstSeq: number): string {
  const lanes = lanePlaces(text)
  const seqs = seqPlaces(text)
  return text.replaceAll(/\$(\d+)/g, (_, digits: string) => {
    const place = Number(digits)
    if (lanes.includes(place)) return ':lane::smallint'
    if (seqs.includes(place)) return `(:seq::bigint + ${Number(values[place - 1]) - firstSeq})`
    return literal(values[place - 1], known)
  })
}

const placesOf = (text: string, pattern: RegExp): number[] => [...text.matchAll(pattern)].flatMap(([, place]) => Number(place))

/** Which parameters are the audit lane, and which a number of its lines. */
const lanePlaces = (text: string): number[] => [...(text.includes('audit_lane') ? placesOf(text, /\blane = \$(\d+)/g) : []), ...placesOf(text, /audit_line \([^)]*\)\s+values \(\$(\d+)/g)]
const seqPlaces = (text: string): number[] => (text.includes('audit_line') ? [...placesOf(text, /next_seq = \$(\d+)/g), ...placesOf(text, /audit_line \([^)]*\)\s+values \(\$\d+, \$(\d+)/g)] : [])

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
