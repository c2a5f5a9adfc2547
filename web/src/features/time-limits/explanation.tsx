import type { Explanation } from '@hejie/contract/time-limits'
import { useTranslation } from 'react-i18next'
import { longDate, shortDate } from '../../ui/civil-date.ts'
import { daysOf, monthsOf } from './day-grid.ts'
import type { DayCell, MonthGrid } from './day-grid.ts'
import './time-limits.css'

/** More days than this are told by their runs alone. */
const MOST_DAYS = 430

/** How a date was found: the two dates side by side, what happened to the count, every day with its reason and article. */
export function ExplanationView({ found }: { found: Explanation }) {
  return (
    <>
      <Dates found={found} />
      <Events found={found} />
      <Steps found={found} />
      <Sheets found={found} />
    </>
  )
}

function useWords(): (words: { zh: string; en: string }) => string {
  const { i18n } = useTranslation()
  return (words) => (i18n.language === 'en' ? words.en : words.zh)
}

function Dates({ found }: { found: Explanation }) {
  const { t, i18n } = useTranslation('time-limits')
  const say = useWords()
  const day = (date: string | null): string => (date ? longDate(date, i18n.language) : t('open'))
  return (
    <section className="card" aria-label={t('dates')}>
      <div className="body">
        <div className="two-dates">
          <div data-open={found.strict === null}><span className="small soft">{t('strict')}</span><strong className="num">{day(found.strict ?? found.notBefore)}</strong><span className="tiny faint">{t(found.strict === null && found.notBefore ? 'notBefore' : 'strictHint')}</span></div>
          <div data-open={found.legal === null}><span className="small soft">{t('legal')}</span><strong className="num">{day(found.legal)}</strong><span className="tiny faint">{t('legalHint')}</span></div>
        </div>
        <p className="result">{say(found.result)}{t('stop')}</p>
        {found.provisional && <p className="notice amber small">{t('provisional')}</p>}
        <dl className="particulars-wide">
          <div><dt>{t('basis')}</dt><dd>{found.rule.basis}</dd></div>
          <div><dt>{t('rule')}</dt><dd>{found.rule.code === '—' ? say(found.rule) : t('ruleSince', { code: found.rule.code, date: found.rule.validFrom })}</dd></div>
          <div><dt>{t('length')}</dt><dd>{say(found.rule.lengthText)}{found.extendedDays > 0 && t('extendedBy', { days: found.extendedDays })}{found.pausedDays > 0 && t('pausedFor', { days: found.pausedDays })}</dd></div>
          <div><dt>{t('start')}</dt><dd>{say(found.rule.startsAt)} <span className="num">{found.startedOn}</span></dd></div>
          {found.rule.note && <div><dt>{t('note')}</dt><dd>{found.rule.note}</dd></div>}
          {found.closing && <div><dt>{t('closing')}</dt><dd>{say(found.closing)}<span className="faint">{t('by', { article: found.closing.article })}</span></dd></div>}
        </dl>
      </div>
    </section>
  )
}

function Events({ found }: { found: Explanation }) {
  const { t, i18n } = useTranslation('time-limits')
  const say = useWords()
  return (
    <section className="card" aria-labelledby="clock-events">
      <header><h2 id="clock-events">{t('events')}</h2></header>
      <div className="body scroll" role="group" tabIndex={0} aria-labelledby="clock-events">
        <table className="data">
          <thead><tr><th scope="col">{t('day')}</th><th scope="col">{t('event')}</th><th scope="col">{t('article')}</th></tr></thead>
          <tbody>{found.events.map((one, index) => <tr key={index}><td className="nowrap">{shortDate(one.on, i18n.language)}</td><td>{say(one)}</td><td className="small soft">{one.article}</td></tr>)}</tbody>
        </table>
      </div>
    </section>
  )
}

function Steps({ found }: { found: Explanation }) {
  const { t } = useTranslation('time-limits')
  const say = useWords()
  return (
    <section className="card" aria-labelledby="clock-steps">
      <header><h2 id="clock-steps">{t('steps')}</h2></header>
      <div className="body scroll" role="group" tabIndex={0} aria-labelledby="clock-steps">
        <table className="data steps">
          <thead><tr><th scope="col">{t('days')}</th><th scope="col" className="num">{t('count')}</th><th scope="col">{t('counted')}</th><th scope="col" className="num">{t('nth')}</th><th scope="col">{t('reason')}</th><th scope="col">{t('article')}</th></tr></thead>
          <tbody>
            {found.steps.map((step) => (
              <tr key={step.from + step.code} data-counted={step.counted}>
                <td className="nowrap"><span className="num">{step.from === step.to ? step.from : t('span', { from: step.from, to: step.to })}</span></td><td className="num">{step.days}</td>
                <td className="nowrap">{step.counted ? <span className="tag blue">{t('yes')}</span> : <span className="tag">{t('no')}</span>}</td>
                <td className="num nowrap">{step.nth !== null && (step.days === 1 ? step.nth : t('nthSpan', { from: step.nth, to: step.nth + step.days - 1 }))}</td><td>{say(step)}</td><td className="small soft">{step.article}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Sheets({ found }: { found: Explanation }) {
  const { t } = useTranslation('time-limits')
  const days = daysOf(found.steps)
  if (days.length > MOST_DAYS) return null
  return (
    <section className="card" aria-labelledby="clock-sheets">
      <header><h2 id="clock-sheets">{t('sheets')}</h2></header>
      <div className="body">
        <p className="legend-days small soft"><span data-look="start" />{t('look.start')} <span data-look="counted" />{t('look.counted')} <span data-look="skipped" />{t('look.skipped')} <span data-look="pause" />{t('look.pause')} <span data-look="due" />{t('look.due')}</p>
        <div className="sheets">{monthsOf(days).map((month) => <Sheet key={month.month} month={month} due={found.legal ?? found.strict} />)}</div>
      </div>
    </section>
  )
}

const lookOf = (day: DayCell, due: string | null): string => (day.date === due ? 'due' : day.code === 'startDay' ? 'start' : day.code === 'pause' ? 'pause' : day.counted ? 'counted' : 'skipped')

function Sheet({ month, due }: { month: MonthGrid; due: string | null }) {
  const { t } = useTranslation('time-limits')
  const say = useWords()
  const [year, number] = month.month.split('-')
  return (
    <table className="sheet">
      <caption>{t('month', { year, month: Number(number) })}</caption>
      <thead><tr>{[...t('weekdays')].map((name, index) => <th key={index} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {month.weeks.map((week, index) => (
          <tr key={index}>
            {week.map((day, at) => {
              if (!day) return <td key={at} />
              if (!('counted' in day)) return <td key={at} data-look="beside"><span className="num">{Number(day.date.slice(8))}</span></td>
              return (
                <td key={at} data-look={lookOf(day, due)} title={`${day.date} ${say(day)}`}>
                  <span className="num">{Number(day.date.slice(8))}</span><small className="num">{day.nth === null ? <abbr title={say(day)}>{t('not')}</abbr> : day.nth}</small>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
