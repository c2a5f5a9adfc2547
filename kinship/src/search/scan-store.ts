import { blockCount } from './profile-store.ts'
import type { ScanOutcome } from './scan-block.ts'
import type { RunOptions, ScanPool } from './scan-pool.ts'
import type { ScanTask } from './scan-task.ts'
import { createTopList } from './top-list.ts'

export type ScanOptions = Pick<RunOptions, 'signal' | 'onProgress'>

// With fewer candidates to keep, the list of the best fills so soon that a first look costs more than it saves.
const KEEP_WORTH_A_LOOK = 1000
const BLOCKS_WORTH_A_LOOK = 64
const SHARE_LOOKED_AT = 32
const ALLOWANCE = 1.5

/** Scans the whole store and gives the best candidates, best first, whatever thread found them. */
export async function scanStore(pool: ScanPool, task: ScanTask, options: ScanOptions = {}): Promise<ScanOutcome> {
  const blocks = blockCount(pool.store.count)
  const scan = async (floor: number, keep: number, to: number): Promise<ScanOutcome> => merge(await pool.run('scan', { ...task, floor, keep }, { from: 0, to, ...options }), floor, keep)
  if (task.bound === null || task.keep < KEEP_WORTH_A_LOOK || blocks < BLOCKS_WORTH_A_LOOK) return scan(task.floor, task.keep, blocks)
  // A first look at a few blocks tells about which ratio the last of the best will have: without it every thread
  // would work out the first blocks nearly whole. If the guess was too high, the scan is done again without it.
  const looked = Math.ceil(blocks / SHARE_LOOKED_AT)
  const keepOfThese = Math.ceil((task.keep * ALLOWANCE * looked) / blocks)
  const look = await scan(task.floor, keepOfThese, looked)
  if (look.ratios.length < keepOfThese) return scan(task.floor, task.keep, blocks)
  const best = await scan(look.ratios[keepOfThese - 1], task.keep, blocks)
  return best.ratios.length >= task.keep ? best : scan(task.floor, task.keep, blocks)
}

function merge(outcomes: readonly ScanOutcome[], floor: number, keep: number): ScanOutcome {
  const best = createTopList(keep, floor)
  for (const { positions, ratios } of outcomes) positions.forEach((position, index) => best.offer(position, ratios[index]))
  const { keys, values } = best.entries()
  return { positions: keys, ratios: values, survivors: outcomes.reduce((sum, { survivors }) => sum + survivors, 0) }
}
