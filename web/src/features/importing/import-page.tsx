import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiProblem } from '../../api/problem.ts'
import { momentText } from '../../ui/civil-date.ts'
import { Failed, Loading } from '../../ui/states.tsx'
import { isWorking, rowsIn, runs } from './import-requests.ts'
import type { Run } from './import-requests.ts'
import { RunState } from './run-state.tsx'
import { UploadBox } from './upload-box.tsx'
import './importing.css'

/** Old and foreign matters from a file: hand one over, or go on with an earlier one. */
export function Component() {
  const { t } = useTranslation('importing')
  const list = useInfiniteQuery(runs)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  if (list.error instanceof ApiProblem && list.error.status === 403) return <Failed error={list.error} />
  return (
    <div className="page import">
      <header><h1>{t('title')}</h1><p className="small soft">{t('hint')}</p></header>
      <UploadBox />
      <section aria-labelledby="earlier" className="stack tight">
        <h2 id="earlier">{t('earlier.title')}</h2>
        {list.isPending && <Loading lines={4} />}
        {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && <p className="soft">{t('earlier.none')}</p>}
        {items.length > 0 && <ul className="import-runs">{items.map((one) => <EarlierRun key={one.id} run={one} />)}</ul>}
        {list.hasNextPage && <div><button type="button" className="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more', { ns: 'common' })}</button></div>}
        {items.length > 0 && <p className="small faint">{t('earlier.kept')}</p>}
      </section>
    </div>
  )
}

function EarlierRun({ run }: { run: Run }) {
  const { t, i18n } = useTranslation('importing')
  const number = (count: number): string => count.toLocaleString(i18n.language)
  return (
    <li className="card import-run">
      <Link to={`/import/${run.id}`} className="import-name">{run.fileName}</Link>
      <RunState run={run} />
      <p className="small soft num">
        {momentText(run.createdAt, i18n.language)}
        {run.state === 'uploaded' ? ` · ${t('earlier.rows', { total: number(rowsIn(run)) })}` : isWorking(run) ? ` · ${t('earlier.far', { done: number(run.done), total: number(run.total) })}`
          : ` · ${t(run.state === 'checked' ? 'earlier.checked' : 'earlier.counts', { total: number(run.total), added: number(run.added), known: number(run.known), refused: number(run.refused) })}`}
      </p>
    </li>
  )
}
