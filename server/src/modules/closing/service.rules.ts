import { Invalid } from '../../platform/errors.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { Temporal } from '../../platform/time.ts'

export type ServiceMethod = 'direct' | 'left' | 'post' | 'electronic' | 'entrusted' | 'notice'

export const METHOD_NAMES: Readonly<Record<ServiceMethod, string>> = { direct: '直接送达', left: '留置送达', post: '邮寄送达', electronic: '电子送达', entrusted: '委托送达', notice: '公告送达' }

export interface Service {
  method: ServiceMethod
  /** The day the petitioner received it, or is deemed to have. */
  servedOn: string
  receiver: string
  relation: string
  witness: string
}

/** Public notice counts as served 30 days after it went out. 民事诉讼法第九十五条 */
export const NOTICE_DAYS = 30

const shifted = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()

/**
 * Proof of service says how, when and to whom, each way with what it needs. 信访工作条例第三十二条; ways as in 民事诉讼法第八十八条至第九十五条
 *
 * @throws Invalid naming every field
 */
export function requireService(service: Service, issuedOn: string, today: string): void {
  const { method, servedOn, receiver, relation, witness } = service
  const faults: FieldFault[] = []
  if (servedOn > today) faults.push({ field: 'servedOn', code: 'closing/served-in-future', facts: { today } })
  else if (servedOn < issuedOn) faults.push({ field: 'servedOn', code: 'closing/served-before-issue', facts: { issuedOn } })
  else if (method === 'notice' && servedOn < shifted(issuedOn, NOTICE_DAYS)) faults.push({ field: 'servedOn', code: 'closing/notice-too-short', facts: { earliest: shifted(issuedOn, NOTICE_DAYS) } })
  if ((method === 'direct' || method === 'entrusted') && receiver.trim() === '') faults.push({ field: 'receiver', code: 'closing/receiver-required' })
  if (method === 'left' && witness.trim() === '') faults.push({ field: 'witness', code: 'closing/witness-required' })
  if (relation.trim() !== '' && receiver.trim() === '') faults.push({ field: 'receiver', code: 'closing/receiver-required' })
  if (faults.length > 0) throw new Invalid(faults)
}

/**
 * The day on which the limit to decide ends: service, not issue. 第三十四条 demands that the matter be 办结, settled, and 第三十二条 and
 * 第三十五条 let a decision work only once the petitioner has it; a limit that ended at issue would let papers lie in a
 * drawer. By public notice the organ has done its part on the day the notice goes out, 30 days before it counts as served.
 */
export function handledOn({ method, servedOn }: Pick<Service, 'method' | 'servedOn'>): string {
  return method === 'notice' ? shifted(servedOn, -NOTICE_DAYS) : servedOn
}

/** The petitioner's windows that open with service: review (C6), reconsideration (C5), evaluation. */
export function windowsAfterService(category: 'A' | 'C' | null, route: string | null): string[] {
  if (category === 'A') return ['DL25']
  if (route === 'C5') return ['DL20', 'DL25']
  return route === null || route === 'C6' ? ['DL06', 'DL25'] : ['DL25']
}
