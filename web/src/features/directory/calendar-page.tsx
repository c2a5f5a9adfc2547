import type { changeLocalDay, loadCalendar, readCalendar, removeLocalDay } from '@hejie/contract/directory'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { call } from '../../api/client.ts'
import type { Output } from '../../api/client.ts'
import { useKnownMe } from '../../api/session.ts'
import { longDate, todayInChina } from '../../ui/civil-date.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog, textIn, textOrNull } from '../../ui/form-dialog.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Failed, Loading, problemWords } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/use-form.ts'
import { PreviewDialog, previewOf } from './calendar-preview.tsx'
import type { PendingEdit } from './calendar-preview.tsx'
import { calendar, calendars, refreshDirectory } from './directory-requests.ts'
import { isWeekend, pressed, weeksOf } from './year-plan.ts'
import type { NationalDay } from './year-plan.ts'

type Year = Output<typeof readCalendar>
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)
const KINDS = ['holiday', 'workday', 'half-day'] as const

/** A year at a glance: what is off, what is worked instead, what a place does differently. */
export function Component() {
  const { t, i18n } = useTranslation('directory')
  const year = Number(useParams().year)
  const { data, error, refetch } = useQuery(calendar(year))
  const mayLoad = useQuery(calendars).data?.mayLoad ?? false
  const [isEditing, setEditing] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const [pending, setPending] = useState<PendingEdit | null>(null)
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading lines={10} />
  const national = data.days.flatMap((day): NationalDay[] => (day.kind === 'half-day' ? [] : [{ date: day.date, kind: day.kind, name: day.name }]))
  return (
    <div className="stack">
      <section className="card">
        <header className="row wrap">
          <h2><Link to="/admin/calendars">{t('tabs.calendars')}</Link> › {t('calendars.year', { year })}</h2><span className={`tag ${data.isPublished ? 'green' : 'hatched'}`}>{t(data.isPublished ? 'calendars.published' : 'calendars.provisional')}</span>
          {mayLoad && !isEditing && <button type="button" className="button main" onClick={() => setEditing(true)}>{t('calendars.load', { year })}</button>}
        </header>
        {data.source && !isEditing && <p className="body small soft">{t('said', { ns: 'common', name: t('calendars.source'), value: data.source })}</p>}
        {isEditing ? <YearEditor year={year} data={data} national={national} onDone={() => setEditing(false)} ask={setPending} /> : <Months year={year} days={national} local={data.local} press={null} />}
      </section>
      <section className="card">
        <header className="row wrap"><h2>{t('calendars.local')}</h2><button type="button" className="button" onClick={() => setAdding(true)}><Icon name="plus" />{t('calendars.add')}</button></header>
        <div className="body">
          <p className="small soft">{t('calendars.localHint')}</p>
          {data.local.length === 0 && <p className="soft">{t('calendars.noLocal')}</p>}
          <ul className="stack tight">
            {data.local.map((day) => (
              <li key={day.date + day.regionCode} className="row wrap"><strong>{longDate(day.date, i18n.language)}</strong><span className="tag">{t(`calendars.${day.kind}`)}{day.closesAt && ` ${day.closesAt}`}</span>{day.name}<span className="small soft">{day.regionName}</span>
                {day.mayEdit && <button type="button" className="link" onClick={() => void askRemoval(day, t('calendars.removed'), setPending)}>{t('calendars.remove')}</button>}
              </li>
            ))}
          </ul>
        </div>
      </section>
      {isAdding && <LocalDayDialog year={year} onClose={() => setAdding(false)} ask={setPending} />}
      {pending && <PreviewDialog pending={pending} onClose={() => setPending(null)} />}
    </div>
  )
}

type Ask = (pending: PendingEdit) => void

/** Saves, reads everything again and says so. */
async function keep(work: () => Promise<unknown>, done: string): Promise<void> {
  await work()
  await refreshDirectory()
  toast(done)
}

async function askRemoval({ regionCode, date }: { regionCode: string; date: string }, done: string, ask: Ask): Promise<void> {
  try {
    const preview = await previewOf({ kind: 'local-day-removal', regionCode, date })
    ask({ preview, save: () => keep(() => call<typeof removeLocalDay>('post', '/api/directory/local-days/removal', { body: { regionCode, date } }), done) })
  } catch (error) {
    toast(problemWords(error), { tone: 'red' })
  }
}

interface MonthsProps {
  year: number
  days: readonly NationalDay[]
  local: Year['local']
  press: ((date: string) => void) | null
}

