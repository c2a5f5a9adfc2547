import type { Unit } from './place.ts'

/** Who is competent for a class of matter (T06, T07) at a place and below. */
export interface Duty {
  id: string
  /** two digits (T06) count for all classes below, four digits (T07) for one */
  classCode: string
  regionPath: string
  /** exactly one of line and unit */
  lineCode: string | null
  unitId: string | null
  /** the level that usually handles it; null: the nearest unit there is */
  unitLevel: number | null
  coLines: readonly string[]
  reason: string
  validFrom: string
  validTo: string | null
  version: number
}

export interface UnitSuggestion {
  unit: Unit
  part: 'lead' | 'co'
  reason: string
  /** The level that usually handles it has no such unit here. */
  fellBack: boolean
}

/**
 * The rule that counts: the nearest place wins (就近), then the more exact class, then the newer rule.
 * @param duties rules in force whose class and place cover the matter
 */
export function decidingDuty(duties: readonly Duty[]): Duty | null {
  const ranked = duties.toSorted((a, b) => b.regionPath.length - a.regionPath.length || b.classCode.length - a.classCode.length || (a.validFrom < b.validFrom ? 1 : -1))
  return ranked[0] ?? null
}

/**
 * The unit of a line for a place: at the usual level if there is one, else the nearest above that level; when the place
 * is wider than the usual level, its own or the nearest above.
 * @param units units of the line standing at the place or on the way up, in force
 */
export function nearestUnit(units: readonly Unit[], usualLevel: number | null): { unit: Unit; fellBack: boolean } | null {
  const upwards = units.toSorted((a, b) => b.level - a.level || (a.code < b.code ? -1 : 1))
  const unit = usualLevel === null ? upwards[0] : upwards.find((one) => one.level <= usualLevel)
  return unit ? { unit, fellBack: usualLevel !== null && unit.level !== usualLevel } : null
}

/**
 * The units to be suggested by a rule, the lead first. A suggestion only: an officer decides.
 * @param units units of all lines the rule names, standing at the place or on the way up, and the unit it names itself
 */
export function suggestionsOf(duty: Duty, units: readonly Unit[]): UnitSuggestion[] {
  const named = units.find((unit) => unit.id === duty.unitId)
  const lead = named ? { unit: named, fellBack: false } : nearestUnit(units.filter((unit) => unit.lineCode === duty.lineCode), duty.unitLevel)
  const found: UnitSuggestion[] = lead ? [{ ...lead, part: 'lead', reason: duty.reason }] : []
  for (const line of duty.coLines) {
    const co = nearestUnit(units.filter((unit) => unit.lineCode === line), null)
    if (co && !found.some((one) => one.unit.id === co.unit.id)) found.push({ ...co, part: 'co', reason: duty.reason })
  }
  return found
}
