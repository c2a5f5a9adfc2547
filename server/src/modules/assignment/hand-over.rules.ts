import { Invalid } from '../../platform/errors.ts'
import type { FieldFault } from '../../platform/errors.ts'
import type { UnitFacts, Warning } from './assignment.ts'

export interface Asked {
  field: string
  unitId: string
}

export interface Chosen {
  lead: UnitFacts
  co: UnitFacts[]
  warnings: Warning[]
  /** Whether one of them is the unit complained of. */
  includesRespondent: boolean
}

/**
 * The units a matter goes to: those asked for, or their successors. 信访工作条例第二十二条 (own level or below),
 * 第二十四条 (an abolished organ's successor).
 *
 * @param officePath region of the office that hands over
 * @throws Invalid naming the field of every unit that cannot have it
 */
export function chooseUnits(asked: { lead: Asked; co: readonly Asked[] }, found: readonly UnitFacts[], place: { officePath: string; respondentUnitId: string | null; today: string }): Chosen {
  const all = [asked.lead, ...asked.co]
  const faults = all.flatMap((one) => faultOf(one, found, place))
  const seen = new Set<string>()
  for (const one of all) {
    const unit = unitFor(one, found)
    if (unit && seen.has(unit.id)) faults.push({ field: one.field, code: 'assignment/unit-named-twice', facts: { unit: unit.name } })
    if (unit) seen.add(unit.id)
  }
  if (faults.length > 0) throw new Invalid(faults)
  const [lead, ...co] = all.map((one) => unitFor(one, found)).filter((unit) => unit !== undefined)
  if (!lead) throw new Invalid([{ field: asked.lead.field, code: 'assignment/unit-unknown' }])
  const units = [lead, ...co]
  return { lead, co, warnings: units.flatMap((unit) => warningsOf(unit, place.respondentUnitId)), includesRespondent: units.some((unit) => unit.id === place.respondentUnitId) }
}

const unitFor = ({ unitId }: Asked, found: readonly UnitFacts[]): UnitFacts | undefined => found.find((unit) => unit.askedId === unitId)

function faultOf(asked: Asked, found: readonly UnitFacts[], { officePath, today }: { officePath: string; today: string }): FieldFault[] {
  const unit = unitFor(asked, found)
  if (!unit) return [{ field: asked.field, code: 'assignment/unit-unknown' }]
  if (unit.validTo !== null && unit.validTo < today) return [{ field: asked.field, code: 'assignment/unit-abolished', facts: { unit: unit.name } }]
  if (!unit.regionPath.startsWith(officePath)) return [{ field: asked.field, code: 'assignment/outside-region', facts: { unit: unit.name } }]
  return []
}

function warningsOf(unit: UnitFacts, respondentUnitId: string | null): Warning[] {
  return [
    ...(unit.id !== unit.askedId ? [{ code: 'assignment/successor-used', facts: { unit: unit.askedName, successor: unit.name } }] : []),
    ...(unit.id === respondentUnitId ? [{ code: 'assignment/is-respondent', facts: { unit: unit.name, superior: unit.superiorName ?? '' } }] : []),
  ]
}

/** The set term of an assignment (交办). 信访工作条例第二十二条第三项. @throws Invalid on `dueOn` */
export function requireTerm(dueOn: string | null, today: string): string {
  if (dueOn === null) throw new Invalid([{ field: 'dueOn', code: 'assignment/term-required' }])
  if (dueOn <= today) throw new Invalid([{ field: 'dueOn', code: 'assignment/term-not-ahead', facts: { today } }])
  return dueOn
}

/**
 * How units are told who brought the matter: by name, unless the petitioner left none, the unit complained of is among them (which is not told by
 * default), or it may be and the petitioner asked not to be known to it. 信访工作条例第三十条、第四十六条
 */
export function petitionerFor(matter: { isAnonymous: boolean; hidesIdentity: boolean; respondentUnitId: string | null }, names: readonly string[], includesRespondent: boolean): string {
  if (matter.isAnonymous || names.length === 0) return '匿名信访人'
  // Where the unit complained of is not in the directory, it could be any of them.
  if (includesRespondent || (matter.hidesIdentity && matter.respondentUnitId === null)) return '信访人（要求不公开身份）'
  return names.length > 1 ? `${names[0]}等${names.length}人` : (names[0] ?? '')
}
