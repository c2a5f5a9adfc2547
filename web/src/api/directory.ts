import { queryOptions } from '@tanstack/react-query'
import type { listRegions, listUnits, readRegion, readUnit, suggestUnits } from '@hejie/contract/directory'
import { call } from './client.ts'

const KEPT = { staleTime: 600_000, gcTime: 3_600_000 }

export const region = (code: string) => queryOptions({
  queryKey: ['directory', 'region', code], ...KEPT,
  queryFn: ({ signal }) => call<typeof readRegion>('get', '/api/directory/regions/{code}', { params: { code }, signal }),
})

/** Places right below a place; the top without one. */
export const childRegions = (parent: string | undefined) => queryOptions({
  queryKey: ['directory', 'regions', parent ?? ''], ...KEPT,
  queryFn: ({ signal }) => call<typeof listRegions>('get', '/api/directory/regions', { query: { parent, limit: 200 }, signal }),
})

/** Places whose names hold all the words. */
export const findRegions = (q: string, under: string | undefined, signal: AbortSignal) =>
  call<typeof listRegions>('get', '/api/directory/regions', { query: { q, under, limit: 20 }, signal })

export const unit = (id: string) => queryOptions({
  queryKey: ['directory', 'unit', id], ...KEPT,
  queryFn: ({ signal }) => call<typeof readUnit>('get', '/api/directory/units/{id}', { params: { id }, signal }),
})

export const findUnits = (query: { q?: string | undefined; region?: string | undefined; below?: 'yes' | 'no'; near?: 'yes' | 'no' }, signal: AbortSignal) =>
  call<typeof listUnits>('get', '/api/directory/units', { query: { ...query, limit: 20 }, signal })

/** Who is competent for a class at a place, and why; an officer decides. */
export const suggestions = (classCode: string, regionCode: string) => queryOptions({
  queryKey: ['directory', 'suggestions', classCode, regionCode], ...KEPT,
  queryFn: ({ signal }) => call<typeof suggestUnits>('get', '/api/directory/suggestions', { query: { classCode, region: regionCode }, signal }),
})
