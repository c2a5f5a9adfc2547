import type { Explanation } from '@hejie/contract/time-limits'
import { counterClosesAt, endOfLastDay, isFiledInTime } from './business-hours.rules.ts'
import type { BusinessHours, Door } from './business-hours.rules.ts'
import type { StoredClockEvent } from './clock.rules.ts'
import type { TimeUnit } from './due-date.rules.ts'
import { explainResult, explainSteps, lengthText } from './explain.ts'
import type { Bilingual } from './explain.ts'
import type { Temporal } from '../../platform/time.ts'
import type { LimitStart, StatutoryLimit } from './statutory-limits.ts'
import type { ClockState } from './time-limit.rules.ts'
import type { WorkingCalendar } from './working-calendar.ts'

const STARTS: Record<LimitStart, Bilingual> = {
  received: { zh: '收到之日', en: 'receipt' }, forwardReceived: { zh: '收到转送、交办之日', en: 'receipt of what was forwarded' }, accepted: { zh: '受理之日', en: 'acceptance' }, signed: { zh: '签收之日', en: 'signature' },
  replyReceived: { zh: '收到书面答复之日', en: 'receipt of the written reply' }, replyServed: { zh: '答复送达之日', en: 'service of the reply' }, reviewRequested: { zh: '收到复查请求之日', en: 'receipt of the request for review' },
  reviewOpinionReceived: { zh: '收到复查意见之日', en: 'receipt of the review opinion' }, rereviewRequested: { zh: '收到复核请求之日', en: 'receipt of the request for re-review' }, applicationReceived: { zh: '收到申请之日', en: 'receipt of the application' },
  agreementEffective: { zh: '协议生效之日', en: 'the agreement taking effect' }, actKnown: { zh: '知道该行政行为之日', en: 'learning of the act' }, infringementKnown: { zh: '知道权利被侵害之日', en: 'learning of the infringement' },
  reported: { zh: '上报之时', en: 'the report' }, documentServed: { zh: '文书送达之日', en: 'service of the document' }, created: { zh: '产生之日', en: 'its making' },
}
const PAUSED: Record<string, Bilingual> = { hearing: { zh: '复核听证', en: 'a hearing of re-review' }, appraisal: { zh: '鉴定', en: 'an appraisal' } }
const PERIODS_END = '民法典第二百零三条第二款'

/** What a clock is explained from. */
export interface Explained {
  limit: StatutoryLimit
  /** As the clock got it at its start. */
  length: number
  unit: TimeUnit
  log: readonly StoredClockEvent[]
  state: ClockState
}

/** How the dates of a clock were found, for screens, papers and other programs. */
export function explanationOf({ limit, length, unit, log, state }: Explained, calendar: WorkingCalendar, hours: BusinessHours): Explanation {
  const { code, zh, en, basis, force, validFrom, note } = limit
  const plain = (date: { toString(): string } | null): string | null => date?.toString() ?? null
  return {
    rule: { code, zh, en, basis, force, validFrom, note, startsAt: STARTS[limit.startsAt], lengthText: lengthText(length, unit) },
    startedOn: plain(state.startedOn) ?? '', extendedDays: state.extendedDays, pausedDays: state.pausedDays, endedOn: plain(state.endedOn), phase: state.phase,
    strict: plain(state.dueStrict), legal: plain(state.dueLegal), notBefore: plain(state.notBefore), provisional: state.provisional, uncounted: state.uncounted, result: explainResult(state),
    events: [...log].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map((event) => ({ on: event.on, kind: event.kind, ...eventWords(event, limit, unit) })),
    steps: stepsOf(state, basis), closing: closingOf(state, calendar, hours),
  }
}

function stepsOf(state: ClockState, basis: string): Explanation['steps'] {
  let counted = 0
  return explainSteps(state, basis).map((step) => {
    const nth = step.counted ? counted + 1 : null
    if (step.counted) counted += step.days
    return { from: step.from.toString(), to: step.to.toString(), days: step.days, counted: step.counted, code: step.reason.code, zh: step.zh, en: step.en, article: step.article, nth }
  })
}

function eventWords(event: StoredClockEvent, limit: StatutoryLimit, unit: TimeUnit): Bilingual & { article: string | null } {
  const start = STARTS[limit.startsAt]
  switch (event.kind) {
    case 'started': return { zh: `${start.zh}，当日不计入`, en: `${start.en}; the day itself is not counted`, article: limit.basis }
    case 'restarted': return { zh: `重新起算：${start.zh}`, en: `started anew: ${start.en}`, article: limit.basis }
    case 'paused': return { zh: `${PAUSED[event.cause ?? 'hearing']?.zh}开始，中止计算`, en: `${PAUSED[event.cause ?? 'hearing']?.en} begins; the count stops`, article: limit.basis }
    case 'resumed': return { zh: '恢复计算', en: 'the count goes on', article: limit.basis }
    case 'extended': {
      // Months and years are extended by natural days.
      const days = lengthText(event.days ?? 0, unit === 'month' || unit === 'year' ? 'naturalDay' : unit)
      return { zh: `经批准延长${days.zh}，理由：${event.reason ?? ''}`, en: `extended by ${days.en}; the reason: ${event.reason ?? ''}`, article: limit.basis }
    }
    case 'ended': return { zh: '完成，不再计算', en: 'done; no longer counted', article: null }
  }
}

function closingOf({ dueLegal, phase }: ClockState, calendar: WorkingCalendar, hours: BusinessHours): Explanation['closing'] {
  if (!dueLegal || phase === 'ended') return null
  const kind = calendar.kindOfDay(dueLegal)
  const counter = counterClosesAt(hours, kind)
  const ends = (door: Door): string => endOfLastDay(dueLegal, door, hours, kind).toString()
  return { counter, counterEnds: ends('counter'), onlineEnds: ends('online'), zh: `最后一日：到窗口办理以业务时间 ${counter} 为止，网上提交以 24:00 为止`, en: `On the last day: at the counter until business ends at ${counter}, online until 24:00`, article: PERIODS_END }
}

/** Whether what was filed at a moment came in time; null where the last day is not known. */
export function filedInTime({ dueLegal }: ClockState, filing: { at: Temporal.Instant; door: Door }, calendar: WorkingCalendar, hours: BusinessHours): { inTime: boolean; zh: string; en: string } | null {
  if (!dueLegal) return null
  const inTime = isFiledInTime(filing.at, dueLegal, filing.door, hours, calendar.kindOfDay(dueLegal))
  return { inTime, ...(inTime ? { zh: '在期限内提交', en: 'filed in time' } : { zh: '超过期限提交', en: 'filed too late' }) }
}
