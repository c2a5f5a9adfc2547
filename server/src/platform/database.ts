import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import pg from 'pg'
import { Kysely, PostgresDialect } from 'kysely'
import type { CompiledQuery } from 'kysely'
import type { DB } from './schema.ts'
import { sessionOf } from './session.ts'
import type { Session } from './session.ts'

/** Reads outside a transaction, for tables that hold nothing about a matter. Matters are reached through `Tx`. */
export type Db = Kysely<DB>

declare const insideTransaction: unique symbol
/** A database handle inside a transaction with its row-level access set: the compiler refuses a write without one. */
export type Tx = Kysely<DB> & { readonly [insideTransaction]: true }

/**
 * Who this transaction acts for: the second wall. Row-level security lets through only what these settings open, so a
 * query that forgets `visibleTo` still leaks nothing.
 */
export type Access =
  /** Staff: everything under `paths` (oversight of a region), and every matter a unit of `unitIds` has a part in. */
  | { as: 'staff'; accountId: string; paths: readonly string[]; unitIds: readonly string[] }
  /** A petitioner who showed code and PIN of one matter. */
  | { as: 'citizen'; matterId: string | null }
  /** Work without a person: jobs, import runs, seeding. */
  | { as: 'system' }
  /** The accusation desk and intake's hand-over to it: the only role that can read sealed tables. */
  | { as: 'sealed'; accountId: string }

const ROLE_OF = { staff: 'hejie_app', citizen: 'hejie_app', system: 'hejie_app', sealed: 'hejie_sealed' } as const

// Civil dates stay text: a JS Date would move them by the server's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))

const pools = new WeakMap<Db, pg.Pool>()
const transactions = new WeakMap<Tx, Session>()

export interface Database {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

/** @param max connections at most; each transaction uses one from begin to commit. */
export function openDatabase(connectionString: string, options: { max?: number; onLost?: (error: Error) => void } = {}): Database {
  const pool = new pg.Pool({ connectionString, max: options.max ?? 16, connectionTimeoutMillis: 10_000, keepAlive: true, pipeline: true })
  let isClosing = false
  const onLost = (error: Error): void => {
    if (!isClosing) options.onLost?.(error)
  }
  // Without a listener a lost connection would end the process.
  pool.on('error', onLost)
  pool.on('connect', (client) => {
    // A connection that breaks while somebody holds it: their query fails with a clear error, the process goes on.
    client.on('error', onLost)
    prepareRepeatedQueries(client)
  })
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return {
    db, pool,
    close: async () => {
      isClosing = true
      await db.destroy()
    },
  }
}

const MAX_PREPARED = 500
/** A file that gets every statement with its values, for `hejie bench`, which lets pgbench run the same. Never set it on real data. */
const TRACE = process.env.HEJIE_SQL_TRACE

function trace(connection: number, text: unknown, values: unknown): void {
  if (typeof text === 'string' && TRACE) appendFileSync(TRACE, JSON.stringify({ connection, text, values: Array.isArray(values) ? values : [] }) + '\n')
}

let connections = 0

/** Lets the server keep the plan of a query that a connection sends again: parsing and planning are half the cost of short ones. */
function prepareRepeatedQueries(client: pg.PoolClient): void {
  const connection = ++connections
  const names = new Map<string, string | null>()
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const query = (...args: unknown[]): unknown => {
    const [text, values] = args
    if (TRACE) trace(connection, text, values)
    // What is asked in one go leaves in one packet.
    const { stream } = client.connection
    stream.cork()
    process.nextTick(() => stream.uncork())
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || args.length > 2) return plain(...args)
    const known = names.get(text)
    if (known === undefined && names.size < MAX_PREPARED) names.set(text, null)
    if (known === null) names.set(text, 'h' + createHash('sha1').update(text).digest('base64url').slice(0, 22))
    const name = names.get(text)
    return name ? plain({ text, values, name }) : plain(text, values)
  }
  client.query = query as typeof client.query
}

const PLANS = { each: 'force_custom_plan', once: 'force_generic_plan' } as const

/**
 * Runs `work` in one transaction acting for `access`; commits when it returns, changes nothing when it throws.
 * @param options `plans`: `each` plans every question for its own values, where the best way depends on them: lists of a village
 *   and of a province; `once` plans it once for all, where every row is reached by its key. Otherwise PostgreSQL chooses.
 */
export async function inTransaction<T>(db: Db, access: Access, work: (tx: Tx) => Promise<T>, options: { plans?: keyof typeof PLANS } = {}): Promise<T> {
  const pool = pools.get(db)
  if (!pool) throw new Error('transactions begin on a database opened with openDatabase')
  const client = await pool.connect()
  const session = sessionOf(client)
  const tx = session.kysely as Tx
  transactions.set(tx, session)
  let isSound = true
  try {
    session.begin(`begin; ${accessStatements(access)}${options.plans ? `; set local plan_cache_mode = ${PLANS[options.plans]}` : ''}`)
    const result = await work(tx)
    await session.commit()
    return result
  } catch (error) {
    const first = await session.rollback().catch(() => {
      isSound = false
      return null
    })
    throw first ? first.cause : error
  } finally {
    client.release(!isSound)
  }
}

/**
 * Sends a statement without waiting for its answer: it goes out together with what follows it, be it the commit. When it
 * fails the whole transaction fails, with its error. For writes whose outcome decides nothing.
 */
export function send(tx: Tx, statement: Sendable): void {
  transactions.get(tx)?.send(statement.compile(tx))
}

/** A statement of Kysely's, not yet sent. */
export interface Sendable {
  compile(tx: Tx): CompiledQuery
}

function accessStatements(access: Access): string {
  const settings: Record<string, string> = { 'hejie.mode': access.as, 'hejie.account': '', 'hejie.paths': '', 'hejie.units': '', 'hejie.matter': '' }
  if (access.as === 'staff') {
    settings['hejie.account'] = access.accountId
    settings['hejie.paths'] = access.paths.join(',')
    settings['hejie.units'] = access.unitIds.join(',')
  }
  if (access.as === 'sealed') settings['hejie.account'] = access.accountId
  if (access.as === 'citizen') settings['hejie.matter'] = access.matterId ?? ''
  const sets = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
  return `set local role ${ROLE_OF[access.as]}; select ${sets.join(', ')}`
}

/** Whether an error is PostgreSQL's unique violation on this constraint. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof pg.DatabaseError)) return false
  return error.code === '23505' && (constraint === undefined || error.constraint === constraint)
}

/** Whether the database could not be reached or went away in the middle, so that the same call may succeed later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return /^(08|57P0|53)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code)
    || /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
}
