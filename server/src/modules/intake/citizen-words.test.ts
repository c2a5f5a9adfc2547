import { expect, test } from 'vitest'
import { stepInWords } from './citizen-words.ts'

test.each([['office', '您评价了信访工作机构'], ['unit', '您评价了承办单位']])('the petitioner reads what they evaluated: the %s', (object, words) => {
  expect(stepInWords('evaluate', null, { object }).zh).toBe(words)
})

test('a step names the unit that took it', () => {
  expect(stepInWords('sign', '鄞州区住房和城乡建设局').zh).toBe('鄞州区住房和城乡建设局已经签收')
})
