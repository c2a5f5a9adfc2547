import type { listBusinessHours, removeBusinessHours, saveBusinessHours } from '@hejie/contract/time-limits'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import type { Output } from '../../api/client.ts'
import { useKnownMe, mayOpen } from '../../api/session.ts'
import { FormDialog, textIn, textOrNull } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { refreshDirectory } from './directory-requests.ts'

type Hours = Output<typeof listBusinessHours>
type Own = Hours['items'][number]

const hours = queryOptions({ queryKey: ['directory', 'business-hours'], queryFn: ({ signal }) => call<typeof listBusinessHours>('get', '/api/time-limits/business-hours', { signal }) })

const rangeOf = ({ opensAt, closesAt, noonFrom, noonTo }: Hours['usual']): string => (noonFrom && noonTo ? `${opensAt}–${noonFrom}, ${noonTo}–${closesAt}` : `${opensAt}–${closesAt}`)

/** When the counters of agencies close: with that, a day ends there. */
export function BusinessHours() {
  const { t } = useTranslation('directory')
  const { data, error, refetch } = useQuery(hours)
  const mayAdd = mayOpen(useKnownMe(), 'directory')
  const [asked, setAsked] = useState<Own | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Own | null>(null)
  return (
    <section className="card" aria-labelledby="business-hours">
      <header className="row wrap"><h2 id="business-hours">{t('hours.title')}</h2>{mayAdd && <button type="button" className="button" onClick={() => setAsked('new')}><Icon name="plus" />{t('hours.add')}</button>}</header>
      <div className="body stack tight">
        <p className="small soft">{t('hours.hint')}</p>
        {!data ? (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading lines={2} />) : (
          <>
            <p>{t('said', { ns: 'common', name: t('hours.usual'), value: '' })}<span className="num">{rangeOf(data.usual)}</span></p>
            {data.items.length === 0 && <p className="soft">{t('hours.none')}</p>}
            <ul className="stack tight">
              {data.items.map((one) => (
                <li key={one.unitId} className="row wrap"><strong>{one.unitName}</strong><span className="num">{rangeOf(one)}</span><span className="small soft">{one.regionName}</span>
                  {one.mayEdit && <><button type="button" className="link" onClick={() => setAsked(one)}>{t('edit', { ns: 'common' })}</button><button type="button" className="link" onClick={() => setLeaving(one)}>{t('hours.remove')}</button></>}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {asked && data && <HoursDialog own={asked === 'new' ? null : asked} usual={data.usual} onClose={() => setAsked(null)} />}
      {leaving && (
        <FormDialog title={t('hours.removeOf', { name: leaving.unitName })} effect={t('hours.removeEffect')} fields={[]} submit={t('hours.remove')} isGrave onClose={() => setLeaving(null)}
          send={async () => {
            await call<typeof removeBusinessHours>('post', '/api/time-limits/business-hours/{unitId}/removal', { params: { unitId: leaving.unitId } })
            await refreshDirectory()
            toast(t('changed'))
          }} />
      )}
    </section>
  )
}

function HoursDialog({ own, usual, onClose }: { own: Own | null; usual: Hours['usual']; onClose: () => void }) {
  const { t } = useTranslation('directory')
  const from = own ?? usual
  return (
    <FormDialog
      title={own ? own.unitName : t('hours.add')} submit={t('save', { ns: 'common' })} onClose={onClose}
      initial={{ unitId: '', opensAt: from.opensAt, closesAt: from.closesAt, noonFrom: from.noonFrom ?? '', noonTo: from.noonTo ?? '' }}
      fields={[
        ...(own ? [] : [{ name: 'unitId', label: t('hours.unit'), kind: 'unit' as const }]), { name: 'opensAt', label: t('hours.opensAt'), kind: 'time' }, { name: 'noonFrom', label: t('hours.noonFrom'), kind: 'time', isOptional: true },
        { name: 'noonTo', label: t('hours.noonTo'), kind: 'time', isOptional: true }, { name: 'closesAt', label: t('hours.closesAt'), kind: 'time' },
      ]}
      send={async (values) => {
        const body = { opensAt: textIn(values, 'opensAt'), closesAt: textIn(values, 'closesAt'), noonFrom: textOrNull(values, 'noonFrom'), noonTo: textOrNull(values, 'noonTo'), version: own?.version ?? null }
        await call<typeof saveBusinessHours>('put', '/api/time-limits/business-hours/{unitId}', { params: { unitId: own?.unitId ?? textIn(values, 'unitId') }, body })
        await refreshDirectory()
        toast(t('changed'))
      }}
    />
  )
}
