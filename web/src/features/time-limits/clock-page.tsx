import type { explainMatterClock } from '@hejie/contract/time-limits'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { shortDate } from '../../ui/civil-date.ts'
import { Icon } from '../../ui/icon.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { ExplanationView } from './explanation.tsx'

/** Why a matter's date is the day it is, to be defended line by line; prints as it stands. */
export function Component() {
  const { t, i18n } = useTranslation('time-limits')
  const { code = '', seq = '' } = useParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['matters', 'clock', code, seq],
    queryFn: ({ signal }) => call<typeof explainMatterClock>('get', '/api/matters/{code}/clocks/{seq}', { params: { code, seq: Number(seq) }, signal }),
  })
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <div className="page"><Loading lines={12} /></div>
  const name = i18n.language === 'en' ? data.rule.en : data.rule.zh
  return (
    <article className="page clock-page">
      <header>
        <div className="row no-print"><Link className="button bare small" to={`/matters/${code}`}><Icon name="left" />{t('back')}</Link><span className="grow" /><button type="button" className="button small" onClick={() => print()}><Icon name="print" />{t('print', { ns: 'common' })}</button></div>
        <h1>{t('title', { name })}</h1>
        <p className="soft">{data.matter.title} <span className="num faint">{data.matter.code}</span></p>
        <p className="row wrap">
          <span className={`tag ${data.isLate ? 'red' : data.phase === 'ended' ? 'green' : 'blue'}`}>{t(data.isLate ? 'late' : `phase.${data.phase}`)}</span>
          {data.warnedOn && <span className="tag amber">{t('warned', { date: shortDate(data.warnedOn, i18n.language) })}</span>}
          {data.overdueOn && <span className="tag red">{t('overdue', { date: shortDate(data.overdueOn, i18n.language) })}</span>}
          {data.unit && <span className="small soft">{t('said', { ns: 'common', name: t('unit'), value: data.unit.name })}</span>}
        </p>
        {data.unit?.endedOn && <p className="notice amber small">{data.unit.successor ? t('dissolved', { unit: data.unit.name, date: data.unit.endedOn, successor: data.unit.successor }) : t('dissolvedAlone', { unit: data.unit.name, date: data.unit.endedOn })}</p>}
      </header>
      <div className="stack"><ExplanationView found={data} /></div>
    </article>
  )
}
