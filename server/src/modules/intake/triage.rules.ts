import type { ActionInput } from '../matters/index.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { parseDate } from '../../platform/time.ts'
import { isMatterCode, readMatterCode } from './matter-code.rules.ts'

/** Most days a petitioner is given to add information; the law gives no pause for it. 第二十三条 */
const DAYS_TO_ANSWER = 10

/** The day to answer by lies ahead, ten days at most. */
export function answerByFaults(answerBy: string, today: string): FieldFault[] {
  const latest = parseDate(today)?.add({ days: DAYS_TO_ANSWER }).toString() ?? today
  return answerBy > today && answerBy <= latest ? [] : [{ field: 'answerBy', code: 'intake/answer-by-wrong', facts: { latest } }]
}

/** Category, route and purpose fit each other: a C has one of the six routes, a suggestion has none, an accusation is not classified at all. 第二十九条至第三十一条 */
export function routeFaults(input: Pick<ActionInput<'classify'>, 'category' | 'route' | 'purpose'>): FieldFault[] {
  return [
    ...(input.purpose === 'M2' ? [{ field: 'purpose', code: 'intake/use-seal' }] : []),
    ...(input.category === 'C' && input.route === null ? [{ field: 'route', code: 'intake/route-missing' }] : []),
    ...(input.category === 'A' && input.route !== null ? [{ field: 'route', code: 'intake/route-not-for-suggestions' }] : []),
  ]
}

type RefusalReason = ActionInput<'propose-refusal'>['reason']

/** The provision each reason stands on (T14). */
export const REFUSAL_BASIS: Readonly<Record<RefusalReason, string>> = {
  N1: '《信访工作条例》第十九条第三款', N2: '《信访工作条例》第三十六条第三款', N3: '《信访工作条例》第二十二条、第二十八条、第三十一条第一项', N4: '《信访工作条例》第三十一条第二项',
  N5: '《信访工作条例》第三十一条第四项', N7: '《信访工作条例》第二十三条第一款', N8: '《信访工作条例》第二十三条第二款', N9: '《信访工作条例》第三十五条、第三十六条',
}
/** Where somebody has to go instead, they must be told where. */
const NEEDS_ORGAN: readonly RefusalReason[] = ['N3', 'N4', 'N5', 'N7']
const NEEDS_ORIGINAL: readonly RefusalReason[] = ['N1', 'N2']

/** What a proposal not to accept lacks for its reason. 第十九条、第二十三条、第三十一条、第三十六条 */
export function refusalFaults(input: Pick<ActionInput<'propose-refusal'>, 'reason' | 'originalCode' | 'organ'>, matter: { code: string; canBeContacted: boolean }): FieldFault[] {
  const original = readMatterCode(input.originalCode?.trim() ?? '')
  const field = 'originalCode'
  const faults: FieldFault[] = []
  if (NEEDS_ORIGINAL.includes(input.reason) && original === '') faults.push({ field, code: 'intake/original-code-missing' })
  if (original === matter.code) faults.push({ field, code: 'intake/original-is-itself' })
  // Sixteen digits can only be one of our own codes; an older number or a paper's number is taken as it is.
  else if (/^\d{16}$/.test(original) && !isMatterCode(original)) faults.push({ field, code: 'intake/original-code-wrong', facts: { value: original } })
  if (NEEDS_ORGAN.includes(input.reason) && !input.organ?.trim()) faults.push({ field: 'organ', code: 'intake/organ-missing' })
  if (input.reason === 'N8' && matter.canBeContacted) faults.push({ field: 'reason', code: 'intake/can-be-contacted' })
  return faults
}

/** States in which a matter can take another one in. */
const ENDED: readonly string[] = ['CLOSED', 'FINAL', 'ARCHIVED', 'NOT_ACCEPTED', 'DIVERTED', 'WITHDRAWN', 'MERGED', 'SEALED', 'DRAFT']
export const hasEnded = (status: string): boolean => ENDED.includes(status)

/** Clocks that run before anything is decided about acceptance; they end when the matter takes another way. */
export const FIRST_LIMITS = ['DL01', 'DL02', 'DL03', 'DL04', 'DL31'] as const
/** And all that bind an office until the matter ends. */
export const OFFICE_LIMITS = [...FIRST_LIMITS, 'DL05', 'DL10', 'DL11', 'DL12', 'DL34', 'DL35'] as const
