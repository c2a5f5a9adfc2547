import { RuleBroken } from '../../platform/errors.ts'
import type { HandlingFacts } from './handling-facts.ts'

interface AcceptanceMatter {
  category: 'A' | 'C' | null
  route: string | null
  isRepeat: boolean
  isUrgent: boolean
  isImportant: boolean
  isJoint: boolean
}

/**
 * Whether simplified handling (简易办理) is open: first time, little at stake, one unit, the petition procedure or a suggestion.
 * 信访事项简易办理办法(试行)
 *
 * @throws RuleBroken `closing/not-simple` saying why not
 */
export function requireSimple(matter: AcceptanceMatter, { assignments }: Pick<HandlingFacts, 'assignments'>): void {
  const open = assignments.filter((one) => one.endedAt === null)
  const why = [
    ...(matter.isRepeat ? ['closing/simple-repeat'] : []),
    ...(matter.isUrgent || matter.isImportant ? ['closing/simple-important'] : []),
    ...(matter.isJoint ? ['closing/simple-joint'] : []),
    ...(matter.category !== 'A' && matter.route !== null && matter.route !== 'C6' ? ['closing/simple-route'] : []),
    ...(open.length > 1 || open.some((one) => one.kind === 'assign') ? ['closing/simple-assigned'] : []),
  ]
  if (why.length > 0) throw new RuleBroken('closing/not-simple', { why })
}

export interface LimitOfHandling {
  rule: 'DL05' | 'DL10' | 'DL34' | 'DL35'
  /** Which day it runs from. */
  from: 'accepted' | 'received-by-unit'
  basis: string
  term: string
}

/**
 * The limit to decide by. Only the petition procedure (C6) has the 60 days of article 34; a duty to act (C5) has the two months of
 * the 行政诉讼法 from the day the organ got the application; suggestions have the house's own 60 days.
 */
export function limitOfHandling(category: 'A' | 'C' | null, route: string | null, isSimple: boolean): LimitOfHandling {
  if (isSimple) return { rule: 'DL10', from: 'accepted', basis: '《信访工作条例》第二十二条、第二十三条，《信访事项简易办理办法（试行）》', term: '10个工作日' }
  if (category === 'A') return { rule: 'DL35', from: 'accepted', basis: '《信访工作条例》第二十二条、第二十三条、第二十九条', term: '60日' }
  if (route === 'C5') return { rule: 'DL34', from: 'received-by-unit', basis: '《信访工作条例》第二十三条、第三十一条第五项，《中华人民共和国行政诉讼法》第四十七条', term: '两个月（自本机关收到之日起）' }
  return { rule: 'DL05', from: 'accepted', basis: '《信访工作条例》第二十二条、第二十三条、第三十四条', term: '60日' }
}
