import type { MatterRow } from '@hejie/contract/matters'
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useCodes } from '../../../api/code-tables.ts'
import { queryClient } from '../../../api/query-client.ts'
import { Icon } from '../../../ui/icon.tsx'
import { usePreferences } from '../../../ui/preferences.ts'
import { Failed, Loading } from '../../../ui/states.tsx'
import { useKeys } from '../../../ui/use-keys.ts'
import { useVirtualRows } from '../../../ui/virtual-rows.ts'
import { COLUMN_NAMES } from './columns.tsx'
import type { CellContext, ColumnName } from './columns.tsx'
import { FilterChips } from './filter-chips.tsx'
import { filtersOf, searchOf, withFilter } from './list-filters.ts'
import type { ListFilters } from './list-filters.ts'
import { ListEmpty } from './list-empty.tsx'
import { placeIn, rememberPlace } from './list-place.ts'
import { ListTools } from './list-tools.tsx'
import { MatterTable } from './matter-table.tsx'
import { moveTo, rowCommand, toggled } from './row-keys.ts'
import { matterCount, matterList, useMatterList } from './use-matter-list.ts'
import { useRowHeight } from './use-row-height.ts'
import { useShortPlace } from './use-short-place.ts'
import { SaveView, ViewTabs } from './view-tabs.tsx'
import './work-list.css'

const BulkBar = lazy(() => import('./bulk-bar.tsx').then((module) => ({ default: module.BulkBar })))
const KeyboardHelp = lazy(() => import('../keyboard-help.tsx').then((module) => ({ default: module.KeyboardHelp })))

/** Asks for the list while the page is still being drawn; whoever goes elsewhere meanwhile loses nothing. */
export function loader({ request }: { request: Request }): null {
  const filters = filtersOf(new URL(request.url).searchParams)
  const list = matterList(filters)
  if (queryClient.getQueryState(list.queryKey) === undefined) {
    void queryClient.prefetchInfiniteQuery(list)
    void queryClient.prefetchQuery(matterCount(filters))
  }
  return null
}

/** The heaps of work: to do, tasks, my unit, my region; the address holds the whole view. */
export function Component() {
  const { t, i18n } = useTranslation('matters')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const filters = useMemo(() => filtersOf(search), [search])
  const address = searchOf(filters)
  const { list, rows, total } = useMatterList(filters)
  const { columns: wanted } = usePreferences()
  const columns = useMemo(() => COLUMN_NAMES.filter((name) => wanted.includes(name)), [wanted])
  const context = useCellContext(i18n.language, columns)
  const rowHeight = useRowHeight(filters.text !== undefined)
  const { box, onScroll, reveal, window, rowsAPage } = useVirtualRows(rows.length, rowHeight)
  const head = useRef<HTMLTableSectionElement>(null)
  const searchBox = useRef<HTMLInputElement>(null)
  const [active, setActive] = useState(() => placeIn(address)?.active ?? -1)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isHelping, setHelping] = useState(false)
  const lastSelected = useRef<number | null>(null)
  const codes = rows.map((row) => row.code)

  const show = (next: ListFilters): void => void navigate(`/matters?${searchOf(next)}`)
  const mark = useCallback((index: number) => setActive(index), [])
  const latestCodes = useRef(codes)
  latestCodes.current = codes
  const select = useCallback((index: number, withRange: boolean) => {
    setSelected((before) => toggled(before, latestCodes.current, index, withRange ? lastSelected.current : null))
    lastSelected.current = index
    setActive(index)
  }, [])

  useRestoredPlace(address, box, active, setActive, () => { setSelected(new Set()); lastSelected.current = null })
  useMorePages(list.hasNextPage && !list.isFetchingNextPage && !list.isFetchNextPageError && window.end > rows.length - 40, list.fetchNextPage)

  useKeys((event) => {
    const command = rowCommand(event, rowsAPage)
    if (command === null || (event.target instanceof HTMLElement && event.target.closest('button, a:not([data-row]), summary') && (event.key === 'Enter' || event.key === ' '))) return
    event.preventDefault()
    const go = (index: number): void => {
      setActive(index)
      reveal(index, head.current?.offsetHeight ?? 0)
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus({ preventScroll: true }))
    }
    if (typeof command === 'object') return go(moveTo(active, command.move, rows.length))
    switch (command) {
      case 'first': return go(moveTo(-1, 1, rows.length))
      case 'last': return go(moveTo(-1, -1, rows.length))
      case 'open': {
        const row = rows[active]
        return row && void navigate(`/matters/${row.code}`, { state: { list: address } })
      }
      case 'select': return active >= 0 ? select(active, false) : undefined
      case 'select-range': return active >= 0 ? select(active, true) : undefined
      case 'clear': return setSelected(new Set())
      case 'search': return searchBox.current?.focus()
      case 'help': return setHelping(true)
    }
  })

  return (
    <div className="list">
      <header className="list-head">
        <div className="row wrap spread">
          <h1>{t(`scope.${filters.scope}`)} <span className="list-total num" role="status">{total && t(total.isExact ? 'list.total' : 'list.totalMore', { total: total.total.toLocaleString(i18n.language) })}</span></h1>
          <ListTools filters={filters} searchBox={searchBox} onText={(text) => show(withFilter(filters, 'text', text))} onHelp={() => setHelping(true)} total={total?.total} />
        </div>
        <ViewTabs filters={filters} />
        <div className="row wrap list-chips">
          <FilterChips filters={filters} onChange={show} />
          <SaveView key={address} filters={filters} />
          {list.isStale && rows.length > 300 && <button type="button" className="link small" onClick={() => void list.refetch()}><Icon name="refresh" /> {t('list.stale')}{t('refresh', { ns: 'common' })}</button>}
        </div>
      </header>
      <div className="list-box" ref={box} onScroll={onScroll} tabIndex={-1}>
        {rows.length > 0 && (
          <MatterTable
            rows={rows} total={total?.total} columns={columns} context={context} sort={filters.text ? 'received' : filters.sort} onSort={(sort) => show(withFilter(filters, 'sort', sort))} active={active} selected={selected}
            selectAll={() => setSelected(selected.size === rows.length ? new Set() : new Set(codes))} window={window} rowHeight={rowHeight} listAddress={address} headRef={head} label={t(`scope.${filters.scope}`)} mark={mark} select={select}
          />
        )}
        {list.isPending && <Loading lines={12} />}
        {list.isError && rows.length === 0 && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && rows.length === 0 && <ListEmpty filters={filters} onChange={show} />}
        {list.isFetchingNextPage && <p className="list-foot" role="status">{t('list.loadingMore')}</p>}
        {list.isFetchNextPageError && <p className="list-foot">{t('list.moreFailed')} <button type="button" className="link" onClick={() => void list.fetchNextPage()}>{t('retry', { ns: 'common' })}</button></p>}
      </div>
      <Suspense>
        {selected.size > 0 && <BulkBar rows={rows.filter((row) => selected.has(row.code))} keep={(kept) => setSelected(new Set(kept))} />}
        {isHelping && <KeyboardHelp onClose={() => setHelping(false)} />}
      </Suspense>
    </div>
  )
}

