import { describe, expect, it } from 'vitest'
import national from '../../../data/calendar-cn.json' with { type: 'json' }
import { Temporal } from '../../platform/time.ts'
import { type DayUnit, type Pause, dueDate } from './due-date.rules.ts'
import { dayText, explainResult, explainSteps, labelText, lengthText } from './explain.ts'
import { workingCalendar } from './working-calendar.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const local = (day: string, becomes: 'rest' | 'work' | 'halfDay', name: string) => ({ date: day, name, becomes, closesAt: becomes === 'halfDay' ? '12:00' : null })
const calendar = workingCalendar(national.years, [
  { place: '景宁县', changes: [local('2026-04-20', 'rest', '三月三'), local('2026-04-19', 'work', '换班'), local('2026-04-21', 'halfDay', '活动')] },
])
const answer = (start: string, length: number, unit: DayUnit, more: { extension?: number; pauses?: Pause[] } = {}) =>
  dueDate({ start: date(start), length, unit }, calendar, more)
const lines = (...asked: Parameters<typeof answer>) =>
  explainSteps(answer(...asked), '信访工作条例第三十四条').map(({ from, days, zh, article }) => [from.toString(), days, zh, article])

describe('the reasons of a count', () => {
  it('of natural days that ends on a holiday', () => {
    expect(lines('2026-03-02', 60, 'naturalDay')).toEqual([
      ['2026-03-02', 1, '开始当日，不计入', '民法典第二百零一条第一款'],
      ['2026-03-03', 59, '自然日，逐日计入', '民法典第二百条'],
      ['2026-05-01', 1, '最后一日，计入；劳动节放假，不在此日届满', '民法典第二百零三条第一款'],
      ['2026-05-02', 4, '劳动节放假，顺延', '民法典第二百零三条第一款'],
      ['2026-05-06', 1, '工作日，休假日结束后届满', '民法典第二百零三条第一款'],
    ])
  })

  it('of working days around a festival', () => {
    expect(lines('2026-02-13', 5, 'workingDay')).toEqual([
      ['2026-02-13', 1, '开始当日，不计入', '民法典第二百零一条第一款'],
      ['2026-02-14', 1, '春节调休上班，计入', '国务院办公厅关于节假日安排的通知'],
      ['2026-02-15', 9, '春节放假，不计入', '国务院办公厅关于节假日安排的通知'],
      ['2026-02-24', 4, '工作日，计入', null],
    ])
  })

  it('of working days where a place has its own', () => {
    expect(lines('2026-04-17', 3, 'workingDay').slice(1)).toEqual([
      ['2026-04-18', 1, '周末，不计入', null],
      ['2026-04-19', 1, '景宁县换班上班，计入', null],
      ['2026-04-20', 1, '景宁县三月三放假，不计入', null],
      ['2026-04-21', 1, '景宁县活动半天（12:00止），计入', null],
      ['2026-04-22', 1, '工作日，计入', null],
    ])
  })

  it('with an extension and a hearing', () => {
    const pauses: Pause[] = [{ from: date('2026-03-05'), until: date('2026-03-07'), cause: 'hearing' }]
    expect(lines('2026-03-02', 10, 'naturalDay', { extension: 5, pauses }).slice(1)).toEqual([
      ['2026-03-03', 2, '自然日，逐日计入', '民法典第二百条'],
      ['2026-03-05', 2, '听证期间，不计入', '信访工作条例第三十六条'],
      ['2026-03-07', 8, '自然日，逐日计入', '民法典第二百条'],
      ['2026-03-15', 5, '经批准延长，计入', '信访工作条例第三十四条'],
    ])
  })

  it('of months with and without a corresponding day', () => {
    expect(lines('2026-03-15', 1, 'month')[1]).toEqual(['2026-03-16', 31, '按月计算，至对应日', '民法典第二百零二条'])
    expect(lines('2024-02-29', 1, 'year')[1]).toEqual(['2024-03-01', 365, '按年计算，无对应日，至月末日', '民法典第二百零二条'])
  })

  it('that runs into a year without a calendar', () => {
    expect(lines('2026-12-20', 15, 'naturalDay').at(-1)).toEqual(['2027-01-04', 1, '最后一日；2027年日历未公布，法定届满日待定', null])
    expect(lines('2026-12-28', 5, 'workingDay').at(-1)).toEqual(['2027-01-01', 1, '2027年日历未公布，无法继续计算工作日', null])
    const newYear = workingCalendar([{ year: 2026, papers: [], holidays: [{ date: '2026-12-31', name: '元旦' }], makeUpWorkdays: [] }])
    const open = dueDate({ start: date('2026-12-30'), length: 1, unit: 'naturalDay' }, newYear)
    expect(explainSteps(open).map(({ zh }) => zh).slice(-2)).toEqual(['最后一日，计入；元旦放假，不在此日届满', '2027年日历未公布，能否届满待定'])
  })

  it('are given in both languages for every step', () => {
    for (const unit of ['naturalDay', 'workingDay', 'month', 'year'] as const)
      for (const { zh, en } of explainSteps(answer('2025-12-20', 2, unit))) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/[a-z]{3}/)
      }
  })
})

describe('the result in a sentence', () => {
  it.each([
    ['2026-03-02', 60, 'naturalDay', '遇休假日顺延，2026-05-06（周三）届满'],
    ['2026-01-30', 15, 'naturalDay', '2026-02-14（周六）届满'],
    ['2026-12-20', 15, 'naturalDay', '暂定：2027-01-04（周一）期满，日历公布后确定是否顺延'],
    ['2026-12-28', 5, 'workingDay', '暂定：最早2027-01-02（周六）届满，日历公布后确定'],
  ] as const)('%s + %i %s: %s', (start, length, unit, sentence) => {
    expect(explainResult(answer(start, length, unit)).zh).toBe(sentence)
  })

  it('says that a pause must end first', () => {
    const pauses: Pause[] = [{ from: date('2026-03-05'), until: null, cause: 'appraisal' }]
    expect(explainResult(answer('2026-03-02', 30, 'workingDay', { pauses })).zh).toBe('中止计算，恢复后确定')
  })
})

describe('short texts', () => {
  it.each([
    [{ kind: 'left', days: 3 }, '剩3天'],
    [{ kind: 'left', days: 0 }, '到期'],
    [{ kind: 'over', days: 2 }, '超2天'],
    [{ kind: 'provisional', days: 8 }, '暂定剩8天'],
    [{ kind: 'provisional', days: -1 }, '暂定'],
    [{ kind: 'paused', days: 23 }, '中止'],
    [{ kind: 'done', days: 0 }, '已办'],
    [{ kind: 'done', days: 2 }, '已办，超2天'],
    [{ kind: 'done', days: null }, '已办'],
    [{ kind: 'notStarted', days: null }, '未起算'],
  ] as const)('label %o reads %s', (given, zh) => expect(labelText(given).zh).toBe(zh))

  it('name lengths and days', () => {
    expect(lengthText(60, 'naturalDay')).toEqual({ zh: '60日', en: '60 natural days' })
    expect(lengthText(1, 'workingDay')).toEqual({ zh: '1个工作日', en: '1 working day' })
    expect(dayText(date('2026-11-22'))).toEqual({ zh: '2026-11-22（周日）', en: '2026-11-22 (Sun)' })
  })
})
