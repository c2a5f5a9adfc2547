import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { lockMatter, performSystemStep, unlessTooLate } from '../matters/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import { findWindows } from './case.store.ts'
import { listFinal, listInfoOverdue, listLapsedEvaluations } from './due.store.ts'
import type { Cursor, Found } from './due.store.ts'
import { WINDOWS_BEFORE_FINAL, isFinal } from './windows.rules.ts'

const BATCH = 200

export interface DueRun {
  finalised: number
  resumed: number
  lapsed: number
  /** Matters that could not be done now; the next run tries again. */
  failed: number
}

/** What the clock does by itself, matter by matter, until none is left. Safe to repeat and to interrupt. */
export async function runDueMatters(deps: Deps): Promise<DueRun> {
  const run: DueRun = { finalised: 0, resumed: 0, lapsed: 0, failed: 0 }
  await forEach(deps, listLapsedEvaluations, run, async (code) => { run.lapsed += await lapseEvaluation(deps, code) })
  await forEach(deps, listInfoOverdue, run, async (code) => { run.resumed += await goOnWithoutInfo(deps, code) })
  await forEach(deps, listFinal, run, async (code) => { run.finalised += await finaliseMatter(deps, code) })
  return run
}

type List = (tx: Tx, today: string, after: Cursor | null, limit: number) => Promise<Found[]>

async function forEach(deps: Deps, list: List, run: DueRun, work: (code: string) => Promise<void>): Promise<void> {
  const today = deps.today().toString()
  for (let after: Cursor | null = null, more = true; more;) {
    const from: Cursor | null = after
    const found: Found[] = await inTransaction(deps.db, { as: 'system' }, (tx) => list(tx, today, from, BATCH))
    for (const { code } of found) {
      try {
        await work(code)
      } catch (error) {
        // One matter that cannot be done must not keep the others waiting; a database that is away stops the run.
        if (!(error instanceof RuleBroken)) throw error
        run.failed += 1
        deps.log.warn({ code, problem: error.code }, 'due matter: not done, the next run tries again')
      }
    }
    after = found.at(-1) ?? null
    more = found.length === BATCH
  }
}

/** 终结: the time to ask for a review has passed by its legal date. 信访工作条例第三十五条、第三十六条. @returns 1, or 0 where somebody was faster */
async function finaliseMatter(deps: Deps, code: string): Promise<number> {
  const done = await unlessTooLate(() => performSystemStep(deps, 'finalise', code, async ({ tx, matter, today }) => {
    const { clocks } = await findWindows(tx, matter)
    if (!isFinal(clocks, today)) throw new RuleBroken('matter/too-late', { action: 'finalise', status: matter.status })
    const due = await changeClocks(deps, tx, matter, { end: WINDOWS_BEFORE_FINAL.map((rule) => ({ rule, on: today, by: 'lapsed' })) })
    return { to: 'FINAL', change: due, shownToCitizen: true }
  }))
  return done ? 1 : 0
}

/** The petitioner did not answer in time: the office goes on with what it has. 信访工作条例第二十三条 */
async function goOnWithoutInfo(deps: Deps, code: string): Promise<number> {
  const done = await unlessTooLate(() => performSystemStep(deps, 'info-overdue', code, async ({ matter }) => ({ to: 'REGISTERED', change: { holderUnitId: matter.officeId }, shownToCitizen: true })))
  return done ? 1 : 0
}

/** 超期未评价: the window ends. It changes nothing else about the matter. */
async function lapseEvaluation(deps: Deps, code: string): Promise<number> {
  return inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const matter = await lockMatter(tx, code)
    const today = deps.today().toString()
    const { clocks } = await findWindows(tx, matter)
    const window = clocks.findLast((one) => one.rule === 'DL25')
    if (!window || window.endedOn !== null || window.dueLegal === null || window.dueLegal >= today) return 0
    await changeClocks(deps, tx, matter, { end: [{ rule: 'DL25', on: today, by: 'lapsed' }] })
    await recordAudit(deps, tx, {
      actorKind: 'system', actorId: null, unitId: null, action: 'matter.evaluation-lapsed', subject: `matter:${matter.id}`, homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: null, detail: {},
    })
    return 1
  })
}
