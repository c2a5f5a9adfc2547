import { type Temporal, daysBetween } from '../../platform/time.ts'
import type { DueDate, PauseCause, Step, TimeUnit } from './due-date.rules.ts'
import type { ClockLabel } from './lateness.rules.ts'

/** A sentence in both languages of the screens and papers. */
export interface Bilingual {
  zh: string
  en: string
}

export interface ExplainedStep extends Step, Bilingual {
  /** Calendar days of the step. */
  days: number
  /** The provision that says so; null where nothing but the limit itself does. */
  article: string | null
}

const START_DAY = '民法典第二百零一条第一款'
const BY_THE_CALENDAR = '民法典第二百条'
const MONTHS_AND_YEARS = '民法典第二百零二条'
const AFTER_THE_REST = '民法典第二百零三条第一款'
const NOTICE = '国务院办公厅关于节假日安排的通知'
const PAUSE: Record<PauseCause, Bilingual & { article: string }> = {
  hearing: { zh: '听证期间', en: 'hearing', article: '信访工作条例第三十六条' },
  appraisal: { zh: '鉴定期间', en: 'appraisal', article: '医疗纠纷预防和处理条例第三十八条' },
}

/**
 * Says of every step why its days were counted or not, and under which article.
 * @param basis the provision of the limit, named where it alone gives the reason (an extension)
 */
export function explainSteps({ steps, dueStrict }: Pick<DueDate, 'steps' | 'dueStrict'>, basis: string | null = null): ExplainedStep[] {
  return steps.map((step) => {
    const days = daysBetween(step.from, step.to) + 1
    const moved = dueStrict !== null && daysBetween(dueStrict, step.from) > 0
    if (moved) return { ...step, days, ...explainMoved(step) }
    const isStrictDay = dueStrict !== null && daysBetween(dueStrict, step.from) === 0
    return { ...step, days, ...explainCounted(step, isStrictDay, basis) }
  })
}

type Why = Bilingual & { article: string | null }

/** Steps after the last counted day: rest that is waited out, and the day on which the limit ends at last. */
function explainMoved({ reason }: Step): Why {
  const { zh, en } = dayName(reason)
  if (reason.code === 'unpublished')
    return { zh: `${zh}，能否届满待定`, en: `${en}: whether the limit ends here is open`, article: null }
  const rest = reason.code === 'weekend' || reason.code === 'holiday' || reason.code === 'localRest'
  return rest
    ? { zh: `${zh}，顺延`, en: `${en}: moved on`, article: AFTER_THE_REST }
    : { zh: `${zh}，休假日结束后届满`, en: `${en}: the rest is over, the limit ends`, article: AFTER_THE_REST }
}

function explainCounted({ reason, counted }: Step, isStrictDay: boolean, basis: string | null): Why {
  switch (reason.code) {
    case 'startDay':
      return { zh: '开始当日，不计入', en: 'day of the event, not counted', article: START_DAY }
    case 'naturalDay':
      return { zh: '自然日，逐日计入', en: 'natural days, each counted', article: BY_THE_CALENDAR }
    case 'calendarPeriod':
      return { ...explainPeriod(reason.unit, reason.correspondingDay), article: MONTHS_AND_YEARS }
    case 'extension':
      return { zh: '经批准延长，计入', en: 'approved extension, counted', article: basis }
    case 'pause':
      return { zh: `${PAUSE[reason.cause].zh}，不计入`, en: `${PAUSE[reason.cause].en}, not counted`, article: PAUSE[reason.cause].article }
    case 'unpublished':
      return { ...unknown(dayName(reason), isStrictDay), article: null }
    default:
      return explainDay({ reason, counted }, isStrictDay)
  }
}

function explainPeriod(unit: 'month' | 'year', correspondingDay: boolean): Bilingual {
  const by = unit === 'month' ? { zh: '按月计算', en: 'by months' } : { zh: '按年计算', en: 'by years' }
  return correspondingDay
    ? { zh: `${by.zh}，至对应日`, en: `${by.en}, to the corresponding day` }
    : { zh: `${by.zh}，无对应日，至月末日`, en: `${by.en}, no corresponding day: to the last of the month` }
}

function unknown({ zh, en }: Bilingual, isStrictDay: boolean): Bilingual {
  return isStrictDay
    ? { zh: `最后一日；${zh}，法定届满日待定`, en: `last day; ${en}: the legal date is open` }
    : { zh: `${zh}，无法继续计算工作日`, en: `${en}: working days cannot be counted on` }
}

