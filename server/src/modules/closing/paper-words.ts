import { dayOf, petitionerFor } from '../assignment/index.ts'
import type { Matter } from '../matters/index.ts'
import type { Case } from './case.store.ts'

/** Whom a paper addresses. A unit that may not know the petitioner addresses them by the matter's code. */
export function recipientOf(matter: Matter, { words }: Case): string {
  if (matter.isAnonymous) return `匿名信访人（编号${matter.code}）`
  const isHidden = matter.hidesIdentity && (matter.leadUnitId === matter.respondentUnitId || matter.respondentUnitId === null)
  return isHidden ? `信访人（编号${matter.code}）` : petitionerFor(matter, words.petitioners, false)
}

/** 受理情况: where the matter came from, when, and through whom. */
export function acceptanceOf(matter: Matter, found: Case): string {
  const lead = found.assignments.findLast((one) => one.part === 'lead')
  const way = lead?.kind === 'own' ? '由本机关直接收到' : `经${found.words.office ?? '信访工作机构'}${lead?.kind === 'assign' ? '交办' : '转送'}`
  const received = lead && lead.kind !== 'own' ? `，本机关于${chineseDate(dayOf(lead.assignedAt))}收到` : ''
  const accepted = matter.acceptedOn ? `，于${chineseDate(matter.acceptedOn)}受理` : ''
  return `您于${chineseDate(dayOf(matter.receivedAt))}以${found.words.form ?? '其他'}形式提出的信访事项，${way}${received}${accepted}。`
}

export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
