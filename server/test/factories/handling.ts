import { expect } from 'vitest'
import type { ActionName, Status } from '@hejie/contract/lifecycle'
import type { TestServer } from '../harness.ts'
import { bodyOf, unitId } from './staff.ts'
import { UNITS } from './places.ts'
import { givenMatter } from './matters.ts'
import type { GivenMatter } from './matters.ts'

/** A matter somebody walks through its life, remembering the version they saw. */
export interface Walk {
  matter: GivenMatter
  status: Status
  version: number
  warnings: string[]
}

export interface Refused {
  status: number
  code: string
  detail: string
  faults?: { field: string; code: string; message: string }[]
}

/** Does an action as somebody, with the version seen last; fails the test when it is refused. */
export async function act(server: TestServer, walk: Walk, as: string, action: ActionName, input: Readonly<Record<string, unknown>> = {}): Promise<Walk> {
  const answer = await server.call(`/api/matters/${walk.matter.code}/actions/${action}`, { as, body: { ...input, version: walk.version } })
  const body = await bodyOf<{ status: Status; version: number; warnings: string[] }>(answer)
  expect(answer.status, `${action} by ${as}: ${JSON.stringify(body)}`).toBe(200)
  walk.status = body.status
  walk.version = body.version
  walk.warnings = body.warnings
  return walk
}

/** The same, expecting a refusal. */
export async function refused(server: TestServer, walk: Walk, as: string, action: ActionName, input: Readonly<Record<string, unknown>> = {}): Promise<Refused> {
  const answer = await server.call(`/api/matters/${walk.matter.code}/actions/${action}`, { as, body: { ...input, version: walk.version } })
  const body = await bodyOf<Refused>(answer)
  expect(answer.status, `${action} by ${as} should have been refused`).toBeGreaterThanOrEqual(400)
  return { ...body, status: answer.status }
}

/** A registered matter at the county's office, classified C6 unless said otherwise. */
export async function givenWalk(server: TestServer, given: { category?: 'A' | 'C' | null; route?: string | null; filing?: Parameters<typeof givenMatter>[1] extends { filing?: infer F } | undefined ? F : never } = {}): Promise<Walk> {
  const matter = await givenMatter(server, { filing: given.filing })
  const { category = 'C', route = category === 'C' ? 'C6' : null } = given
  await server.deps.db.updateTable('matter').set({ category, route }).where('code', '=', matter.code).execute()
  return { matter, status: 'REGISTERED', version: matter.version, warnings: [] }
}

export const ACCEPT = { department: '物业管理科', contactName: '王承办', contactPhone: '0574-88101234' }
export const DRAFT = { conclusion: 'V3', requestSummary: '要求修复电梯', facts: '经查,电梯主板故障,物业已报修。', opinion: '已督促物业公司修复,并向您解释了维修资金的使用程序。', legalBasis: '' }
export const SUPPORTED = { ...DRAFT, conclusion: 'V1', legalBasis: '《物业管理条例》第五十三条' }
export const CONTACT = { way: 'phone', reached: true, note: '电话联系信访人,核实情况。' }
export const FOUR = { reasonable: '电梯已列入维修计划', unreasonable: '不涉及', hardship: '不涉及', unlawful: '不涉及' }
export const SERVE = { method: 'direct', receiver: '张三', proof: '信访人当面签收' }

/** Steps of the ordinary course up to a state, each through the real door. */
export async function walkTo(server: TestServer, walk: Walk, to: Status, given: { draft?: Readonly<Record<string, unknown>>; servedOn?: string; simple?: boolean } = {}): Promise<Walk> {
  const course: [Status, () => Promise<unknown>][] = [
    ['ROUTED', async () => act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.housing) })],
    ['SIGNED', () => act(server, walk, 'wang.handler', 'sign', { recusalDeclared: true })],
    ['HANDLING', () => act(server, walk, 'wang.handler', 'accept', { ...ACCEPT, simple: given.simple ?? false })],
    ['REVIEWING_DRAFT', async () => {
      await act(server, walk, 'wang.handler', 'contact', CONTACT)
      await act(server, walk, 'wang.handler', 'draft', given.draft ?? DRAFT)
    }],
    ['SIGNING', () => act(server, walk, 'sun.reviewer', 'approve')],
    ['SERVING', () => act(server, walk, 'zhou.head', 'issue')],
    ['SERVED', () => act(server, walk, 'wang.handler', 'serve', { ...SERVE, servedOn: given.servedOn ?? server.deps.today().toString() })],
    ['CLOSED', () => act(server, walk, 'li.triage', 'close', { fourInPlace: FOUR, executionProof: '电梯已恢复运行' })],
  ]
  for (const [status, step] of course) {
    if (walk.status === to) return walk
    if (course.findIndex(([one]) => one === walk.status) >= course.findIndex(([one]) => one === status)) continue
    await step()
  }
  expect(walk.status).toBe(to)
  return walk
}
