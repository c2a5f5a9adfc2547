import type pg from 'pg'
import { Kysely, PostgresDialect } from 'kysely'
import type { CompiledQuery } from 'kysely'
import type { DB } from './schema.ts'

/**
 * One connection, for one transaction after another. Waiting for an answer costs more than most statements, so some go out
 * together: the first question behind `begin`, and whatever was `sent` before the statement that follows it.
 */
export interface Session {
  readonly kysely: Kysely<DB>
  /** @param opening begins the transaction; must be harmless to run alone */
  begin(opening: string): void
  /** Sends a statement and goes on; when it fails, so does the transaction, with its error. */
  send(statement: CompiledQuery): void
  /** @throws whatever a sent statement or the commit itself met; then nothing was changed */
  commit(): Promise<void>
  /** @returns what a sent statement met before, if any: then it is the cause of what failed after it */
  rollback(): Promise<{ cause: unknown } | null>
}

const sessions = new WeakMap<pg.PoolClient, Session>()

/** The session of a pooled connection, made once. */
export function sessionOf(client: pg.PoolClient): Session {
  const known = sessions.get(client)
  if (known) return known
  const session = openSession(client)
  sessions.set(client, session)
  return session
}

function openSession(client: pg.PoolClient): Session {
  let begun: Promise<unknown> = Promise.resolve()
  let isFirst = false
  let sent: Promise<unknown>[] = []
  const ask = async (text: string, values: unknown[]): Promise<unknown> => {
    // Were `begin` to fail, what follows would run outside of any transaction and role. A question changes nothing then, and its answer is never seen.
    const goesAlong = isFirst && /^select\b/i.test(text)
    isFirst = false
    if (!goesAlong) await begun
    const answer = client.query(text, values)
    if (goesAlong) {
      answer.catch(() => undefined)
      await begun
    }
    return answer
  }
  const connection: pg.PoolClient = Object.create(client, { query: { value: ask }, release: { value: () => undefined } })
  return {
    kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool: { connect: async () => connection, end: async () => undefined, options: {} } }) }),
    begin: (opening) => {
      sent = []
      isFirst = true
      begun = client.query(opening)
      begun.catch(() => undefined)
    },
    send: ({ sql, parameters }) => {
      isFirst = false
      const answer = begun.then(() => client.query(sql, [...parameters]))
      answer.catch(() => undefined)
      sent.push(answer)
    },
    commit: async () => {
      await begun
      const [{ command }] = await Promise.all([client.query('commit'), ...sent])
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back')
    },
    rollback: async () => {
      const [failed] = (await Promise.allSettled(sent)).filter((one) => one.status === 'rejected')
      await client.query('rollback')
      return failed ? { cause: failed.reason } : null
    },
  }
}
