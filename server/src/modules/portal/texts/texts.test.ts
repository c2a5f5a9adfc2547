import { expect, test } from 'vitest'
import { textsOf } from './index.ts'

/** Every text with its place; functions are asked with stand-ins. */
function flatten(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value('甲', '乙', 3))]]
  return value && typeof value === 'object' ? Object.entries(value).flatMap(([key, one]) => flatten(one, `${path}.${key}`)) : []
}

test('both languages say the same things', () => {
  const [zh, en] = [flatten(textsOf('zh')), flatten(textsOf('en'))]
  expect(en.map(([path]) => path)).toEqual(zh.map(([path]) => path))
  expect([...zh, ...en].filter(([, text]) => text.trim() === '')).toEqual([])
})

test('Chinese is set with full-width marks', () => {
  const wrong = flatten(textsOf('zh')).filter(([path, text]) => !path.endsWith('otherLanguage') && /[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]|\([\u4e00-\u9fff]/.test(text))
  expect(wrong).toEqual([])
})
