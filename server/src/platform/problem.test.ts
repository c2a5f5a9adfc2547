import { HTTPException } from 'hono/http-exception'
import { PROBLEMS } from '@hejie/contract/all-problems'
import { z } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import { RuleBroken } from './errors.ts'
import { toProblem, validationProblem } from './problem.ts'

test('a state of a matter is said by its name in the reader\'s language', () => {
  const error = new RuleBroken('matter/too-late', { action: 'sign', status: 'HANDLING' })
  expect(toProblem(error, 'zh').detail).toContain('办理中')
  expect(toProblem(error, 'en').detail).toContain('Being handled')
})

test('what is missing is said in one sentence and listed item by item', () => {
  const problem = toProblem(new RuleBroken('matter/missing', { missing: ['closing/service-proof-missing', 'closing/contact-missing'] }), 'zh')
  expect(problem).toMatchObject({ status: 409, code: 'matter/missing', detail: '还缺少：送达回证、与信访人联系的记录（至少一次）。补齐后才能继续。' })
  expect(problem.faults?.map((one) => one.message)).toEqual(['送达回证', '与信访人联系的记录（至少一次）'])
})

test('a body that cannot be taken apart is the sender’s fault, and said so', () => {
  expect(toProblem(new HTTPException(400, { message: 'Malformed JSON in request body' }), 'zh')).toMatchObject({ status: 400, code: 'input/not-json', detail: '请求内容不是有效的 JSON。' })
  expect(toProblem(new HTTPException(400, { message: 'Malformed FormData request. no boundary' }), 'en')).toMatchObject({ status: 400, code: 'input/not-form' })
})

test('Chinese refusals have full-width punctuation', () => {
  const wrong = Object.entries(PROBLEMS).filter(([, { zh }]) => /[\u4e00-\u9fff}”][,;:!?(]|[,;:!?)][\u4e00-\u9fff{“]/u.test(zh))
  expect(wrong.map(([code]) => code)).toEqual([])
})

const FORM = z.object({ name: z.string().trim().min(1).max(5), reason: z.string().min(10), kind: z.enum(['R1', 'R2']), sure: z.literal(true), days: z.number().min(1).max(30), on: z.iso.date(), units: z.array(z.uuid()).min(1).max(2) })
const ONE = '019a0000-0000-7000-8000-000000000000'
const GOOD = { name: '张三', reason: '公示期尚未届满，等表决', kind: 'R1', sure: true, days: 3, on: '2026-11-24', units: [ONE] }

test.each([
  [{ name: undefined }, 'name: 请填写这一项。'], [{ name: ' ' }, 'name: 请填写这一项。'], [{ name: '一二三四五六' }, 'name: 内容太长：最多 5 个字，现在 6 个字，请缩短。'], [{ name: null }, 'name: 请填写这一项。'], [{ name: 7 }, 'name: 填写的内容不符合这一项的格式，请核对后重填。'],
  [{ reason: '' }, 'reason: 请填写这一项。'], [{ reason: '太短' }, 'reason: 内容太短：至少 10 个字。'], [{ kind: undefined }, 'kind: 请从给出的选项中选择。'], [{ kind: 'R9' }, 'kind: 请从给出的选项中选择。'], [{ sure: false }, 'sure: 请填写这一项。'],
  [{ days: 0 }, 'days: 不能小于 1。'], [{ days: 31 }, 'days: 不能大于 30。'], [{ on: '2026-02-30' }, 'on: 日期不对，请按年、月、日重新填写。'], [{ units: [] }, 'units: 请填写这一项。'], [{ units: [ONE, ONE, ONE] }, 'units: 最多 2 项，请减少。'],
  [{ units: ['x'] }, 'units.0: 填写的内容不符合这一项的格式，请核对后重填。'],
])('what a form lacks is said in words anybody understands, never in those of a library: %j', (change, said) => {
  const input = { ...GOOD, ...change }
  const { faults } = toProblem(validationProblem(FORM.safeParse(input).error?.issues ?? [], input), 'zh')
  expect(faults?.map(({ field, message }) => `${field}: ${message}`)).toEqual([said])
})
