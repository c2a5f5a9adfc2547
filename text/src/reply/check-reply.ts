import { findDates } from '../extract/dates.ts'
import { fold, spanInOriginal } from '../language/fold.ts'
import type { Span } from '../language/fold.ts'
import { demandsIn, topicPairs } from './demands.ts'
import { findLaw, LAWS } from './laws.ts'
import type { Law } from './laws.ts'

/** The way a matter goes decides which remedy its reply has to name. */
export type ReplyRoute =
  | 'petition' // 信访处理意见: 复查, 30 days, 信访工作条例第三十五条
  | 'petition-review' // 复查意见: 复核, 30 days, 第三十六条
  | 'petition-final' // 复核意见: none, 第三十六条第三款
  | 'administrative' // 行政行为: 行政复议 60 days or 行政诉讼 six months
  | 'enquiry' // 咨询, 建议: none

export interface ReplyToCheck {
  readonly message: string
  readonly reply: string
  readonly route: ReplyRoute
  /** Name of the unit that answers. */
  readonly unit: string
  /** Civil dates, YYYY-MM-DD. */
  readonly receivedOn: string
  readonly repliedOn: string
}

/** Something to look at before signing. The officer may sign anyway, with a reason. Never summed to a score. */
export interface ReplyRemark {
  readonly code:
    | 'demand-unanswered' | 'unit-missing' | 'basis-missing' | 'basis-repealed' | 'basis-unknown' | 'remedy-missing' | 'remedy-wrong' | 'remedy-not-due' | 'contact-missing'
    | 'date-in-future' | 'date-before-matter' | 'brush-off' | 'officialese' | 'empty'
  /** Where it stands: in the message for a demand, in the reply otherwise; null when something is missing. */
  readonly where: (Span & { readonly in: 'message' | 'reply' }) | null
  readonly text: string
  /** What helps: the law in force, the right remedy. */
  readonly instead: string | null
}

const ANSWERED = 0.25
const OUT_OF_SCOPE = /不属于|不在.{0,12}(?:范围|职责)|不予受理|不再受理|另行|依法应当通过|请向.{1,30}(?:提出|反映|申请)/
const BRUSH_OFF = /(?:已收悉|已转交|正在(?:研究|处理)|将(?:尽快|认真)(?:处理|研究|落实)|高度重视)/g
const OFFICIALESE = /兹|鉴于此|特此函复|予以(?!受理|处罚|登记|支持)|相关(?:部门|规定)|有关规定|按规定办理|酌情|原则上/g
const CONTACT = /1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|(?:电话|联系)[^。]{0,20}\d{7,8}|12345/

/** All that should be looked at before a reply is signed, each with its place and what to do. Pure rules. */
export function checkReply(asked: ReplyToCheck, laws: readonly Law[] = LAWS): ReplyRemark[] {
  if (asked.reply.trim() === '') return [remark('empty', null, '')]
  return [...unansweredDemands(asked), ...unitAndContact(asked), ...basis(asked, laws), ...remedy(asked), ...dates(asked), ...wording(asked)]
}

const remark = (code: ReplyRemark['code'], where: ReplyRemark['where'], text: string, instead: string | null = null): ReplyRemark => ({ code, where, text, instead })
const inReply = (match: { readonly index: number; readonly 0: string }): ReplyRemark['where'] => ({ start: match.index, end: match.index + match[0].length, in: 'reply' })

/** A demand counts as answered when the reply takes up its words, or declares it out of scope in a sentence that does. */
function unansweredDemands({ message, reply }: ReplyToCheck): ReplyRemark[] {
  const answered = topicPairs(reply)
  const declined = [...reply.matchAll(/[^。;;\n]+/gu)].map(([sentence]) => sentence).filter((sentence) => OUT_OF_SCOPE.test(sentence)).map(topicPairs)
  return demandsIn(message).flatMap((demand) => {
    const topic = topicPairs(demand.text)
    const shareIn = (pairs: ReadonlySet<string>): number => (topic.size === 0 ? 1 : [...topic].filter((pair) => pairs.has(pair)).length / topic.size)
    if (shareIn(answered) >= ANSWERED || declined.some((sentence) => shareIn(sentence) > 0)) return []
    return [remark('demand-unanswered', { start: demand.start, end: demand.end, in: 'message' }, demand.text)]
  })
}

function unitAndContact({ reply, unit }: ReplyToCheck): ReplyRemark[] {
  return [
    ...(fold(reply).text.includes(fold(unit).text) ? [] : [remark('unit-missing', null, '', unit)]),
    ...(CONTACT.test(reply.normalize('NFKC')) ? [] : [remark('contact-missing', null, '')]),
  ]
}

