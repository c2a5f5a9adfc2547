import type { MatterDetail } from '@hejie/contract/matters'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { longDate, shortDate } from '../../../ui/civil-date.ts'
import { DueTag } from '../../../ui/due-tag.tsx'
import { Icon } from '../../../ui/icon.tsx'

type Clock = MatterDetail['clocks'][number]

/** The nearest date with both counts, and every clock; each leads to the page that says how it was found. */
export function DueCard({ matter }: { matter: MatterDetail }) {
  const { t, i18n } = useTranslation('matters')
  const { due, clocks } = matter
  const clock = due && clocks.findLast((one) => one.rule === due.rule && one.endedOn === null)
  const day = (date: string | null): string => (date ? longDate(date, i18n.language) : t('matter.dateOpen'))
  return (
    <section className="card">
      <header><h2>{t('matter.due')}</h2>{due && <DueTag due={due} />}</header>
      <div className="body">
        {due ? (
          <>
            <p className="small soft">{i18n.language === 'en' ? due.en : due.zh} · {due.basis}</p>
            <dl className="due-dates">
              <div><dt>{t('matter.dueLegal')}</dt><dd className="due-day">{clock ? <Link to={whyOf(matter, clock)}>{day(due.legal)}</Link> : day(due.legal)}</dd></div>
              <div><dt>{t('matter.dueStrict')}</dt><dd>{clock ? <Link to={whyOf(matter, clock)}>{day(due.strict)}</Link> : day(due.strict)}</dd></div>
            </dl>
            {due.provisional && <p className="small soft">{t('due.provisionalWhy', { ns: 'common' })}</p>}
            {clock && <p className="small no-print"><Link to={whyOf(matter, clock)}><Icon name="calendar" /> {t('matter.dueWhy')}</Link></p>}
          </>
        ) : <p className="soft">{t('matter.noDue')}</p>}
        {clocks.length > 0 && (
          <details className="small clocks">
            <summary>{t('matter.clocks')} ({clocks.length})</summary>
            <ul>{clocks.map((one) => <ClockRow key={one.seq} matter={matter} clock={one} />)}</ul>
          </details>
        )}
      </div>
    </section>
  )
}

const whyOf = (matter: MatterDetail, clock: Clock): string => `/matters/${matter.code}/clocks/${clock.seq}`

function ClockRow({ matter, clock }: { matter: MatterDetail; clock: Clock }) {
  const { t, i18n } = useTranslation('matters')
  const end = clock.legal ?? clock.strict
  return (
    <li>
      <span className="row"><Link className="grow" to={whyOf(matter, clock)}>{i18n.language === 'en' ? clock.en : clock.zh}</Link><DueTag due={clock} /></span>
      <span className="faint tiny">{t('matter.from', { date: shortDate(clock.startedOn, i18n.language) })} → {end ? shortDate(end, i18n.language) : '—'}{clock.extendedDays > 0 && ` · ${t('matter.clockExtended', { days: clock.extendedDays })}`}{clock.endedOn && ` · ${t('matter.clockEndedOn', { date: shortDate(clock.endedOn, i18n.language) })}`}</span>
    </li>
  )
}
