import { CompiledQuery, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { givenServer } from '../../test/harness.ts'
import { inTransaction, isUniqueViolation, openDatabase, send } from './database.ts'
import { sessionOf } from './session.ts'

const key = (name: string) => sql`insert into idempotency_key (scope, key, request_digest, status, response) values ('test', ${name}, 'x', 200, '{}')`
const system = { as: 'system' } as const

describe('a transaction', () => {
  test('writes what was sent without waiting, in the order it was sent', async () => {
    await using server = await givenServer()
    await inTransaction(server.deps.db, system, async (tx) => {
      send(tx, key('a'))
      send(tx, sql`update idempotency_key set status = 201 where key = ${'a'}`)
      const seen = await tx.selectFrom('idempotency_key').select('status').execute()
      expect(seen).toEqual([{ status: 201 }])
      send(tx, key('b'))
    })
    expect((await server.deps.db.selectFrom('idempotency_key').select('key').orderBy('key').execute()).map((row) => row.key)).toEqual(['a', 'b'])
  })

  test('changes nothing when something sent fails, and gives its error, not that of what came after it', async () => {
    await using server = await givenServer()
    const twice = (isLast: boolean) => inTransaction(server.deps.db, system, async (tx) => {
      send(tx, key('a'))
      send(tx, key('a'))
      if (!isLast) await key('b').execute(tx)
    })
    for (const isLast of [true, false]) expect(isUniqueViolation(await twice(isLast).catch((error: unknown) => error), 'idempotency_key_pkey')).toBe(true)
    expect(await server.deps.db.selectFrom('idempotency_key').select('key').execute()).toEqual([])
    // The connection is as good as before.
    await inTransaction(server.deps.db, system, async (tx) => send(tx, key('a')))
  })

  test('is not called done when an error in it was passed over', async () => {
    await using server = await givenServer()
    const work = inTransaction(server.deps.db, system, async (tx) => {
      await key('a').execute(tx)
      await key('a').execute(tx).catch(() => undefined)
    })
    await expect(work).rejects.toThrow('rolled back')
    expect(await server.deps.db.selectFrom('idempotency_key').select('key').execute()).toEqual([])
  })

  test('that could not begin runs no change, and shows no answer', async () => {
    await using server = await givenServer()
    const database = openDatabase(server.address, { max: 1 })
    try {
      const client = await database.pool.connect()
      const session = sessionOf(client)
      for (const first of [sql`select 1 as one`, key('a')]) {
        session.begin('beginn')
        await expect(first.execute(session.kysely)).rejects.toThrow('syntax error')
        session.send(CompiledQuery.raw("insert into idempotency_key (scope, key, request_digest) values ('test', $1, 'x')", ['b']))
        await expect(session.commit()).rejects.toThrow('syntax error')
        await session.rollback()
      }
      client.release()
      expect(await server.deps.db.selectFrom('idempotency_key').select('key').execute()).toEqual([])
    } finally {
      await database.close()
    }
  })

  test('sees another access each time, also on one connection', async () => {
    await using server = await givenServer()
    const database = openDatabase(server.address, { max: 1 })
    try {
      const mode = (access: Parameters<typeof inTransaction>[1]) => inTransaction(database.db, access, async (tx) => (await sql<{ who: string }>`select hejie_mode() || ' ' || current_user as who`.execute(tx)).rows[0]?.who)
      expect(await mode(system)).toBe('system hejie_app')
      expect(await mode({ as: 'sealed', accountId: '00000000-0000-7000-8000-000000000001' })).toBe('sealed hejie_sealed')
      expect(await mode({ as: 'citizen', matterId: null })).toBe('citizen hejie_app')
      expect((await sql<{ who: string }>`select coalesce(hejie_mode(), '') as who`.execute(database.db)).rows).toEqual([{ who: '' }])
    } finally {
      await database.close()
    }
  })
})
