import type { Db, Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { listDutiesFor } from './duty.store.ts'
import { isInForce } from './place.ts'
import type { Region, Unit } from './place.ts'
import { findRegion, listPathRegions, listRegions, pathsDownTo } from './region.store.ts'
import type { ListedRegion } from './region.store.ts'
import { decidingDuty, suggestionsOf } from './suggestion.rules.ts'
import type { UnitSuggestion } from './suggestion.rules.ts'
import { noticeAboutRegion, noticeAboutUnit } from './term.rules.ts'
import type { Notice } from './term.rules.ts'
import { findUnit, listUnitsAt, listUnitsById } from './unit.store.ts'

/** A mistaken circle of successors ends here. */
const MOST_HOPS = 10

export interface Resolved<T> {
  asked: T
  /** What is in force today: the thing itself or what took over; null when it ended without a successor. */
  current: T | null
  /** What to tell the person who used the old code; null when it is in force. */
  notice: Notice | null
}

/**
 * The place behind a code as of today, following successors of abolished places.
 * @throws NotFound `directory/region-unknown`
 */
export async function resolveRegion(db: Db | Tx, code: string, today: string): Promise<Resolved<Region>> {
  const asked = await findRegion(db, code)
  let current: Region | null = asked
  for (let hop = 0; current && !isInForce(current, today); hop += 1) {
    current = current.successorCode && hop < MOST_HOPS ? await findRegion(db, current.successorCode) : null
  }
  return { asked, current, notice: noticeAboutRegion(asked, current, today) }
}

/**
 * A place in force today.
 * @throws NotFound `directory/region-unknown`
 * @throws RuleBroken `directory/region-abolished` naming the successor, `directory/region-abolished-no-successor`, `directory/region-not-yet`
 */
export async function requireRegion(db: Db | Tx, code: string, today: string): Promise<Region> {
  const { asked, notice } = await resolveRegion(db, code, today)
  if (notice) throw new RuleBroken(notice.code, notice.facts)
  return asked
}

/** The same for a unit. @throws NotFound `directory/unit-unknown` */
export async function resolveUnit(db: Db | Tx, id: string, today: string): Promise<Resolved<Unit>> {
  const asked = await findUnit(db, id)
  let current: Unit | null = asked
  for (let hop = 0; current && !isInForce(current, today); hop += 1) {
    current = current.successorId && hop < MOST_HOPS ? await findUnit(db, current.successorId) : null
  }
  return { asked, current, notice: noticeAboutUnit(asked, current, today) }
}

/**
 * A unit in force today.
 * @throws NotFound `directory/unit-unknown`
 * @throws RuleBroken `directory/unit-abolished` naming the successor, `directory/unit-abolished-no-successor`, `directory/unit-not-yet`
 */
export async function requireUnit(db: Db | Tx, id: string, today: string): Promise<Unit> {
  const { asked, notice } = await resolveUnit(db, id, today)
  if (notice) throw new RuleBroken(notice.code, notice.facts)
  return asked
}

/** The places on the way down to a place, from the province to itself. @throws NotFound `directory/region-unknown` */
export async function regionPath(db: Db | Tx, code: string): Promise<Region[]> {
  return listPathRegions(db, (await findRegion(db, code)).path)
}

/** Children of a place that are in force, for choosing one step at a time; null for the top. At most 1,000, in order of their codes. */
export async function listChildRegions(db: Db | Tx, parentCode: string | null, today: string): Promise<ListedRegion[]> {
  return listRegions(db, { parent: parentCode, words: [], withAbolished: false, today, after: null, limit: 1000 })
}

/** Places in force whose full name holds every word, the larger ones of a place first. */
export async function searchRegions(db: Db | Tx, words: string, today: string, limit: number): Promise<ListedRegion[]> {
  const parts = words.split(/\s+/).filter((part) => part !== '').slice(0, 5)
  return parts.length === 0 ? [] : listRegions(db, { words: parts, withAbolished: false, today, after: null, limit })
}

/** Units of a line standing at a place or on the way up from it, nearest first. */
export async function unitsFor(db: Db | Tx, region: Pick<Region, 'path'>, lineCode: string, today: string): Promise<Unit[]> {
  const units = await listUnitsAt(db, pathsDownTo(region.path), [lineCode], today)
  return units.toSorted((a, b) => b.level - a.level)
}

/**
 * Who is competent for a class of matter at a place, with the reason; lead first, then units to consider for co-handling.
 * Empty when no rule covers the class. An officer decides.
 *
 * @param classCode T06 (two digits) or T07 (four)
 * @throws NotFound `directory/region-unknown`
 */
export async function suggestUnits(db: Db | Tx, classCode: string, regionCode: string, today: string): Promise<UnitSuggestion[]> {
  const { asked, current } = await resolveRegion(db, regionCode, today)
  const region = current ?? asked
  const duty = decidingDuty(await listDutiesFor(db, classCode, region.path, today))
  if (!duty) return []
  const lines = [...(duty.lineCode === null ? [] : [duty.lineCode]), ...duty.coLines]
  const units = await listUnitsAt(db, pathsDownTo(region.path), lines, today)
  const named = duty.unitId === null ? [] : [...(await listUnitsById(db, [duty.unitId])).values()].filter((unit) => isInForce(unit, today))
  return suggestionsOf(duty, [...named, ...units])
}
