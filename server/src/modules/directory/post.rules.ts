import type { RoleCode } from '@hejie/contract/lifecycle'
import { RuleBroken } from '../../platform/errors.ts'
import type { UnitKind } from './place.ts'

/** Roles of people outside the staff. */
const NOT_STAFF: readonly RoleCode[] = ['ZR01', 'ZR02']
/** Where the accusation desk may stand: where accusations arrive and where they are dealt with. 信访工作条例第三十条 */
const ACCUSATION_DESK_KINDS: readonly UnitKind[] = ['petition-office', 'centre', 'discipline']
const CASE_ROLES: readonly RoleCode[] = ['ZR03', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR08', 'ZR09', 'ZR10', 'ZR11', 'ZR12', 'ZR13', 'ZR14', 'ZR15', 'ZR16', 'ZR18']

/** Roles one person must not hold together (不相容岗位): who keeps the system sees no matter and is audited by another; the laboratory sees no name. */
const INCOMPATIBLE: readonly (readonly [RoleCode, RoleCode])[] = [
  ['ZR25', 'ZR26'],
  ...CASE_ROLES.map((role): [RoleCode, RoleCode] => ['ZR25', role]),
  ...CASE_ROLES.map((role): [RoleCode, RoleCode] => ['ZR26', role]),
  ['ZR22', 'ZR21'],
  ['ZR22', 'ZR24'],
]

/**
 * Whether a post with these roles may stand in a unit of this kind.
 * @throws RuleBroken `directory/role-not-here`, `directory/roles-incompatible`
 */
export function requireRolesFit(roles: readonly RoleCode[], kind: UnitKind): void {
  const misplaced = roles.find((role) => NOT_STAFF.includes(role) || (role === 'ZR16' && !ACCUSATION_DESK_KINDS.includes(kind)))
  if (misplaced) throw new RuleBroken('directory/role-not-here', { role: misplaced })
  requireCompatible(roles)
}

/** @throws RuleBroken `directory/roles-incompatible` naming the first pair */
export function requireCompatible(roles: readonly RoleCode[]): void {
  const pair = INCOMPATIBLE.find(([first, second]) => roles.includes(first) && roles.includes(second))
  if (pair) throw new RuleBroken('directory/roles-incompatible', { first: pair[0], second: pair[1] })
}

/** Whether two terms share a day; an end of null is open. */
export function overlaps(one: { validFrom: string; validTo: string | null }, other: { validFrom: string; validTo: string | null }): boolean {
  return (other.validTo === null || one.validFrom <= other.validTo) && (one.validTo === null || other.validFrom <= one.validTo)
}