function Months({ year, days, local, press }: MonthsProps) {
  const { t, i18n } = useTranslation('directory')
  const today = todayInChina()
  const found = new Map(days.map((day) => [day.date, day]))
  const locally = new Set(local.map((day) => day.date))
  return (
    <div className="body">
      <div className="months">
        {MONTHS.map((month) => (
          <table key={month} className="month">
            <caption>{t('calendars.month', { month })}</caption>
            <thead><tr>{[...t('calendars.weekdays')].map((name, index) => <th key={index} scope="col">{name}</th>)}</tr></thead>
            <tbody>
              {weeksOf(year, month).map((week, index) => (
                <tr key={index}>
                  {week.map((date, at) => {
                    if (!date) return <td key={at} />
                    const day = found.get(date)
                    const title = [longDate(date, i18n.language), day && `${t(`calendars.${day.kind}`)} ${day.name}`].filter(Boolean).join(' · ')
                    const shown = <span className="num">{Number(date.slice(8))}</span>
                    return (
                      <td key={at} data-kind={day?.kind ?? (isWeekend(date) ? 'weekend' : '')} data-local={locally.has(date)} data-today={date === today} title={title}>
                        {press ? <button type="button" aria-label={title} onClick={() => press(date)}>{shown}</button> : shown}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <p className="legend small soft"><span data-kind="holiday" />{t('calendars.legendHoliday')} <span data-kind="workday" />{t('calendars.legendWorkday')} <span data-local="true" />{t('calendars.local')}</p>
    </div>
  )
}

function YearEditor({ year, data, national, onDone, ask }: { year: number; data: Year; national: readonly NationalDay[]; onDone: () => void; ask: Ask }) {
  const { t } = useTranslation('directory')
  const [name, setName] = useState(t('calendars.holiday'))
  const typed = useForm<{ source: string; days: readonly NationalDay[] }>({
    initial: { source: data.source ?? '', days: national }, draft: `calendar:${year}`,
    send: async ({ source, days }) => {
      const body = { source: source.trim(), days: [...days] }
      const preview = await previewOf({ kind: 'year', year, ...body })
      ask({ preview, save: () => keep(async () => {
        await call<typeof loadCalendar>('put', '/api/directory/calendars/{year}', { params: { year }, body })
        onDone()
      }, t('changed')) })
    },
  })
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
      <div className="body form">
        <p className="soft">{t('calendars.loadHint')}</p>
        <div className="form-row">
          <Field name="source" label={t('calendars.source')} hint={t('calendars.sourceHint')} fault={typed.faultOf('source')} isRequired>{(control) => <input {...control} className="input" value={typed.values.source} onChange={(event) => typed.set({ source: event.target.value })} />}</Field>
          <Field name="holidayName" label={t('calendars.holidayName')}>{(control) => <input {...control} className="input" value={name} onChange={(event) => setName(event.target.value)} />}</Field>
        </div>
      </div>
      <Months year={year} days={typed.values.days} local={data.local} press={(date) => typed.set({ days: pressed(typed.values.days, date, name.trim() || t('calendars.holiday')) })} />
      <div className="body form">
        <p className="soft small">{t('calendars.loadEffect', { year })}</p>
        <FormProblem problem={typed.problem} />
        <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}>{t('preview.next')}</button><button type="button" className="button" onClick={() => { typed.clear(); onDone() }}>{t('cancel', { ns: 'common' })}</button></div>
      </div>
    </form>
  )
}

function LocalDayDialog({ year, onClose, ask }: { year: number; onClose: () => void; ask: Ask }) {
  const { t } = useTranslation('directory')
  const [post] = useKnownMe().posts
  return (
    <FormDialog
      title={t('calendars.add')} submit={t('preview.next')} onClose={onClose} initial={{ regionCode: post?.regionCode ?? '', kind: 'holiday', date: `${year}-01-01` }}
      fields={[
        { name: 'date', label: t('calendars.date'), kind: 'date' }, { name: 'kind', label: t('calendars.kind'), kind: 'select', options: KINDS.map((value) => ({ value, label: t(`calendars.${value}`) })) },
        { name: 'closesAt', label: t('calendars.closesAt'), kind: 'time', when: (values) => values.kind === 'half-day' }, { name: 'name', label: t('calendars.holidayName'), kind: 'text' }, { name: 'regionCode', label: t('calendars.region'), kind: 'place' },
      ]}
      send={async (values) => {
        const kind = KINDS.find((one) => one === values.kind) ?? 'holiday'
        const day = { date: textIn(values, 'date'), kind, name: textIn(values, 'name'), closesAt: kind === 'half-day' ? textOrNull(values, 'closesAt') : null }
        const regionCode = textIn(values, 'regionCode')
        const preview = await previewOf({ kind: 'local-day', regionCode, day })
        ask({ preview, save: () => keep(() => call<typeof changeLocalDay>('put', '/api/directory/local-days', { body: { ...day, regionCode } }), t('changed')) })
      }}
    />
  )
}
