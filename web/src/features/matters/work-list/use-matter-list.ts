import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { countMatters, listMatters, MatterRow } from '@hejie/contract/matters'
import { call } from '../../../api/client.ts'
import { paging } from '../../../api/pages.ts'
import { searchOf } from './list-filters.ts'
import type { ListFilters } from './list-filters.ts'

const ROWS_A_PAGE = 100
/** A longer list is not read again by itself when somebody comes back to it; it says that it can be refreshed. */
const PAGES_READ_AGAIN = 3

/** A list page after page, as the work list and "next/previous" on a matter share it. */
export const matterList = (filters: ListFilters) => infiniteQueryOptions({
  queryKey: ['matters', 'list', searchOf(filters)],
  queryFn: ({ pageParam, signal }) => call<typeof listMatters>('get', '/api/matters', { query: { ...filters, limit: ROWS_A_PAGE, cursor: pageParam }, signal }),
  ...paging,
  refetchOnMount: (query) => (query.state.data?.pages.length ?? 0) <= PAGES_READ_AGAIN,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
})

export const matterCount = (filters: Omit<ListFilters, 'sort'>) => queryOptions({
  queryKey: ['matters', 'count', searchOf({ ...filters, sort: 'due' })], staleTime: 30_000,
  queryFn: ({ signal }) => {
    const { scope, text, status, category, route, class: classCode, form, channel, region, extent, unit, holder, due, receivedFrom, receivedTo, mark } = filters
    return call<typeof countMatters>('get', '/api/matters/count', { query: { scope, text, status, category, route, class: classCode, form, channel, region, extent, unit, holder, due, receivedFrom, receivedTo, mark }, signal })
  },
})

export function useMatterList(filters: ListFilters) {
  const list = useInfiniteQuery(matterList(filters))
  const count = useQuery(matterCount(filters))
  const rows: MatterRow[] = list.data?.pages.flatMap((page) => page.items) ?? []
  return { list, rows, total: count.data }
}
