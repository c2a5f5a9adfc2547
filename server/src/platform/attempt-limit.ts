import { sql } from 'kysely'
import type { Db } from './database.ts'
import { RuleBroken } from './errors.ts'
import type { Keys } from './keys.ts'
import type { Temporal } from './time.ts'

/** At most `max` tries in `minutes`, counted from the first one; then a pause until those minutes are over. */
export interface AttemptLimit {
  /** What is tried; limits of different purposes do not count together. */
  purpose: string
  max: number
  minutes: number
}

export interface Attempt {
  isAllowed: boolean
  /** The very try that met the limit: the moment worth recording. */
  isFirstRefused: boolean
  /** Whole minutes, rounded up, until the pause ends; 0 when allowed. */
  minutesLeft: number
}

type Outside = { db: Db; keys: Keys; now(): Temporal.Instant }

/**
 * Counts a try before it is made, so that a hundred tries at once do not all slip through. Undo it with `forgetAttempts`
 * or `giveBackAttempt` when the try turns out right.
 *
 * @param subject who or what is tried; kept as a keyed digest only
 */
export async function countAttempt(outside: Outside, limit: AttemptLimit, subject: string): Promise<Attempt> {
  const now = outside.now()
  const oldest = now.subtract({ minutes: limit.minutes }).toString()
  const { rows } = await sql<{ count: number; window_start: Date }>`
    insert into attempt_limit as a (purpose, subject, window_start, count) values (${limit.purpose}, ${digestOf(outside, limit, subject)}, ${now.toString()}, 1)
    on conflict (purpose, subject) do update set
      count = case when a.window_start <= ${oldest} then 1 else a.count + 1 end,
      window_start = case when a.window_start <= ${oldest} then excluded.window_start else a.window_start end
    returning count, window_start`.execute(outside.db)
  const row = rows[0]
  if (!row || row.count <= limit.max) {
    if (row?.count === 1) await forgetOldAttempts(outside)
    return { isAllowed: true, isFirstRefused: false, minutesLeft: 0 }
  }
  const left = row.window_start.getTime() + limit.minutes * 60_000 - now.epochMilliseconds
  return { isAllowed: false, isFirstRefused: row.count === limit.max + 1, minutesLeft: Math.max(1, Math.ceil(left / 60_000)) }
}

/** Counts a try. @throws RuleBroken `access/too-many-tries` with the minutes left */
export async function requireAttempt(outside: Outside, limit: AttemptLimit, subject: string): Promise<void> {
  const attempt = await countAttempt(outside, limit, subject)
  if (!attempt.isAllowed) throw new RuleBroken('access/too-many-tries', { minutes: attempt.minutesLeft })
}

/** The right answer came: earlier wrong tries no longer count. */
export async function forgetAttempts(outside: Outside, limit: AttemptLimit, subject: string): Promise<void> {
  await outside.db.deleteFrom('attempt_limit').where('purpose', '=', limit.purpose).where('subject', '=', digestOf(outside, limit, subject)).execute()
}

/** Takes one counted try back, where many share the subject (an address) and one success must not clear the others' failures. */
export async function giveBackAttempt(outside: Outside, limit: AttemptLimit, subject: string): Promise<void> {
  await outside.db.updateTable('attempt_limit').set((e) => ({ count: e('count', '-', 1) }))
    .where('purpose', '=', limit.purpose).where('subject', '=', digestOf(outside, limit, subject)).where('count', '>', 0).execute()
}

const digestOf = (outside: Outside, limit: AttemptLimit, subject: string): string => outside.keys.digest(`attempt/${limit.purpose}`, subject)

/** Now and then, so that the table holds a day of tries at most. */
async function forgetOldAttempts(outside: Outside): Promise<void> {
  if (Math.random() > 0.02) return
  await outside.db.deleteFrom('attempt_limit').where('window_start', '<', new Date(outside.now().epochMilliseconds - 86_400_000)).execute()
}
