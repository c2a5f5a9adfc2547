import { useQuery } from '@tanstack/react-query'
import type { withdrawTimeLimit } from '@hejie/contract/time-limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { shortDate } from '../../ui/civil-date.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { LimitDialog } from './limit-dialog.tsx'
import { limits } from './limit-requests.ts'
import type { Card } from './limit-requests.ts'
import { extensionWords, lengthWords } from './limit-words.ts'
import { TryLimit } from './try-limit.tsx'
import './time-limits.css'

/** The table of limits: what holds, what is planned, how many clocks run under it. */
export function Component() {
  const { t } = useTranslation('time-limits')
  const { data, error, refetch } = useQuery(limits)
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState<{ card: Card; what: 'change' | 'withdraw' } | null>(null)
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading lines={12} />
  const shown = data.items.filter(({ code, now }) => `${code} ${now?.zh} ${now?.en} ${now?.basis}`.toLowerCase().includes(words.trim().toLowerCase()))
  return (
    <div className="stack limit-page">
      <section className="card">
        <p className="body soft">{t('limits.hint')}{!data.mayEdit && ` ${t('limits.readOnly')}`}</p>
        <p className="body"><label className="row wrap">{t('limits.find')}<input className="input" style={{ maxWidth: '18rem' }} type="search" value={words} onChange={(event) => setWords(event.target.value)} /></label></p>
        {shown.length === 0 ? <Empty icon="search" title={t('limits.none')} /> : (
          <div className="body scroll">
            <table className="data limits">
              <thead><tr><th scope="col">{t('limits.name')}</th><th scope="col">{t('length')}</th><th scope="col">{t('limits.extension')}</th><th scope="col">{t('basis')}</th><th scope="col">{t('limits.since')}</th><th scope="col" className="num">{t('limits.running')}</th>{data.mayEdit && <th scope="col"><span className="sr">{t('edit', { ns: 'common' })}</span></th>}</tr></thead>
              <tbody>{shown.map((card) => <LimitRow key={card.code} card={card} mayEdit={data.mayEdit} ask={(what) => setAsked({ card, what })} />)}</tbody>
            </table>
          </div>
        )}
      </section>
      <TryLimit cards={data.items} today={data.today} />
      {asked?.what === 'change' && <LimitDialog card={asked.card} today={data.today} onClose={() => setAsked(null)} />}
      {asked?.what === 'withdraw' && <WithdrawDialog card={asked.card} onClose={() => setAsked(null)} />}
    </div>
  )
}

function LimitRow({ card, mayEdit, ask }: { card: Card; mayEdit: boolean; ask: (what: 'change' | 'withdraw') => void }) {
  const { t, i18n } = useTranslation('time-limits')
  const { now, planned, past } = card
  const shown = now ?? planned ?? past.at(-1)
  if (!shown) return null
  return (
    <tr>
      <td data-part="name"><span className="num faint">{card.code}</span> <strong>{i18n.language === 'en' ? shown.en : shown.zh}</strong><br /><span className={`tag ${shown.force === 'law' ? 'blue' : ''}`}>{t(`force.${shown.force}`)}</span>{shown.force === 'optional' && <span className={`tag ${shown.isOn ? 'green' : ''}`}>{t(shown.isOn ? 'limits.on' : 'limits.off')}</span>}</td>
      <td>{lengthWords(shown, t)}<br /><span className="small soft">{t(`startsAt.${shown.startsAt}`)}</span></td>
      <td className="small" data-label={t('limits.extension')}>{extensionWords(shown, t)}{shown.pausedBy.map((cause) => <span key={cause}><br />{t(`paused.${cause}`)}</span>)}</td>
      <td className="small" data-part="basis" data-label={t('basis')}>{shown.basis}{shown.note && <><br /><span className="soft">{shown.note}</span></>}{shown.doubt && <><br /><span className="tag amber" title={shown.doubt}>{t('limits.doubt')}</span> <span className="soft">{shown.doubt}</span></>}</td>
      <td className="small" data-label={t('limits.since')}><span className="num nowrap">{shown.validFrom}</span>{past.length > 0 && <><br /><span className="soft">{t('limits.past', { count: past.length })}</span></>}
        {planned && now && <><br /><span className="tag amber">{t('limits.planned', { date: shortDate(planned.validFrom, i18n.language), length: lengthWords(planned, t) })}</span></>}</td>
      <td className="num" data-label={t('limits.running')}>{card.running.toLocaleString(i18n.language)}</td>
      {mayEdit && <td className="nowrap"><button type="button" className="link" aria-label={t('limits.changeOf', { code: card.code })} onClick={() => ask('change')}>{t('limits.change')}</button>{planned && <> <button type="button" className="link" aria-label={t('limits.withdrawOf', { code: card.code })} onClick={() => ask('withdraw')}>{t('limits.withdraw')}</button></>}</td>}
    </tr>
  )
}

function WithdrawDialog({ card: { code, planned }, onClose }: { card: Card; onClose: () => void }) {
  const { t } = useTranslation('time-limits')
  if (!planned) return null
  return (
    <FormDialog title={t('limits.withdrawOf', { code })} effect={t('limits.withdrawEffect', { date: planned.validFrom })} fields={[]} submit={t('limits.withdraw')} isGrave onClose={onClose}
      send={async () => {
        await call<typeof withdrawTimeLimit>('post', '/api/time-limits/rules/{code}/withdrawal', { params: { code }, body: { validFrom: planned.validFrom, version: planned.version } })
        await queryClient.invalidateQueries({ queryKey: ['time-limits'] })
        toast(t('limits.withdrawn'))
      }} />
  )
}
