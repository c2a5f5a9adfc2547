import { AREAS } from '@hejie/contract/identity'
import type { Area } from '@hejie/contract/identity'
import type { RoleCode } from '@hejie/contract/lifecycle'

/** Which roles open which part of the console. Every use case asks its own policy again; this only decides what is shown. */
const ROLES_OF_AREA: Readonly<Record<Area, readonly RoleCode[]>> = {
  matters: ['ZR03', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR08', 'ZR09', 'ZR10', 'ZR11', 'ZR12', 'ZR13', 'ZR14', 'ZR15', 'ZR18'],
  register: ['ZR03', 'ZR04', 'ZR05'],
  triage: ['ZR05'],
  supervision: ['ZR11', 'ZR12', 'ZR13', 'ZR14', 'ZR18'],
  import: ['ZR04', 'ZR05'],
  accusations: ['ZR16'],
  reviewing: ['ZR08', 'ZR11', 'ZR14', 'ZR15'],
  reprisals: ['ZR11'],
  mediation: ['ZR09', 'ZR10'],
  analysis: ['ZR17'],
  command: ['ZR18'],
  notices: ['ZR19', 'ZR20'],
  kinship: ['ZR21', 'ZR22', 'ZR23', 'ZR24'],
  catalogue: ['ZR27'],
  directory: ['ZR25'],
  accounts: ['ZR25'],
  audit: ['ZR26'],
}

/** The parts of the console open to somebody with these roles, in the order of the menu. */
export function areasOf(roles: readonly RoleCode[]): Area[] {
  return AREAS.filter((area) => ROLES_OF_AREA[area].some((role) => roles.includes(role)))
}
