import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { filtersOf } from '../work-list/list-filters.ts'
import { matterCount, matterList } from '../work-list/use-matter-list.ts'
import { useQuery } from '@tanstack/react-query'

export interface Neighbours {
  previous: string | null
  next: string | null
  /** Place in the list, from 1; null when it is not there (any more). */
  at: number | null
  total: number | null
}

const NOWHERE: Neighbours = { previous: null, next: null, at: null, total: null }
/** How far a list that is no longer in memory is read again to find the place. */
const ROWS_READ_AGAIN = 500

/** What stands before and after a matter in the list it was opened from. */
export function useNeighbours(code: string, listAddress: string | null): Neighbours {
  const filters = filtersOf(new URLSearchParams(listAddress ?? ''))
  const list = useInfiniteQuery({ ...matterList(filters), enabled: listAddress !== null, refetchOnMount: false })
  const count = useQuery({ ...matterCount(filters), enabled: listAddress !== null })
  const codes = list.data?.pages.flatMap((page) => page.items.map((row) => row.code)) ?? []
  const at = codes.indexOf(code)
  const isMoreWanted = listAddress !== null && list.hasNextPage && !list.isFetching && !list.isError && (at === codes.length - 1 || (at < 0 && codes.length < ROWS_READ_AGAIN))
  const { fetchNextPage } = list
  useEffect(() => { if (isMoreWanted) void fetchNextPage() }, [isMoreWanted, fetchNextPage])
  if (listAddress === null) return NOWHERE
  const total = count.data?.total ?? null
  return at < 0 ? { ...NOWHERE, total } : { previous: codes[at - 1] ?? null, next: codes[at + 1] ?? null, at: at + 1, total }
}
