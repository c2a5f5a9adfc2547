import type { AnalysisCounts, analysisCounts } from '@hejie/contract/analysis'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, call, send } from '../../api/client.ts'
import { FormDialog, textIn } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import './analysis.css'

type Table = AnalysisCounts['tables'][number]
type Row = Table['rows'][number]

/** What the analyst sees of the register: numbers, the small ones hidden, and nobody. */
export function Component() {
  const { t } = useTranslation('analysis')
  const [isExporting, setExporting] = useState(false)
  const { data, error, refetch } = useQuery({ queryKey: ['analysis'], staleTime: 600_000, queryFn: ({ signal }) => call<typeof analysisCounts>('get', '/api/analysis/counts', { signal }) })
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <div className="page"><Loading lines={12} /></div>
  return (
    <div className="page analysis">
      <header className="row wrap spread">
        <div className="grow"><h1>{t('title')}</h1><p className="soft">{t('period', { region: data.region, from: data.from, to: data.to })}</p></div>
        <button type="button" className="button" onClick={() => setExporting(true)}><Icon name="download" />{t('export')}</button>
      </header>
      <p className="notice small"><Icon name="info" /><span>{t('hint', { step: data.step, from: data.step, to: 2 * data.step - 1 })}</span></p>
      {data.isWithheld ? <Empty icon="lock" title={t('withheld')}><p>{t('withheldHint')}</p></Empty> : (
        <>
          <p className="analysis-total"><span>{t('total')}</span> <strong className="num"><Told row={data.total} step={data.step} /></strong></p>
          <div className="analysis-tables">{data.tables.map((table) => <Division key={table.key} table={table} step={data.step} />)}</div>
        </>
      )}
      {isExporting && (
        <FormDialog
          title={t('exportTitle')} effect={t('exportHint')} submit={t('export')} onClose={() => setExporting(false)} fields={[{ name: 'reason', label: t('exportReason'), kind: 'text' }]}
          send={async (values) => {
            await saveFile(await send('get', addressOf('/api/analysis/export', {}, { reason: textIn(values, 'reason') })), 'counts.csv')
            toast(t('exported'))
          }}
        />
      )}
    </div>
  )
}

/** One way of dividing the matters; rows too small to be told stand together at the end, months stay in their order. */
function Division({ table, step }: { table: Table; step: number }) {
  const { t } = useTranslation('analysis')
  const isTime = table.key === 'month'
  const shown = isTime ? table.rows.filter((row) => row.code !== '') : table.rows.filter((row) => row.atLeast > 0).toSorted((one, other) => other.atLeast - one.atLeast)
  const small = isTime ? [] : table.rows.filter((row) => row.atLeast === 0)
  const most = Math.max(step, ...table.rows.map((row) => row.atLeast))
  return (
    <section className="card" aria-labelledby={`by-${table.key}`}>
      <header><h2 id={`by-${table.key}`}>{t(`by.${table.key}`)}</h2></header>
      {shown.length > 0 && <Rows rows={shown} most={most} step={step} name={t(`by.${table.key}`)} />}
      {small.length > 0 && <details className="body small"><summary>{t('small', { count: small.length, step })}</summary><Rows rows={small} most={most} step={step} name={t('small', { count: small.length, step })} /></details>}
    </section>
  )
}

function Rows({ rows, most, step, name }: { rows: readonly Row[]; most: number; step: number; name: string }) {
  const { t, i18n } = useTranslation('analysis')
  return (
    <table className="data" aria-label={name}>
      <thead className="sr"><tr><th scope="col">{t('row')}</th><th scope="col">{t('count')}</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">{i18n.language === 'en' ? (row.en ?? row.zh) : row.zh}</th>
            <td><div className="share"><span aria-hidden="true"><i style={{ width: `${(100 * row.atLeast) / most}%` }} /></span><span className="num nowrap"><Told row={row.atLeast} step={step} /></span></div></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Told = ({ row, step }: { row: number; step: number }) => (row === 0 ? <span className="soft">{`<${step}`}</span> : <>{`${row}–${row + step - 1}`}</>)
