import type { Deps } from '../../deps.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter, MatterChange } from '../matters/index.ts'
import { factsFor } from './filing-facts.ts'
import { classFaults } from './filing-codes.rules.ts'
import { placeFaults } from './filing.rules.ts'
import type { PlaceFacts } from './filing.rules.ts'
import { refuseFaults } from './read-filing.ts'
import { routeFaults } from './triage.rules.ts'

/** Sorts a matter: suggestion or request, route, class, place. An accusation is sealed instead. 第二十九条、第三十一条 */
export async function classifyMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'classify'>): Promise<Matter> {
  return performStep(deps, actor, 'classify', { code, version: input.version, once: input.once }, async ({ tx, matter, today }) => {
    const respondentUnitId = input.respondentUnitId ?? null
    const { place, known } = await factsFor(deps, {
      placeCode: input.placeCode ?? '', form: matter.form, channel: matter.channel, purpose: input.purpose, class1: input.class1, class2: input.class2, respondentUnitId, accusedUnitId: null,
    }, today)
    refuseFaults([
      ...routeFaults(input), ...classFaults(input.class1, input.class2, known),
      ...(input.purpose !== null && !known.rows.has(`T05:${input.purpose}`) ? [{ field: 'purpose', code: 'intake/purpose-unknown', facts: { value: input.purpose } }] : []),
      ...(input.placeCode === null ? [] : placeFaults({ placeCode: input.placeCode }, { place, today })),
      ...(respondentUnitId !== null && !known.unitIds.has(respondentUnitId) ? [{ field: 'respondentUnitId', code: 'intake/unit-unknown' }] : []),
    ])
    const change = changeOf(matter, input, place)
    // The words of the title, and the mark of the place, stand in the index.
    if (change.title !== undefined || change.regionPath !== undefined) await deps.jobs.queue(tx, 'search.index', { homeCounty: matter.homeCounty, matterId: matter.id })
    return { change, detail: { category: input.category, route: input.route, class1: input.class1, class2: input.class2 }, audit: { category: input.category, route: input.route, class1: input.class1, class2: input.class2, place: place?.code ?? null } }
  })
}

function changeOf(matter: Matter, input: ActionInput<'classify'>, place: PlaceFacts | null): MatterChange {
  const people = input.peopleCount ?? matter.peopleCount
  return {
    category: input.category, route: input.route, class1: input.class1, class2: input.class2, ...(input.purpose === null ? {} : { purpose: input.purpose }),
    ...(place && place.code !== matter.placeCode ? { placeCode: place.code, regionPath: place.path } : {}),
    ...(people === matter.peopleCount ? {} : { peopleCount: people, isJoint: matter.isJoint || people >= 5 }),
    ...(input.respondentUnitId === undefined ? {} : { respondentUnitId: input.respondentUnitId }),
    ...(input.title === undefined || input.title === matter.title ? {} : { title: input.title }), ...(input.simple === undefined ? {} : { isSimple: input.simple }),
  }
}
