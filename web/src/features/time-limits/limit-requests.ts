import { queryOptions } from '@tanstack/react-query'
import type { explainLimit, listTimeLimits } from '@hejie/contract/time-limits'
import { call } from '../../api/client.ts'
import type { Output } from '../../api/client.ts'

export type Card = Output<typeof listTimeLimits>['items'][number]

export const limits = queryOptions({ queryKey: ['time-limits', 'rules'], queryFn: ({ signal }) => call<typeof listTimeLimits>('get', '/api/time-limits/rules', { signal }) })
export const trial = (query: { rule: string; start: string; region?: string; variant?: string; extension: number; filedAt?: string; door?: 'counter' | 'online' }) => queryOptions({
  queryKey: ['time-limits', 'trial', query], queryFn: ({ signal }) => call<typeof explainLimit>('get', '/api/time-limits/explanation', { query, signal }),
})
