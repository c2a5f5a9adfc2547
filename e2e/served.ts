import type { Desk } from './desk.ts'
import type { Office } from './office.ts'

/** A served reply, whose petitioner does not agree. */
export async function givenServed(desk: Desk, office: Office, title: string): Promise<{ code: string; pin: string }> {
  const filed = await desk.file('chen.clerk', { title, category: 'C', purpose: 'M4' })
  const { code } = filed
  await office.act('li.triage', code, 'classify', { category: 'C', route: 'C6', class1: '09', class2: '0903' })
  await office.act('li.triage', code, 'transfer', { unitId: await office.unit('li.triage', '宁波市鄞州区住房和城乡建设局') })
  await office.act('wang.handler', code, 'sign', { recusalDeclared: true })
  await office.act('wang.handler', code, 'accept', { department: '物业科', contactName: '王启航', contactPhone: '0574-88101234' })
  await office.act('wang.handler', code, 'contact', { way: 'phone', reached: true, note: '已电话核实。' })
  await office.act('wang.handler', code, 'draft', { conclusion: 'V3', requestSummary: '要求公开维修资金', facts: '经查，维修资金已公示。', opinion: '已向您说明公示位置。', legalBasis: '' })
  await office.act('sun.reviewer', code, 'approve')
  await office.act('zhou.head', code, 'issue')
  await office.act('wang.handler', code, 'serve', { method: 'direct', servedOn: today(), receiver: '钱小明', proof: '当面签收' })
  await office.act('li.triage', code, 'close', { fourInPlace: { reasonable: '已说明', unreasonable: '无', hardship: '无', unlawful: '无' } })
  return filed
}

/** The civil date in China. */
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
