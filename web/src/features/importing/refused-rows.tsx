import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addressOf, send } from '../../api/client.ts'
import { Icon } from '../../ui/icon.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Failed, Loading, problemWords } from '../../ui/states.tsx'
import { reasons, refusals } from './import-requests.ts'
import type { Run } from './import-requests.ts'

/** Refused rows that are read one by one; with more, the reasons are summed up first. */
const FEW = 10

/** Every refused row with its column and reason, and all of them as a file to mend. */
export function RefusedRows({ run }: { run: Run }) {
  const { t, i18n } = useTranslation('importing')
  const saving = useMutation({ mutationFn: async () => saveFile(await send('get', addressOf('/api/imports/{id}/refused', { id: run.id })), 'refused.xlsx') })
  return (
    <section className="card" aria-labelledby="refused-title">
      <header className="row wrap">
        <h2 id="refused-title">{t('refused.title')} <span className="faint num">{run.refused.toLocaleString(i18n.language)}</span></h2>
        <button type="button" className="button" aria-busy={saving.isPending} onClick={() => { if (!saving.isPending) saving.mutate() }}><Icon name="download" />{t('refused.download')}</button>
      </header>
      <div className="body stack tight">
        <p className="small soft">{t('refused.hint')}</p>
        {saving.isError && <p className="field-fault" role="alert">{problemWords(saving.error)}</p>}
        {run.refused > FEW && <Reasons run={run} />}
        <Rows run={run} />
      </div>
    </section>
  )
}

/** One check or import of a file, told from the next. */
const passOf = (run: Run): string => `${run.state} ${run.startedAt}`

function Reasons({ run }: { run: Run }) {
  const { t, i18n } = useTranslation('importing')
  const { data } = useQuery(reasons(run.id, passOf(run)))
  if (!data || data.items.length === 0) return null
  return (
    <ul className="import-reasons" aria-label={t('refused.byReason')}>
      {data.items.map(({ column, code, rows, example }) => (
        <li key={`${column} ${code}`}>
          <strong className="num">{t('earlier.rows', { total: rows.toLocaleString(i18n.language) })}</strong>
          <span><span className="soft">{column ?? t('refused.whole')} · {t('refused.example', { row: example.row })}</span> {example.message}</span>
        </li>
      ))}
    </ul>
  )
}

function Rows({ run }: { run: Run }) {
  const { t } = useTranslation('importing')
  const list = useInfiniteQuery(refusals(run.id, passOf(run)))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  if (list.isPending) return <Loading lines={4} />
  return (
    <>
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <p className="soft">{t('refused.gone')}</p>}
      {items.length > 0 && (
        <table className="data import-refused">
          <thead><tr><th scope="col" className="num">{t('refused.row')}</th><th scope="col">{t('refused.column')}</th><th scope="col">{t('refused.reason')}</th></tr></thead>
          <tbody>{items.map((one) => <tr key={`${one.row} ${one.column} ${one.code}`}><td className="num">{one.row}</td><td>{one.column ?? <span className="faint">{t('refused.whole')}</span>}</td><td>{one.message}</td></tr>)}</tbody>
        </table>
      )}
      {list.hasNextPage && <div><button type="button" className="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more', { ns: 'common' })}</button></div>}
    </>
  )
}
