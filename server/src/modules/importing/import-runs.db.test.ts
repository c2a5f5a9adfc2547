import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { ImportRun } from '@hejie/contract/importing'
import { CLERK, askImport, checkImport, codeOf, counts, countMatters, givenOffice, importFile, refusals, registerImport, sendFile, uploadFile } from '../../../test/factories/imports.ts'
import { bodyOf } from '../../../test/factories/staff.ts'
import type { TestServer } from '../../../test/harness.ts'
import { workRun } from './index.ts'
import { tidyImports } from './tidy.ts'

/** Until a connection stands still for a lock that another holds. */
async function untilSomebodyWaits({ deps }: TestServer): Promise<void> {
  for (;;) {
    const { rows } = await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(deps.db)
    if (rows.length > 0) return
    await new Promise((go) => setTimeout(go, 20))
  }
}

describe('once and for all', () => {
  const file = Array.from({ length: 250 }, (_, index) => `n${index},题${index},内容${index}`)
  const text = ['编号,标题,内容', ...file].join('\n')

  test('the same file again adds nothing, also under another name, in another form or with another column', async () => {
    await using server = await givenOffice()
    expect(counts(await importFile(server, text))).toEqual({ state: 'done', total: 250, added: 250, known: 0, refused: 0 })
    const again = await uploadFile(server, text, { name: '改名.csv' })
    expect(again.isRemembered).toBe(true)
    expect(counts(await checkImport(server, again.id))).toMatchObject({ added: 0, known: 250 })
    expect(await codeOf(server.call(`/api/imports/${again.id}/start`, { as: CLERK, method: 'POST' }))).toBe('importing/nothing-to-import')
    const more = ['编号,标题,内容,姓名', ...file.map((line) => `${line},张三`)].join('\n')
    expect(counts(await checkImport(server, (await uploadFile(server, more)).id))).toMatchObject({ added: 0, known: 250 })
    expect(await countMatters(server)).toBe(250)
  })

  test('rows without numbers are known by their words; two of the same words are two matters', async () => {
    await using server = await givenOffice()
    const plain = '标题,内容\n路灯,坏了\n路灯,坏了\n路灯,又坏了\n'
    expect(counts(await importFile(server, plain))).toMatchObject({ added: 3, known: 0 })
    expect(counts(await checkImport(server, (await uploadFile(server, plain)).id))).toMatchObject({ added: 0, known: 3 })
    expect(counts(await checkImport(server, (await uploadFile(server, `${plain}路灯,坏了\n`)).id))).toMatchObject({ added: 1, known: 3 })
  })

  test('a number that was used for other words is refused, and told from one of another source', async () => {
    await using server = await givenOffice()
    await importFile(server, '编号,标题,内容\n1,路灯,坏了\n')
    const other = await uploadFile(server, '编号,标题,内容\n1,电梯,停了\n')
    expect(counts(await checkImport(server, other.id))).toMatchObject({ added: 0, refused: 1 })
    expect(await refusals(server, other.id)).toEqual([[2, '编号', 'importing/id-taken']])
    await askImport(server, other.id, 'PUT', { options: { ...other.options, source: '12345热线' } })
    expect(counts(await registerImport(server, other.id))).toMatchObject({ state: 'done', added: 1 })
  })

  test('a run that is broken off goes on where it was, and loses and doubles nothing', async () => {
    await using server = await givenOffice()
    const { deps } = server
    const { id } = await uploadFile(server, text)
    await checkImport(server, id)
    await askImport(server, `${id}/start`, 'POST')
    expect(await workRun(deps, id, { until: 0 })).toBe('more')
    expect(await askImport(server, id)).toMatchObject({ state: 'running', done: 100, added: 100 })
    // Nobody works on it any more: after a minute it is taken up again.
    server.setNow('2026-11-23T02:00:59Z')
    await tidyImports(deps)
    const queued = () => sql<{ n: number }>`select count(*)::int as n from pgboss.job where name = 'import.run' and data->>'runId' = ${id}`.execute(deps.db)
    const before = (await queued()).rows[0]?.n ?? 0
    server.setNow('2026-11-23T02:01:01Z')
    await tidyImports(deps)
    expect((await queued()).rows[0]?.n).toBe(before + 1)
    expect(await workRun(deps, id)).toBe('through')
    expect(counts(await askImport(server, id))).toEqual({ state: 'done', total: 250, added: 250, known: 0, refused: 0 })
    expect(await countMatters(server)).toBe(250)
  })

  test('two processes on one run, and two runs of one file, register each row once', async () => {
    await using server = await givenOffice()
    const { deps } = server
    const { id } = await uploadFile(server, text)
    await checkImport(server, id)
    await askImport(server, `${id}/start`, 'POST')
    const both = await Promise.all([workRun(deps, id), workRun(deps, id)])
    expect(both.toSorted()).toEqual(['left', 'through'])
    expect(counts(await askImport(server, id))).toMatchObject({ state: 'done', added: 250 })

    const other = text.replaceAll('n', 'm')
    const runs = [await uploadFile(server, other), await uploadFile(server, other)]
    for (const run of runs) await checkImport(server, run.id)
    for (const run of runs) await askImport(server, `${run.id}/start`, 'POST')
    await Promise.all(runs.map((run) => workRun(deps, run.id)))
    const ended = await Promise.all(runs.map((run) => askImport(server, run.id)))
    expect(ended.map((run) => run.state)).toEqual(['done', 'done'])
    expect(ended.reduce((sum, run) => sum + run.added, 0)).toBe(250)
    expect(ended.every((run) => run.added + run.known === 250)).toBe(true)
    expect(await countMatters(server)).toBe(500)
    expect((await deps.db.selectFrom('matter').select('code').distinct().execute())).toHaveLength(500)
  })

  test('it can be stopped and taken up again; a check that is stopped is forgotten', async () => {
    await using server = await givenOffice()
    const { deps } = server
    const { id } = await uploadFile(server, text)
    await askImport(server, `${id}/check`, 'POST')
    await workRun(deps, id, { until: 0 })
    expect(await askImport(server, `${id}/cancel`, 'POST')).toMatchObject({ state: 'uploaded', done: 0 })
    await checkImport(server, id)
    await askImport(server, `${id}/start`, 'POST')
    await workRun(deps, id, { until: 0 })
    expect(await askImport(server, `${id}/cancel`, 'POST')).toMatchObject({ state: 'cancelled', done: 100 })
    expect(await workRun(deps, id)).toBe('left')
    expect(await countMatters(server)).toBe(100)
    await askImport(server, `${id}/start`, 'POST')
    await workRun(deps, id)
    expect(counts(await askImport(server, id))).toEqual({ state: 'done', total: 250, added: 250, known: 0, refused: 0 })
    expect(await askImport(server, `${id}/cancel`, 'POST')).toMatchObject({ state: 'done' })
  })

  test('whoever stops it and the work itself never wait for each other', async () => {
    await using server = await givenOffice()
    const { id } = await uploadFile(server, text)
    await checkImport(server, id)
    await askImport(server, `${id}/start`, 'POST')
    // As stopping does: first the run, then the record.
    const working = await server.deps.db.transaction().execute(async (tx) => {
      await sql`select from import_run where id = ${id}::uuid for update`.execute(tx)
      const work = workRun(server.deps, id)
      await untilSomebodyWaits(server)
      await sql`select from audit_lane for update`.execute(tx)
      return { work }
    })
    expect(await working.work).toBe('through')
    expect(counts(await askImport(server, id))).toMatchObject({ state: 'done', added: 250 })
  })

  test('the queue of the server does the work', async () => {
    await using server = await givenOffice()
    await server.deps.jobs.startWorking()
    const { id } = await uploadFile(server, text)
    const until = async (state: string): Promise<ImportRun> => {
      for (;;) {
        const run = await askImport(server, id)
        if (run.state === state) return run
        await new Promise((go) => setTimeout(go, 200))
      }
    }
    await askImport(server, `${id}/check`, 'POST')
    await until('checked')
    await askImport(server, `${id}/start`, 'POST')
    expect(counts(await until('done'))).toMatchObject({ added: 250 })
  }, 30_000)

  test('an upload sent twice is one import; another file under the same key is refused', async () => {
    await using server = await givenOffice()
    const first = await uploadFile(server, text, { key: 'one-upload' })
    expect((await uploadFile(server, text, { key: 'one-upload' })).id).toBe(first.id)
    expect(await codeOf(sendFile(server, '标题,内容\na,b\n', { key: 'one-upload' }))).toBe('idempotency/other-body')
    expect((await bodyOf<{ items: ImportRun[] }>(server.call('/api/imports', { as: CLERK }))).items).toHaveLength(1)
  })
})

