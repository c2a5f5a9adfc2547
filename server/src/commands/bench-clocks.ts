import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Deps } from '../deps.ts'
import { openDeps } from '../main.ts'
import { lockMany, saveNextDues } from '../modules/matters/index.ts'
import { forgetCalendars, markClocks, recomputeClocks } from '../modules/time-limits/index.ts'
import { PROJECT_ROOT, readConfig } from '../platform/config.ts'
import { Temporal } from '../platform/time.ts'
import { seedReference } from '../seed.ts'
import { fillClocks } from './bench/fill-clocks.ts'

const HELP = `hejie bench clocks [--clocks 100000] [--folder DIR] [--json]
  Fills a register of its own with synthetic matters, one running clock each, and measures how long it takes to compute all of them
  again: once when every date is new, once when none moves, and the warnings and overdue marks of a month's standstill.`

interface Figure {
  what: string
  looked: number
  changed: number
  seconds: number
}

/** `hejie bench clocks`: how fast running clocks are computed again and marked, database included. */
export async function benchClocks(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { clocks: { type: 'string', default: '100000' }, folder: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const clocks = Number(values.clocks)
  if (!Number.isInteger(clocks) || clocks < 1 || clocks > 10_000_000) throw new RangeError(`--clocks takes a whole number up to 10000000, not "${values.clocks}"`)
  const folder = resolve(values.folder ?? join(PROJECT_ROOT, 'data', 'bench', 'clocks'))
  mkdirSync(folder, { recursive: true })
  const opened = await openDeps(readConfig({ ...process.env, HEJIE_DATA: folder, DATABASE_URL: undefined }), (what) => console.error(`  ${what}`))
  try {
    await seedReference(opened.deps.db)
    await fillClocks(opened.connectionString, clocks, opened.deps.today().toString())
    const figures = await measure(opened.deps)
    if (values.json) console.log(JSON.stringify({ clocks, figures }, null, 1))
    else for (const one of figures) console.log(`  ${one.what.padEnd(48)} ${one.seconds.toFixed(2).padStart(7)} s   ${one.looked.toLocaleString('en').padStart(9)} looked at, ${one.changed.toLocaleString('en')} changed`)
    return 0
  } finally {
    await opened.close()
  }
}

async function measure(deps: Deps): Promise<Figure[]> {
  forgetCalendars()
  const all = { from: deps.today().subtract({ days: 70 }).toString(), to: deps.today().add({ days: 400 }).toString(), regionPath: '' }
  const recompute = async (what: string): Promise<Figure> => timed(what, async () => {
    const { looked, moved } = await recomputeClocks(deps, { lockMany, saveNextDues }, all)
    return { looked, changed: moved }
  })
  const later = { ...deps, today: (): Temporal.PlainDate => deps.today().add({ days: 30 }) }
  return [
    await recompute('every date is new: computed, written, recorded'),
    await recompute('nothing moved: computed and compared'),
    await timed('warnings and overdue marks of 30 days', async () => {
      const marked = await markClocks(later)
      return { looked: marked, changed: marked }
    }),
  ]
}

async function timed(what: string, work: () => Promise<{ looked: number; changed: number }>): Promise<Figure> {
  const since = performance.now()
  const done = await work()
  return { what, ...done, seconds: (performance.now() - since) / 1000 }
}
