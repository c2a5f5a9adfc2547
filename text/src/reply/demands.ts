import type { Span } from '../language/fold.ts'

export type Demand = Span & { readonly text: string }

const ASKING = /要求|请求|希望|恳请|恳求|诉求|请(?!问您好)|望|建议|何时|什么时候|为什么|为何|是否|能否|能不能|可不可以|怎么办|如何|[??]/
const COURTESY = /^(?:谢谢|感谢|此致|敬礼|尊敬的|您好|你好|盼复|望回复|请回复|请领导(?:重视|关注)|望领导(?:重视|关注)|恳请领导(?:重视|关注))[^,,。]{0,12}$/
const SENTENCE = /[^。!!?;;\n??]+[。!!?;;??]?/gu

/** What a message asks for: its sentences that ask, without mere courtesies. */
export function demandsIn(message: string): Demand[] {
  return [...message.matchAll(SENTENCE)].flatMap((match): Demand[] => {
    const text = match[0].trim()
    if (text.length < 5 || !ASKING.test(text) || COURTESY.test(text.replace(/[。!!]$/, ''))) return []
    const start = match.index + match[0].indexOf(text)
    return [{ start, end: start + text.length, text }]
  })
}

/** Words of a demand that an answer to it would take up: pairs of Han characters without those that merely ask. */
const MERE = /[的了是我们你您他她它这那有和在请求要望希能否何时什么怎为不对把被给让将就都也]|领导|部门|处理|解决|尽快|有关|相关|问题|情况/
export function topicPairs(text: string): Set<string> {
  const pairs = new Set<string>()
  for (const [run] of text.matchAll(/[\p{Script=Han}\p{Number}a-z]+/giu)) for (let i = 0; i + 2 <= run.length; i++) if (!MERE.test(run.slice(i, i + 2))) pairs.add(run.slice(i, i + 2))
  return pairs
}