function explainDay({ reason, counted }: Pick<Step, 'reason' | 'counted'>, isStrictDay: boolean): Why {
  const { zh, en } = dayName(reason)
  const named = reason.code === 'holiday' || reason.code === 'makeUpWorkday'
  const rest = reason.code === 'holiday' || reason.code === 'weekend' || reason.code === 'localRest'
  if (isStrictDay && rest)
    return { zh: `最后一日，计入；${zh}，不在此日届满`, en: `last day, counted; ${en}: the limit cannot end here`, article: AFTER_THE_REST }
  return counted
    ? { zh: `${zh}，计入`, en: `${en}, counted`, article: named ? NOTICE : null }
    : { zh: `${zh}，不计入`, en: `${en}, not counted`, article: named ? NOTICE : null }
}

/** What kind of day it is, for every reason that a calendar gives. */
function dayName(reason: Step['reason']): Bilingual {
  switch (reason.code) {
    case 'workday': return { zh: '工作日', en: 'working day' }
    case 'weekend': return { zh: '周末', en: 'weekend' }
    case 'holiday': return { zh: `${reason.name}放假`, en: `holiday ${reason.name}` }
    case 'makeUpWorkday': return { zh: `${reason.name}调休上班`, en: `make-up workday ${reason.name}` }
    case 'localRest': return { zh: `${reason.place}${reason.name}放假`, en: `day off in ${reason.place}: ${reason.name}` }
    case 'localWork': return { zh: `${reason.place}${reason.name}上班`, en: `day of work in ${reason.place}: ${reason.name}` }
    case 'halfDay': return { zh: `${reason.place}${reason.name}半天（${reason.closesAt}止）`, en: `half-day in ${reason.place} to ${reason.closesAt}: ${reason.name}` }
    case 'unpublished': return { zh: `${reason.year}年日历未公布`, en: `calendar of ${reason.year} not published` }
    default: return { zh: '', en: '' }
  }
}

const UNITS: Record<TimeUnit, { zh: string; one: string; many: string }> = {
  naturalDay: { zh: '日', one: 'natural day', many: 'natural days' },
  workingDay: { zh: '个工作日', one: 'working day', many: 'working days' },
  month: { zh: '个月', one: 'month', many: 'months' },
  year: { zh: '年', one: 'year', many: 'years' },
  minute: { zh: '分钟', one: 'minute', many: 'minutes' },
}

export function lengthText(length: number, unit: TimeUnit): Bilingual {
  const { zh, one, many } = UNITS[unit]
  return { zh: `${length}${zh}`, en: `${length} ${length === 1 ? one : many}` }
}

const WEEKDAYS_ZH = ['一', '二', '三', '四', '五', '六', '日']
const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** 2026-05-06（周三）, 2026-05-06 (Wed) */
export function dayText(date: Temporal.PlainDate): Bilingual {
  const weekday = date.dayOfWeek - 1
  return { zh: `${date.toString()}（周${WEEKDAYS_ZH[weekday] ?? ''}）`, en: `${date.toString()} (${WEEKDAYS_EN[weekday] ?? ''})` }
}

/** The sentence about the two dates: what is sure, what is provisional, and why. */
export function explainResult({ dueStrict, dueLegal, notBefore, provisional }: Omit<DueDate, 'steps'>): Bilingual {
  if (dueLegal) {
    const moved = dueStrict !== null && daysBetween(dueStrict, dueLegal) > 0
    const { zh, en } = dayText(dueLegal)
    return moved ? { zh: `遇休假日顺延，${zh}届满`, en: `moved past the rest, ends on ${en}` } : { zh: `${zh}届满`, en: `ends on ${en}` }
  }
  if (!provisional) return { zh: '中止计算，恢复后确定', en: 'paused; known once the count goes on' }
  if (dueStrict)
    return {
      zh: `暂定：${dayText(dueStrict).zh}期满，日历公布后确定是否顺延`,
      en: `provisional: counted to ${dayText(dueStrict).en}; whether it moves on is known once the calendar is published`,
    }
  const earliest = notBefore ? dayText(notBefore) : { zh: '', en: '' }
  return { zh: `暂定：最早${earliest.zh}届满，日历公布后确定`, en: `provisional: ends on ${earliest.en} at the earliest; known once the calendar is published` }
}

/** 剩3天, 超2天, 暂定 … */
export function labelText({ kind, days }: ClockLabel): Bilingual {
  switch (kind) {
    case 'notStarted': return { zh: '未起算', en: 'not started' }
    case 'left': return days === 0 ? { zh: '到期', en: 'due' } : { zh: `剩${days}天`, en: `${days} d left` }
    case 'over': return { zh: `超${days}天`, en: `${days} d over` }
    case 'provisional':
      return days === null || days < 0 ? { zh: '暂定', en: 'provisional' } : { zh: `暂定剩${days}天`, en: `provisionally ${days} d left` }
    case 'paused': return { zh: '中止', en: 'paused' }
    case 'done': return days ? { zh: `已办，超${days}天`, en: `done, ${days} d late` } : { zh: '已办', en: 'done' }
  }
}
