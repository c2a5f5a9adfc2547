import { RuleBroken } from '../../platform/errors.ts'
import { digitsOfLevel, levelOfCode, stemOf } from './place.ts'
import type { Region } from './place.ts'

export interface NewRegion {
  code: string
  name: string
  nameEn: string | null
  /** null: one below the parent */
  level: number | null
  validFrom: string
}

/**
 * A place to be added below another. The path is the parent's plus the code's own digits, so a development zone whose
 * code does not begin like its parent's still lies below it.
 *
 * @throws RuleBroken `directory/level-wrong`, `directory/code-form`, `directory/region-abolished-no-successor` for a parent that has ended
 */
export function newRegion(input: NewRegion, parent: Region): Region {
  const level = input.level ?? parent.level + 1
  if (level <= parent.level || level > 6) throw new RuleBroken('directory/level-wrong', { parent: parent.name })
  if (levelOfCode(input.code) !== level) throw new RuleBroken('directory/code-form', { code: input.code, level, digits: digitsOfLevel(level) })
  if (parent.validTo !== null && parent.validTo < input.validFrom) {
    throw new RuleBroken('directory/region-abolished-no-successor', { code: parent.code, name: parent.name, on: parent.validTo })
  }
  return {
    code: input.code, name: input.name, nameEn: input.nameEn, level, parentCode: parent.code, path: `${parent.path}${stemOf(input.code, level)}/`,
    fullName: parent.fullName + input.name, validFrom: input.validFrom, validTo: null, successorCode: null, version: 1,
  }
}

/** The full name after a change of the last part. */
export function fullNameWith(region: Region, name: string): string {
  return region.fullName.slice(0, region.fullName.length - region.name.length) + name
}