function basis({ reply, route }: ReplyToCheck, laws: readonly Law[]): ReplyRemark[] {
  const cited = [...reply.matchAll(/《([^《》]{2,60})》/gu)]
  if (cited.length === 0) return route === 'enquiry' ? [] : [remark('basis-missing', null, '')]
  return cited.flatMap((match): ReplyRemark[] => {
    const law = findLaw(match[1], laws)
    if (law?.status === 'repealed') return [remark('basis-repealed', inReply(match), match[1], law.replacedBy ?? null)]
    // Notices, contracts and plans stand in the same marks; only what is named like a law is looked for.
    return law === null && /(?:法|条例)$/.test(match[1]) ? [remark('basis-unknown', inReply(match), match[1])] : []
  })
}

const REMEDIES: Readonly<Record<ReplyRoute, { readonly needed: RegExp | null; readonly words: string | null }>> = {
  'petition': { needed: /复查/, words: '自收到本意见之日起30日内,可以向上一级机关请求复查(信访工作条例第三十五条)' },
  'petition-review': { needed: /复核/, words: '自收到本意见之日起30日内,可以向上一级机关请求复核(信访工作条例第三十六条)' },
  'petition-final': { needed: null, words: null },
  'administrative': { needed: /行政复议|行政诉讼|提起诉讼/, words: '可以自知道之日起60日内申请行政复议,或者六个月内提起行政诉讼' },
  'enquiry': { needed: null, words: null },
}
const ANY_REMEDY = /(?:请求|申请|提出|提起)[^。,,;;]{0,10}(复查|复核|行政复议|行政诉讼|诉讼)/gu

function remedy({ reply, route }: ReplyToCheck): ReplyRemark[] {
  const { needed, words } = REMEDIES[route]
  const named = [...reply.matchAll(ANY_REMEDY)]
  if (needed === null) return named.map((match) => remark('remedy-not-due', inReply(match), match[0]))
  const wrong = named.filter((match) => !needed.test(match[0]) && !(route === 'administrative' && /诉讼/.test(match[0])))
  if (wrong.length > 0 && !needed.test(reply)) return wrong.map((match) => remark('remedy-wrong', inReply(match), match[0], words))
  return needed.test(reply) ? termFault(reply, route, words) : [remark('remedy-missing', null, '', words)]
}

/** Review and second review both have thirty days. 信访工作条例第三十五、三十六条 */
function termFault(reply: string, route: ReplyRoute, words: string | null): ReplyRemark[] {
  if (route !== 'petition' && route !== 'petition-review') return []
  const match = /(\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作)?[日天](?:内|以内)[^。]{0,30}复[查核]/u.exec(reply.normalize('NFKC'))
  return match && !/^(?:30|三十)[日天]/.test(match[0]) ? [remark('remedy-wrong', inReply(match), match[0], words)] : []
}

const PROMISE = /(?:将|拟|计划|预计|预定|承诺|争取|前完成|前办结|于.{0,12}完成|底前|之前)/

/** Nothing can have been done after the reply was written; a promise may lie ahead. */
function dates({ reply, repliedOn, receivedOn }: ReplyToCheck): ReplyRemark[] {
  const folded = fold(reply)
  return findDates(folded.text, Number(repliedOn.slice(0, 4))).flatMap(({ start, end, value: { year, month, day } }): ReplyRemark[] => {
    if (year === null || month === null || day === null) return []
    const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    const around = folded.text.slice(Math.max(0, start - 12), end + 12)
    const span = spanInOriginal(folded, start, end)
    const where = { ...span, in: 'reply' } as const
    const text = reply.slice(span.start, span.end)
    if (date > repliedOn && !PROMISE.test(around)) return [remark('date-in-future', where, text)]
    return date < receivedOn && /收悉|收到|来信|留言|受理/.test(around) ? [remark('date-before-matter', where, text, receivedOn)] : []
  })
}

/** Words that say nothing to a citizen. A brush-off is one only where little else stands. */
function wording({ reply }: ReplyToCheck): ReplyRemark[] {
  const bare = reply.replaceAll(BRUSH_OFF, '').replaceAll(/\s/g, '')
  return [
    ...(bare.length < 60 ? [...reply.matchAll(BRUSH_OFF)].map((match) => remark('brush-off', inReply(match), match[0])) : []),
    ...[...reply.matchAll(OFFICIALESE)].map((match) => remark('officialese', inReply(match), match[0])),
  ]
}
