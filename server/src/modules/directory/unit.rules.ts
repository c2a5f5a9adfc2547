import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { isInForce } from './place.ts'
import type { Unit } from './place.ts'

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * Whether a unified social credit code (统一社会信用代码) has 18 characters of the right alphabet and the right check
 * character.
 * @see GB 32100-2015, annex A: the weights are powers of 3 modulo 31
 */
export function isCreditCode(code: string): boolean {
  if (code.length !== 18) return false
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    const value = CREDIT_ALPHABET.indexOf(character)
    if (value < 0) return false
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] === code[17]
}

/** @throws RuleBroken `directory/credit-code-wrong` */
export function requireCreditCode(code: string | null): void {
  if (code !== null && !isCreditCode(code)) throw new RuleBroken('directory/credit-code-wrong')
}

/** 发文机关代字: characters only, so that a number stays readable. @throws Invalid `directory/paper-word-form` */
export function requirePaperWord(word: string | null): void {
  if (word !== null && !/^\p{Script=Han}{1,10}$/u.test(word)) throw new Invalid([{ field: 'paperWord', code: 'directory/paper-word-form' }])
}

/**
 * @param superior the unit to answer to, null for the top
 * @param above ids of `superior` and everything it answers to
 * @throws RuleBroken `directory/superior-unfit`
 */
export function requireFitSuperior(unit: Pick<Unit, 'id' | 'level'>, superior: Unit | null, above: readonly string[], today: string): void {
  if (!superior) return
  if (superior.level > unit.level || !isInForce(superior, today) || above.includes(unit.id)) throw new RuleBroken('directory/superior-unfit')
}

/** The first free code for a unit of a line at a place: the second one is numbered, `330212000000-B01-2`. */
export function nextUnitCode(regionCode: string, lineCode: string, taken: readonly string[]): string {
  const stem = `${regionCode}-${lineCode}`
  if (!taken.includes(stem)) return stem
  let number = 2
  while (taken.includes(`${stem}-${number}`)) number += 1
  return `${stem}-${number}`
}
