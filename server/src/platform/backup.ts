import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Files } from './files/index.ts'

/*
 * A backup is one compressed text: a first line that says what it is, then for each table `COPY name (columns)`, its rows as PostgreSQL
 * writes them, and `\.`; then one line `FILE digest base64` for each attachment. The master key is not in it: keep the two apart.
 */

/** Rebuilt by triggers while the rest is read back. */
const DERIVED = new Set(['matter_tally'])
const NEWLINE = '\n'

interface Table {
  name: string
  columns: string[]
}

/** Writes everything as it stood at one instant. @returns rows and files written */
export async function backup(connectionString: string, filesFolder: string, target: string): Promise<{ rows: number; files: number }> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const out = createGzip()
  const written = pipeline(out, createWriteStream(target, { flags: 'wx' }))
  const put = async (text: string | Buffer): Promise<void> => {
    if (!out.write(text)) await once(out, 'drain')
  }
  let rows = 0
  let files = 0
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows: done } = await client.query<{ name: string }>('select name from kysely_migration order by name')
    await put(JSON.stringify({ hejie: 1, migrations: done.map((row) => row.name), at: new Date().toISOString() }) + NEWLINE)
    for (const table of await listTables(client)) {
      await put(`COPY ${table.name} (${table.columns.join(', ')})${NEWLINE}`)
      for await (const chunk of client.query(copyTo(`copy ${table.name} (${table.columns.join(', ')}) to stdout`))) {
        rows += countNewlines(chunk)
        await put(chunk)
      }
      await put(`\\.${NEWLINE}`)
    }
    for (const name of existsSync(filesFolder) ? readdirSync(filesFolder, { recursive: true, encoding: 'utf8' }) : []) {
      const digest = name.split(/[\\/]/).at(-1) ?? ''
      if (!/^[0-9a-f]{64}$/.test(digest)) continue
      await put(`FILE ${digest} ${readFileSync(join(filesFolder, name)).toString('base64')}${NEWLINE}`)
      files++
    }
    out.end()
    await written
    await client.query('commit')
  } finally {
    await client.end()
  }
  return { rows, files }
}

const countNewlines = (chunk: Buffer): number => chunk.reduce((total, byte) => total + (byte === 10 ? 1 : 0), 0)

/** Ours and the sign-in library's tables, referenced ones first; the queue starts empty. */
async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      array(select quote_ident(attname) from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum)::text[] as columns,
      array(select format('%I.%I', fn.nspname, f.relname) from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid)::text[] as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'sealed') and c.relname not like 'kysely%' order by 1`)
  const wanted = rows.filter((row) => !DERIVED.has(row.name.replace('public.', '')))
  const sorted: typeof wanted = []
  while (sorted.length < wanted.length) {
    const next = wanted.find((row) => !sorted.includes(row) && row.needs.every((need) => sorted.some((one) => one.name === need)))
    if (!next) throw new Error('tables refer to each other in a circle; a backup cannot be read back in order')
    sorted.push(next)
  }
  return sorted
}

/**
 * Reads a backup into a migrated database that holds no matters yet; all or nothing.
 * @throws RangeError when the file is not a backup, is cut short, or belongs to another version
 */
export async function restore(connectionString: string, files: Files, source: string): Promise<{ rows: number; files: number }> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('begin')
    const counts = await readInto(client, files, source)
    await client.query('commit')
    return counts
  } finally {
    await client.end()
  }
}

async function readInto(client: pg.Client, files: Files, source: string): Promise<{ rows: number; files: number }> {
  const lines = createInterface({ input: createReadStream(source).pipe(createGunzip()), crlfDelay: Infinity })
  let copy: Writable | null = null
  let isFirst = true
  const counts = { rows: 0, files: 0 }
  for await (const line of lines) {
    if (isFirst) {
      isFirst = false
      await requireFitting(client, line, source)
    } else if (copy && line === '\\.') {
      const ending = copy
      // The stream tells `finish` when PostgreSQL has confirmed the rows; it never closes.
      await new Promise<void>((done, fail) => {
        ending.once('finish', () => done()).once('error', fail).end()
      })
      copy = null
    } else if (copy) {
      counts.rows++
      if (!copy.write(line + NEWLINE)) await once(copy, 'drain')
    } else if (line.startsWith('COPY ')) {
      const [, table = '', columns = ''] = /^COPY (\S+) \((.*)\)$/.exec(line) ?? []
      copy = client.query(copyFrom(`copy ${table} (${columns}) from stdin`))
      // Rows that PostgreSQL refuses come to light when the copy ends; a copy given up half-way has nobody left to tell.
      copy.on('error', () => undefined)
    } else if (line.startsWith('FILE ')) {
      const [, digest, content = ''] = line.split(' ')
      if ((await files.keep(Buffer.from(content, 'base64'))) !== digest) throw new RangeError(`${source}: an attachment is damaged (${digest})`)
      counts.files++
    }
  }
  if (copy || isFirst) throw new RangeError(`${source} is cut short or is not a backup of Hejie`)
  return counts
}

async function requireFitting(client: pg.Client, line: string, source: string): Promise<void> {
  let head: { hejie?: number; migrations?: string[] }
  try {
    head = JSON.parse(line)
  } catch {
    throw new RangeError(`${source} is not a backup of Hejie`)
  }
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name')
  if (head.hejie !== 1 || JSON.stringify(head.migrations) !== JSON.stringify(rows.map((row) => row.name))) throw new RangeError(`${source} belongs to another version of Hejie: restore it with the version that made it, then update`)
  const { rows: held } = await client.query('select 1 from matter limit 1')
  if (held.length > 0) throw new RangeError('the database already holds matters: restore into a new one (hejie start --reset, or another DATABASE_URL)')
  // The migration and the first start leave rows of their own; the backup brings them all.
  const names = (await listTables(client)).map(({ name }) => name)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  await client.query(`truncate ${names.join(', ')}`)
  for (const name of names) await client.query(`alter table ${name} enable trigger user`)
}
