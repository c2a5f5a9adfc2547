import type { Temporal } from '../../platform/time.ts'

/** An administrative place (区划): province, city, county, town, village, grid. */
export interface Region {
  /** 12-digit statistical code; 15 digits for a grid */
  code: string
  name: string
  nameEn: string | null
  /** 1 province, 2 city, 3 county, 4 town, 5 village, 6 grid */
  level: number
  parentCode: string | null
  /** `33/3302/330212/`: a place and everything below share a prefix */
  path: string
  /** 浙江省宁波市鄞州区 */
  fullName: string
  validFrom: string
  /** last day in force; null while in force */
  validTo: string | null
  successorCode: string | null
  version: number
}

export type UnitKind = 'petition-office' | 'centre' | 'agency' | 'government' | 'village' | 'discipline' | 'mediation' | 'other'
export const UNIT_KINDS = ['petition-office', 'centre', 'agency', 'government', 'village', 'discipline', 'mediation', 'other'] as const satisfies readonly UnitKind[]

/** An organ, office, bureau or committee that can have a part in a matter. */
export interface Unit {
  id: string
  /** region code, hyphen, line: stable, also across installations */
  code: string
  name: string
  nameEn: string | null
  shortName: string | null
  lineCode: string
  regionCode: string
  regionPath: string
  level: number
  kind: UnitKind
  /** The organ one level above: reviews (复查) and rules on disputes of competence. */
  superiorId: string | null
  creditCode: string | null
  /** What begins the numbers of its papers (发文机关代字); null: derived. */
  paperWord: string | null
  address: string | null
  phone: string | null
  validFrom: string
  validTo: string | null
  successorId: string | null
  version: number
}

/** A branch of administration (条). */
export interface Line {
  code: string
  zh: string
  en: string
}

/** Whether something with a last day is in force on a civil date. */
export function isInForce(thing: { validFrom: string; validTo: string | null }, on: Temporal.PlainDate | string): boolean {
  const day = on.toString()
  return thing.validFrom <= day && (thing.validTo === null || thing.validTo >= day)
}

const DIGITS_OF_LEVEL = [0, 2, 4, 6, 9, 12, 15] as const

/** How many digits of a code mean something at a level. */
export const digitsOfLevel = (level: number): number => DIGITS_OF_LEVEL[level] ?? 15

/** The significant digits of a code: `330212000000` at level 3 is `330212`. */
export function stemOf(code: string, level: number): string {
  return code.slice(0, digitsOfLevel(level))
}

/** The level a new code below a parent would have, judged by its trailing zeros; null when it is no such code. */
export function levelOfCode(code: string): number | null {
  if (!/^\d{12}(\d{3})?$/.test(code)) return null
  if (code.length === 15) return 6
  const level = DIGITS_OF_LEVEL.findIndex((digits, index) => index > 0 && digits <= 12 && /^0*$/.test(code.slice(digits)))
  return level > 0 ? level : null
}
