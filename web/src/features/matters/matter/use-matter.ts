import { queryOptions } from '@tanstack/react-query'
import type { readMatter } from '@hejie/contract/matters'
import { call } from '../../../api/client.ts'

/** One matter; opening it is recorded, so it is not read again without need. */
export const matterDetail = (code: string) => queryOptions({
  queryKey: ['matters', 'detail', code], staleTime: 120_000,
  queryFn: ({ signal }) => call<typeof readMatter>('get', '/api/matters/{code}', { params: { code }, signal }),
})
