import { REVIEW_KINDS } from '@hejie/contract/reviewing'
import type { ReviewRow, listReviews } from '@hejie/contract/reviewing'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { call } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import { shortDate } from '../../ui/civil-date.ts'
import { dueKey, dueTone } from '../../ui/due-label.ts'
import { Empty, Failed, Loading } from '../../ui/states.tsx'

const SCOPES = ['open', 'ended', 'final'] as const
const TONES: Readonly<Record<ReviewRow['state'], string>> = { REQUESTED: 'amber', REFUSED: '', EXAMINING: 'blue', HEARING: 'blue', DRAFTED: 'blue', APPROVED: 'blue', SIGNED: 'blue', SERVED: 'green' }

/** Requests for review and re-review that came to the reader's organ, or from their place, each with its own clock. */
export function Component() {
  const { t } = useTranslation('reviewing')
  const [search, setSearch] = useSearchParams()
  const scope = SCOPES.find((one) => one === search.get('scope')) ?? 'open'
  const kind = REVIEW_KINDS.find((one) => one === search.get('kind'))
  const list = useInfiniteQuery({
    queryKey: ['matters', 'list', 'reviews', scope, kind ?? ''], ...paging,
    queryFn: ({ pageParam, signal }) => call<typeof listReviews>('get', '/api/reviews', { query: { scope, kind, limit: 50, cursor: pageParam }, signal }),
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const show = (next: { scope?: string; kind?: string | undefined }): void => {
    const wanted = { scope, kind, ...next }
    setSearch(Object.fromEntries(Object.entries(wanted).filter((one): one is [string, string] => one[1] !== undefined)))
  }
  return (
    <div className="page">
      <header><h1>{t('title')}</h1><p className="soft small">{t('hint')}</p></header>
      <nav className="views" aria-label={t('scope')}>
        {SCOPES.map((one) => <span key={one} className="view"><button type="button" className="link" aria-current={scope === one ? 'true' : undefined} onClick={() => show({ scope: one })}>{t(`scopes.${one}`)}</button></span>)}
        <span className="grow" />
        {[undefined, ...REVIEW_KINDS].map((one) => <span key={one ?? 'all'} className="view"><button type="button" className="link" aria-current={kind === one ? 'true' : undefined} onClick={() => show({ kind: one })}>{one ? t(`kind.${one}`) : t('all')}</button></span>)}
      </nav>
      {list.isPending && <Loading />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <Empty icon="refresh" title={t('none')}><p>{t('noneHint')}</p></Empty>}
      {items.length > 0 && <Reviews items={items} isOpen={scope === 'open'} />}
      {list.hasNextPage && <p><button type="button" className="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</button></p>}
    </div>
  )
}

function Reviews({ items, isOpen }: { items: readonly ReviewRow[]; isOpen: boolean }) {
  const { t } = useTranslation('reviewing')
  const columns = isOpen ? (['matter', 'kind', 'state', 'due', 'requestedOn', 'organ', 'lead'] as const) : (['matter', 'kind', 'state', 'result', 'number', 'servedOn', 'organ', 'lead'] as const)
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="data folds">
        <thead><tr>{columns.map((name) => <th key={name} scope="col">{t(`column.${name}`)}</th>)}</tr></thead>
        <tbody>{items.map((one) => <tr key={`${one.code}-${one.seq}`}>{columns.map((name) => <td key={name}><Cell row={one} name={name} /></td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}

function Cell({ row, name }: { row: ReviewRow; name: 'matter' | 'kind' | 'state' | 'due' | 'requestedOn' | 'organ' | 'lead' | 'result' | 'number' | 'servedOn' }) {
  const { t, i18n } = useTranslation('reviewing')
  const day = (date: string | null): string => (date ? shortDate(date, i18n.language) : '')
  switch (name) {
    case 'matter': return <Link to={`/matters/${row.code}`}>{row.title}</Link>
    case 'kind': return <>{t(`kind.${row.kind}`)}{row.isLate && <> <span className="tag amber">{t('late')}</span></>}</>
    case 'state': return <span className={`tag ${TONES[row.state]}`}>{t(`state.${row.state}`)}</span>
    case 'due': return row.due ? <span className={`tag num ${dueTone(row.due.label)}`}>{t(`due.${dueKey(row.due.label)}`, { ns: 'common', days: Math.abs(row.due.label.days) })}</span> : null
    case 'requestedOn': return <span className="num nowrap">{day(row.requestedOn)}</span>
    case 'servedOn': return <span className="num nowrap">{day(row.servedOn)}</span>
    case 'result': return <>{row.result && t(`result.${row.result}`)}</>
    case 'organ': case 'lead': case 'number': return <>{row[name]}</>
  }
}
