import type { Deps } from '../../deps.ts'
import { endOfLimit } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { insertTask, performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import { planClocks } from '../time-limits/index.ts'
import { findCase } from './case.store.ts'
import { SUPERVISION_TASK } from './handling-facts.ts'

const KINDS: Readonly<Record<ActionInput<'supervise'>['kind'], string>> = { D2: '催办', D3: '黄牌督办', D4: '红牌督办', D5: '实地督查' }

/** A supervisor from outside the handling unit demands something of it, in writing; it answers in writing within five working days. 信访工作条例第四十条 */
export async function superviseMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'supervise'>): Promise<Matter> {
  return performStep(deps, actor, 'supervise', { code, version: input.version, once: input.once }, async ({ tx, matter, post, at, today }) => {
    const found = await findCase(tx, matter)
    const unitId = matter.leadUnitId ?? matter.officeId
    const unit = (matter.leadUnitId ? found.words.lead : found.words.office) ?? ''
    const clocks = await planClocks(deps, matter, found.clocks, { start: [{ rule: 'DL29', on: today, unitId }] })
    const answerBy = await endOfLimit(deps, matter.regionPath, 'DL29', today)
    await insertTask(tx, matter, { kind: SUPERVISION_TASK, unitId, role: matter.leadUnitId ? 'ZR06' : 'ZR05', dueOn: answerBy, detail: { kind: input.kind, plan: input.demand } }, at)
    const letter = found.assignments.findLast((one) => one.part === 'lead')?.letterNumber ?? null
    const paper = await preparePaper(deps, tx, matter, {
      kind: 'WS19', post, accountId: actor.accountId, shownToCitizen: false,
      content: { recipient: unit, code: matter.code, request: matter.title, superviseKind: KINDS[input.kind], problem: input.problem, demand: input.demand, answerBy, basis: '《信访工作条例》第四十条', letter },
    })
    const detail = { kind: input.kind, unitId, number: paper.number, answerBy }
    return { change: clocks.due, note: input.demand, detail, audit: detail, also: [...clocks.writes, paper.write] }
  })
}
