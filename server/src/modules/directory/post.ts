import type { RoleCode } from '@hejie/contract/lifecycle'

/** A chair in a unit; whoever holds it has its roles. */
export interface Post {
  id: string
  unitId: string
  name: string
  nameEn: string | null
  roles: readonly RoleCode[]
  validFrom: string
  validTo: string | null
  version: number
}

export interface PostHolder {
  accountId: string
  name: string
  username: string
  validFrom: string
  /** last day in the post */
  validTo: string | null
}
