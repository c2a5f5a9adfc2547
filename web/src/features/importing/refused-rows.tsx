import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addressOf, send } from '../../api/client.ts'
import { Icon } from '../../ui/icon.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Failed, Loading, problemWords } from '../../ui/states.tsx'
import { refusals } from './import-requests.ts'
import type { Run } from './import-requests.ts'

/** Every refused row with its column and reason, and all of them as a file to mend. */
export function RefusedRows({ run }: { run: Run }) {
  const { t, i18n } = useTranslation('importing')
  const list = useInfiniteQuery(refusals(run.id, `${run.state} ${run.startedAt}`))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
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
        {list.isPending && <Loading lines={4} />}
        {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && <p className="soft">{t('refused.gone')}</p>}
        {items.length > 0 && (
          <table className="data import-refused">
            <thead><tr><th scope="col" className="num">{t('refused.row')}</th><th scope="col">{t('refused.column')}</th><th scope="col">{t('refused.reason')}</th></tr></thead>
            <tbody>{items.map((one) => <tr key={`${one.row} ${one.column} ${one.code}`}><td className="num">{one.row}</td><td>{one.column ?? <span className="faint">{t('refused.whole')}</span>}</td><td>{one.message}</td></tr>)}</tbody>
          </table>
        )}
        {list.hasNextPage && <div><button type="button" className="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more', { ns: 'common' })}</button></div>}
      </div>
    </section>
  )
}
