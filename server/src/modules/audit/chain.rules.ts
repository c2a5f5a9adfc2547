import { createHash, hash } from 'node:crypto'

/** What is to be recorded. Identifiers and codes only: no names, texts, phones or PINs. */
export interface AuditEntry {
  actorKind: 'staff' | 'citizen' | 'system'
  actorId: string | null
  unitId: string | null
  /** `module.what`, for instance `matter.register` or `matter.read-phone`. */
  action: string
  /** `kind:id`, for instance `matter:0197…`. */
  subject: string
  homeCounty: string | null
  regionPath: string | null
  /** Why, in the person's own words, where a reason is demanded. */
  reason: string | null
  detail: Readonly<Record<string, unknown>>
}

export interface AuditLine extends AuditEntry {
  lane: number
  /** 1, 2, 3 … within the lane, without a gap. */
  seq: number
  /** ISO instant, milliseconds, UTC. */
  at: string
  previous: string
  hash: string
}

/** Where a lane stands: the next line's number, and the hash of its last line. */
export interface LaneHead {
  lane: number
  nextSeq: number
  head: string
}

export const ORDINARY_LANES = 64
/** The accusation desk's own chain: even the number of its lines is a secret. */
export const SEALED_LANE = 64
export const FIRST_PREVIOUS = '0'.repeat(64)

/** The lane of a subject; all lines about one matter stand in one chain, in order. */
export function laneOf(subject: string): number {
  return createHash('sm3').update(subject).digest()[0]! % ORDINARY_LANES
}

/** SM3 (GB/T 32905) over the previous line's hash and this line in canonical form. */
export function hashLine(line: Omit<AuditLine, 'hash'>): string {
  return hash('sm3', canonical([
    line.lane, line.seq, line.at, line.actorKind, line.actorId, line.unitId, line.action, line.subject,
    line.homeCounty, line.regionPath, line.reason, line.detail, line.previous,
  ]), 'hex')
}

/** JSON with sorted keys and no spaces, so that the same content always gives the same bytes: before it is stored and after it is read. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null) ?? 'null'
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonical(value.toJSON())
  const entries = Object.entries(value).filter(([, one]) => one !== undefined && typeof one !== 'function' && typeof one !== 'symbol').sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}
