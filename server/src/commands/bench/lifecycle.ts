import { randomUUID } from 'node:crypto'
import { clientOf, quantile, signIn, timed } from './client.ts'
import type { Client, Timings } from './client.ts'
import { seeded, syntheticText } from './synthetic-text.ts'

export interface LifecycleFigures {
  lifecycles: number
  perSecond: number
  /** Milliseconds of a whole life cycle. */
  p50: number
  p99: number
  /** Milliseconds of each step. */
  steps: { name: string; p50: number; p99: number }[]
}

interface Staff {
  clerk: Client
  triage: Client
  handler: Client
  reviewer: Client
  head: Client
}

/** One officer of each kind, signed in at the running server. */
export async function signInStaff(base: string, password: string): Promise<Staff> {
  const as = async (username: string): Promise<Client> => clientOf(base, await signIn(base, username, password))
  return { clerk: await as('chen.clerk'), triage: await as('li.triage'), handler: await as('wang.handler'), reviewer: await as('sun.reviewer'), head: await as('zhou.head') }
}

interface State {
  code: string
  version: number
}

function stateOf(value: unknown): State {
  if (typeof value === 'object' && value !== null && 'code' in value && 'version' in value) return { code: String(value.code), version: Number(value.version) }
  throw new Error(`unexpected answer: ${JSON.stringify(value).slice(0, 200)}`)
}

/** create → classify → assign → sign → accept → contact → draft → approve → issue → serve → close, each by the officer who may. */
export async function runLifecycle(staff: Staff, unitId: string, today: string, timings: Timings, random: () => number, key: string = randomUUID()): Promise<string> {
  const text = syntheticText(random)
  const receipt = await timed(timings, 'create', () => staff.clerk.call('POST', '/api/filings', {
    form: '200', channel: 'Q02', category: 'C', purpose: 'M4', title: text.title, body: text.body, placeCode: '330212110000',
    people: [{ role: 'petitioner', name: '演示甲', phone: '19900001234', address: '演示地址1号' }], readBack: true,
  }, { 'idempotency-key': key }))
  const code = typeof receipt === 'object' && receipt !== null && 'code' in receipt ? String(receipt.code) : ''
  const term = new Date(Date.parse(today) + 40 * 86_400_000).toISOString().slice(0, 10)
  let state: State = { code, version: 1 }
  const act = async (who: Client, action: string, input: Record<string, unknown>): Promise<void> => {
    state = stateOf(await timed(timings, action, () => who.call('POST', `/api/matters/${code}/actions/${action}`, { ...input, version: state.version })))
  }
  await act(staff.triage, 'classify', { category: 'C', route: 'C6', purpose: 'M4', class1: '09', class2: '0903' })
  await act(staff.triage, 'assign', { leadUnitId: unitId, requirement: '请依法办理并按期反馈。', dueOn: term })
  await act(staff.handler, 'sign', { recusalDeclared: true })
  await act(staff.handler, 'accept', { department: '物业科', contactName: '王经办', contactPhone: '0574-00000000' })
  await act(staff.handler, 'contact', { way: 'phone', reached: true, note: '电话联系,核实诉求。' })
  await act(staff.handler, 'draft', { conclusion: 'V3', requestSummary: '要求整改。', facts: '经查,情况属实。', opinion: '已作解释说明。', legalBasis: '《物业管理条例》第三十五条' })
  await act(staff.reviewer, 'approve', {})
  await act(staff.head, 'issue', {})
  await act(staff.handler, 'serve', { method: 'direct', servedOn: today, receiver: '演示甲', place: '演示地址1号', proof: '本人签收' })
  await act(staff.triage, 'close', { fourInPlace: { reasonable: '已解决', unreasonable: '已解释', hardship: '无', unlawful: '无' }, closingReport: '办结报告:已依法答复并送达。' })
  return code
}

/** As many life cycles as fit into the time, by several clients at once. */
export async function measureLifecycles(base: string, options: { password: string; unitId: string; today: string; clients: number; seconds: number }): Promise<LifecycleFigures> {
  const staff = await signInStaff(base, options.password)
  const random = seeded(7)
  await runLifecycle(staff, options.unitId, options.today, new Map(), random)
  const timings: Timings = new Map()
  const whole: number[] = []
  const started = performance.now()
  const end = started + options.seconds * 1000
  await Promise.all(Array.from({ length: options.clients }, async () => {
    while (performance.now() < end) {
      const began = performance.now()
      await runLifecycle(staff, options.unitId, options.today, timings, random)
      whole.push(performance.now() - began)
    }
  }))
  const took = (performance.now() - started) / 1000
  return {
    lifecycles: whole.length, perSecond: whole.length / took, p50: quantile(whole, 0.5), p99: quantile(whole, 0.99),
    steps: [...timings].map(([name, values]) => ({ name, p50: quantile(values, 0.5), p99: quantile(values, 0.99) })),
  }
}
