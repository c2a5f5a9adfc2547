import { PAPER_FORMS, isPaperKind } from '@hejie/contract/papers'
import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { dayOf, petitionerFor } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import { findCase } from './case.store.ts'
import { missingFor } from './missing.rules.ts'
import { listPaperTitles } from './reply.store.ts'

/** 永久 / 30年 / 10年 is a matter of the local archive plan; what the plan does not name is kept for 30 years. */
const KEEP_FOR = '30年（以本级档案部门的保管期限表为准）'

/** Puts the file away with cover and list of its papers. 档案法第三十七条. @throws RuleBroken `matter/missing` naming every paper the file lacks */
export async function archiveMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'archive'>): Promise<Matter> {
  return performStep(deps, actor, 'archive', { code, version: input.version, once: input.once }, async ({ tx, matter, post, today }) => {
    const found = await findCase(tx, matter)
    const missing = missingFor('archive', matter, found, { today, unitIds: [] })
    if (missing.length > 0) throw new RuleBroken('matter/missing', { missing })
    const papers = await listPaperTitles(tx, matter)
    const { write } = await preparePaper(deps, tx, matter, {
      kind: 'WS33', post, accountId: actor.accountId, shownToCitizen: false,
      content: {
        code: matter.code, request: matter.title, petitioner: petitionerFor(matter, found.words.petitioners, false), receivedOn: dayOf(matter.receivedAt), closedOn: matter.closedAt ? dayOf(matter.closedAt) : today,
        keepFor: KEEP_FOR, list: papers.map((one) => [isPaperKind(one.kind) ? PAPER_FORMS[one.kind].zh : one.kind, one.number, dayOf(one.issuedAt)].filter(Boolean).join(' ')).join('\n') || '（无文书）',
      },
    })
    return { to: 'ARCHIVED', detail: { papers: papers.length }, also: [write] }
  })
}