describe('what is kept, and how long', () => {
  test('a file whose upload was broken off goes after an hour, that of an import stays', async () => {
    await using server = await givenOffice()
    const folder = join(server.deps.config.dataFolder, 'imports')
    await uploadFile(server, '标题,内容\na,b\n')
    const [kept] = readdirSync(folder)
    for (const name of ['1f'.repeat(32), `${'2e'.repeat(32)}.0.part`]) writeFileSync(join(folder, name), 'x')
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), new Date('2026-11-23T02:00:00Z'), new Date('2026-11-23T02:00:00Z'))
    server.setNow('2026-11-23T02:59:00Z')
    await tidyImports(server.deps)
    expect(readdirSync(folder)).toHaveLength(3)
    server.setNow('2026-11-23T03:01:00Z')
    await tidyImports(server.deps)
    expect(readdirSync(folder)).toEqual([kept])
  })

  test('after thirty days the file and the refused rows are gone, what was counted stays', async () => {
    await using server = await givenOffice()
    const file = '标题,内容\na,b\n,c\n'
    const { id, keptUntil } = await importFile(server, file)
    expect(keptUntil).toBe('2026-12-23')
    const path = () => existsSync(resolve(server.deps.config.dataFolder, 'imports', digest))
    const { file_digest: digest } = await server.deps.db.selectFrom('import_run').select('file_digest').executeTakeFirstOrThrow()
    server.setNow('2026-12-20T02:00:00Z')
    await uploadFile(server, file)
    server.setNow('2026-12-24T02:00:00Z')
    await tidyImports(server.deps)
    // The second upload of the same file still needs it.
    expect(path()).toBe(true)
    expect(await refusals(server, id)).toEqual([])
    expect(await codeOf(server.call(`/api/imports/${id}/refused`, { as: CLERK }))).toBe('importing/file-gone')
    server.setNow('2027-01-25T02:00:00Z')
    await tidyImports(server.deps)
    expect(path()).toBe(false)
    expect(await askImport(server, id)).toMatchObject({ state: 'done', added: 1, refused: 1 })
  })
})