function useCellContext(language: string, columns: readonly ColumnName[]): CellContext {
  const shortPlace = useShortPlace()
  const form = useCodes('form', language, columns.includes('form'))
  const channel = useCodes('channel', language, columns.includes('channel'))
  const route = useCodes('route', language, columns.includes('route'))
  // Rows come with the Chinese name of their class; the tables are only read for another language.
  const isTranslated = language !== 'zh-CN' && columns.includes('class')
  const first = useCodes('class1', language, isTranslated)
  const second = useCodes('class2', language, isTranslated)
  // Rows are drawn again only when the words change.
  return useMemo(() => ({
    language, form, channel, route, shortPlace,
    classOf: (row: MatterRow) => (isTranslated ? (row.class2 ? second.nameOf(row.class2) : first.nameOf(row.class1)) : row.className),
  }), [language, form.rows, channel.rows, route.rows, first.rows, second.rows, isTranslated, shortPlace])
}

/** Comes back to where the list was left, and remembers it while it is used. */
function useRestoredPlace(address: string, box: React.RefObject<HTMLDivElement | null>, active: number, setActive: (index: number) => void, onOtherList: () => void): void {
  const shown = useRef<string | null>(null)
  const latest = useRef({ top: 0, active })
  latest.current.active = active
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const place = placeIn(address)
    element.scrollTop = place?.top ?? 0
    // Once the box has left the page it says 0, so what it last said is kept here.
    latest.current.top = element.scrollTop
    if (shown.current !== null && shown.current !== address) {
      setActive(place?.active ?? -1)
      onOtherList()
    }
    shown.current = address
    const note = (): void => { latest.current.top = element.scrollTop }
    element.addEventListener('scroll', note, { passive: true })
    return () => {
      element.removeEventListener('scroll', note)
      rememberPlace(address, { ...latest.current })
    }
  }, [address])
  useEffect(() => {
    const leave = (): void => rememberPlace(address, { ...latest.current })
    window.addEventListener('pagehide', leave)
    return () => window.removeEventListener('pagehide', leave)
  }, [address])
}

function useMorePages(isWanted: boolean, fetchMore: () => Promise<unknown>): void {
  useEffect(() => { if (isWanted) void fetchMore() }, [isWanted, fetchMore])
}
