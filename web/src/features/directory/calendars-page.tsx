import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { todayInChina } from '../../ui/civil-date.ts'
import { Failed, Loading } from '../../ui/states.tsx'
import { BusinessHours } from './calendar-hours.tsx'
import { calendars } from './directory-requests.ts'

/** The years whose holidays are loaded, and the next one. */
export function Component() {
  const { t } = useTranslation('directory')
  const { data, error, refetch } = useQuery(calendars)
  const thisYear = Number(todayInChina().slice(0, 4))
  const [year, setYear] = useState(String(thisYear + 1))
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  const known = new Set(data.items.map((one) => one.year))
  const missing = [thisYear, thisYear + 1].filter((one) => !known.has(one))
  return (
    <div className="stack">
      <section className="card">
        <p className="body soft">{t('calendars.hint')}</p>
        <ul className="years">
          {[...missing.map((one) => ({ year: one, isLoaded: false, holidays: 0, workdays: 0 })), ...data.items.map((one) => ({ ...one, isLoaded: true }))].toSorted((one, other) => other.year - one.year).map((one) => (
            <li key={one.year}>
              <Link to={`/admin/calendars/${one.year}`} className="tile-year"><strong className="num">{t('calendars.year', { year: one.year })}</strong><span className={`tag ${one.isLoaded ? 'green' : 'hatched'}`}>{t(one.isLoaded ? 'calendars.published' : 'calendars.provisional')}</span>
                {one.isLoaded && <span className="small soft num">{t('calendars.holidays', { count: one.holidays })} · {t('calendars.workdays', { count: one.workdays })}</span>}</Link>
            </li>
          ))}
        </ul>
        {data.mayLoad && <p className="body row wrap"><label className="row">{t('calendars.addYear')}<input className="input" style={{ width: '6rem' }} type="number" min={1990} max={2100} value={year} onChange={(event) => setYear(event.target.value)} /></label><Link className="button" to={`/admin/calendars/${Number(year) || thisYear}`}>{t('open', { ns: 'common' })}</Link></p>}
      </section>
      <BusinessHours />
    </div>
  )
}
