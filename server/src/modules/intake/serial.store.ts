import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** How many serial numbers are taken at once. A process that stops leaves the rest of its block unused: gaps are allowed, waiting in line is not. */
const BLOCK = 50

interface Block {
  next: number
  end: number
  refill: Promise<void> | null
}

const blocksOf = new WeakMap<Db, Map<string, Block>>()

/** A serial number of the county and year that nobody else gets. */
export async function takeSerial(db: Db, homeCounty: string, year: number): Promise<number> {
  const blocks = blocksOf.get(db) ?? new Map<string, Block>()
  blocksOf.set(db, blocks)
  const key = `${homeCounty}/${year}`
  const block = blocks.get(key) ?? { next: 1, end: 1, refill: null }
  blocks.set(key, block)
  while (block.next >= block.end) {
    block.refill ??= refill(db, homeCounty, year, block).finally(() => {
      block.refill = null
    })
    await block.refill
  }
  return block.next++
}

async function refill(db: Db, homeCounty: string, year: number, block: Block): Promise<void> {
  const { rows } = await sql<{ next: number }>`insert into matter_serial as s (home_county, year, next) values (${homeCounty}, ${year}, ${1 + BLOCK})
    on conflict (home_county, year) do update set next = s.next + ${BLOCK} returning next`.execute(db)
  const end = rows[0]?.next ?? 1
  block.next = end - BLOCK
  block.end = end
}

/** The first of several serial numbers in a row that nobody else gets, for a batch. */
export async function takeSerials(db: Db, homeCounty: string, year: number, count: number): Promise<number> {
  const { rows } = await sql<{ next: number }>`insert into matter_serial as s (home_county, year, next) values (${homeCounty}, ${year}, ${1 + count})
    on conflict (home_county, year) do update set next = s.next + ${count} returning next`.execute(db)
  return (rows[0]?.next ?? 1 + count) - count
}
