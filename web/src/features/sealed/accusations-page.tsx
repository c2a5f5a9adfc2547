import type { listAccusations } from '@hejie/contract/sealed'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useCodes } from '../../api/code-tables.ts'
import { call } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import { momentText } from '../../ui/civil-date.ts'
import { spacedCode } from '../../ui/matter-code.ts'
import { Empty, Failed, Loading } from '../../ui/states.tsx'

const STATES = ['RECEIVED', 'FORWARDED', 'ANSWERED'] as const
export const TONES = { RECEIVED: 'amber', FORWARDED: 'blue', ANSWERED: 'green' } as const

/** What waits at the accusation desk: nothing of what it says, and nobody's name. */
export function Component() {
  const { t, i18n } = useTranslation('sealed')
  const [search, setSearch] = useSearchParams()
  const status = STATES.find((one) => one === search.get('status'))
  const form = useCodes('form', i18n.language)
  const channel = useCodes('channel', i18n.language)
  const list = useInfiniteQuery({
    queryKey: ['sealed', 'list', status ?? ''], ...paging,
    queryFn: ({ pageParam, signal }) => call<typeof listAccusations>('get', '/api/sealed/accusations', { query: { status, limit: 50, cursor: pageParam }, signal }),
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="page">
      <header><h1>{t('title')}</h1><p className="soft small">{t('hint')}</p></header>
      <nav className="views" aria-label={t('status')}>
        {[undefined, ...STATES].map((one) => <span key={one ?? 'all'} className="view"><button type="button" className="link" aria-current={status === one ? 'true' : undefined} onClick={() => setSearch(one ? { status: one } : {})}>{one ? t(`states.${one}`) : t('all')}</button></span>)}
      </nav>
      {list.isPending && <Loading />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <Empty icon="lock" title={t('none')}><p>{t('noneHint')}</p></Empty>}
      {items.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <table className="data nowrap">
            <thead><tr>{(['code', 'status', 'receivedAt', 'form', 'channel', 'place', 'names', 'accusedUnit', 'forwardedTo'] as const).map((name) => <th key={name} scope="col">{t(name)}</th>)}</tr></thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.code}>
                  <td className="nowrap"><Link to={`/accusations/${one.code}`}>{spacedCode(one.code)}</Link></td><td><span className={`tag ${TONES[one.status]}`}>{t(`states.${one.status}`)}</span></td><td className="nowrap">{momentText(one.receivedAt, i18n.language)}</td>
                  <td>{form.nameOf(one.form)}</td><td>{channel.nameOf(one.channel)}</td><td>{one.place}</td><td>{t(one.isAnonymous ? 'anonymous' : 'real')}</td><td>{t(one.hasAccusedUnit ? 'yes' : 'no')}</td><td>{one.forwardedTo}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {list.hasNextPage && <button type="button" className="button" onClick={() => void list.fetchNextPage()}>{t('more')}</button>}
        </div>
      )}
    </div>
  )
}
