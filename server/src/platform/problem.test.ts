import { HTTPException } from 'hono/http-exception'
import { PROBLEMS } from '@hejie/contract/all-problems'
import { expect, test } from 'vitest'
import { RuleBroken } from './errors.ts'
import { toProblem } from './problem.ts'

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
