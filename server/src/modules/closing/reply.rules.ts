import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { FieldFault } from '../../platform/errors.ts'

export const CONCLUSION_NAMES: Readonly<Record<string, string>> = {
  V1: '予以支持', V2: '部分支持', V3: '解释说明（合理但缺乏依据）', V4: '不予支持', V5: '调解/和解结案', V7: '采纳', V8: '部分采纳', V9: '未采纳并说明',
}
const CONCLUSIONS: Readonly<Record<'A' | 'C', readonly string[]>> = { A: ['V7', 'V8', 'V9'], C: ['V1', 'V2', 'V3', 'V4', 'V5'] }
/** Support and refusal rest on law (第三十二条第一项、第三项); what is reasonable but without a basis is explained (第二项); a settlement rests on consent (第三十三条). */
const NEEDS_BASIS: readonly string[] = ['V1', 'V2', 'V4']

export interface Draft {
  conclusion: string
  requestSummary: string
  facts: string
  opinion: string
  legalBasis: string
  commitments: string
  commitmentsDue: string | null
}

/**
 * The parts a decision must have: request, facts and reasons, opinion, legal basis. 信访工作条例第三十二条; suggestions: 第二十九条
 *
 * @throws Invalid naming every part that is missing or does not fit
 */
export function requireCompleteDraft(draft: Draft, category: 'A' | 'C' | null, today: string): void {
  const faults: FieldFault[] = []
  if (!CONCLUSIONS[category ?? 'C'].includes(draft.conclusion)) faults.push({ field: 'conclusion', code: 'closing/conclusion-unfit' })
  for (const field of ['requestSummary', 'facts', 'opinion'] as const) if (draft[field].trim() === '') faults.push({ field, code: 'input/required' })
  if (NEEDS_BASIS.includes(draft.conclusion) && draft.legalBasis.trim() === '') faults.push({ field: 'legalBasis', code: 'closing/legal-basis-required', facts: { conclusion: CONCLUSION_NAMES[draft.conclusion] ?? draft.conclusion } })
  if (draft.commitments.trim() !== '' && draft.commitmentsDue === null) faults.push({ field: 'commitmentsDue', code: 'closing/commitment-needs-date' })
  if (draft.commitmentsDue !== null && draft.commitmentsDue < today) faults.push({ field: 'commitmentsDue', code: 'closing/date-past', facts: { today } })
  if (faults.length > 0) throw new Invalid(faults)
}

/** The kind of reply a matter gets. Tables T04, T29 */
export function replyKind(category: 'A' | 'C' | null, route: string | null): 'WS10' | 'WS11' | 'WS12' {
  if (category === 'A') return 'WS12'
  return route === 'C5' ? 'WS11' : 'WS10'
}

/** Nobody reviews what they drafted themselves. 第三十二条; 本系统规定. @throws RuleBroken `closing/reviewer-is-drafter` */
export function requireOtherReviewer(draftedBy: string | null, reviewerId: string): void {
  if (draftedBy === reviewerId) throw new RuleBroken('closing/reviewer-is-drafter')
}

/**
 * What the petitioner can do against the reply; it depends on the route, because a reply in the petition procedure is not
 * open to the courts and a duty reply is. Null where there is nothing to remedy (a suggestion).
 *
 * @param superior the organs one level above the handling unit, joined by 或者; null where the directory names none
 * @see 信访工作条例第三十五条; 行政复议法第二十条、第二十三条; 行政诉讼法第四十六条; 最高人民法院关于适用行政诉讼法的解释第一条第二款第九项
 */
export function remedyOf(category: 'A' | 'C' | null, route: string | null, superior: string | null): string | null {
  if (category === 'A') return null
  if (route === 'C5') {
    return '认为本机关没有履行法定职责的，应当先依法申请行政复议（《中华人民共和国行政复议法》第二十三条第一款第三项），自知道或者应当知道之日起60日内提出；对行政复议决定不服的，可以依法提起行政诉讼。'
      + '对本机关已经作出的行政行为不服的，可以自知道或者应当知道之日起60日内申请行政复议，或者6个月内直接提起行政诉讼，法律规定应当先申请行政复议的除外。'
  }
  if (route !== null && route !== 'C6') return '请依照该法定程序规定的途径和期限寻求救济。'
  return `如不服本意见，可以自收到之日起30日内向${superior ?? '本机关的上一级机关'}请求复查（《信访工作条例》第三十五条）；逾期没有请求复查的，本意见为终结性意见。信访处理意见不属于行政诉讼受案范围。`
}
