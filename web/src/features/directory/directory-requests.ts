import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { listCalendars, listCodeTables, listDuties, listLines, listRegions, listRoles, listStaff, listUnits, readCalendar, readCodeTable } from '@hejie/contract/directory'
import { call } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import { queryClient } from '../../api/query-client.ts'

export const regionsBelow = (parent: string | null, abolished: 'yes' | 'no') => infiniteQueryOptions({
  queryKey: ['directory', 'admin-regions', parent, abolished], ...paging,
  queryFn: ({ pageParam, signal }) => call<typeof listRegions>('get', '/api/directory/regions', { query: { parent: parent ?? undefined, abolished, limit: 100, cursor: pageParam }, signal }),
})

export const unitsIn = (region: string | null, q: string, abolished: 'yes' | 'no') => infiniteQueryOptions({
  queryKey: ['directory', 'admin-units', region, q, abolished], ...paging,
  queryFn: ({ pageParam, signal }) => call<typeof listUnits>('get', '/api/directory/units', { query: { region: region ?? undefined, below: q ? 'yes' : 'no', q: q || undefined, abolished, limit: 100, cursor: pageParam }, signal }),
})

export const staff = (q: string) => infiniteQueryOptions({
  queryKey: ['directory', 'staff', q], ...paging,
  queryFn: ({ pageParam, signal }) => call<typeof listStaff>('get', '/api/directory/staff', { query: { q: q || undefined, limit: 50, cursor: pageParam }, signal }),
})

export const duties = (region: string | null, classCode: string | null, ended: 'yes' | 'no') => infiniteQueryOptions({
  queryKey: ['directory', 'duties', region, classCode, ended], ...paging,
  queryFn: ({ pageParam, signal }) => call<typeof listDuties>('get', '/api/directory/duties', { query: { region: region ?? undefined, classCode: classCode ?? undefined, ended, limit: 100, cursor: pageParam }, signal }),
})

export const lines = queryOptions({ queryKey: ['directory', 'lines'], staleTime: 3_600_000, queryFn: ({ signal }) => call<typeof listLines>('get', '/api/directory/lines', { signal }) })
export const roles = queryOptions({ queryKey: ['directory', 'roles'], staleTime: 3_600_000, queryFn: ({ signal }) => call<typeof listRoles>('get', '/api/directory/roles', { signal }) })
export const codeTables = queryOptions({ queryKey: ['directory', 'code-tables'], queryFn: ({ signal }) => call<typeof listCodeTables>('get', '/api/directory/code-tables', { signal }) })
export const codeTableRows = (table: string) => queryOptions({ queryKey: ['directory', 'code-table', table], queryFn: ({ signal }) => call<typeof readCodeTable>('get', '/api/directory/code-tables/{table}', { params: { table }, signal }) })
export const calendars = queryOptions({ queryKey: ['directory', 'calendars'], queryFn: ({ signal }) => call<typeof listCalendars>('get', '/api/directory/calendars', { signal }) })
export const calendar = (year: number) => queryOptions({ queryKey: ['directory', 'calendar', year], queryFn: ({ signal }) => call<typeof readCalendar>('get', '/api/directory/calendars/{year}', { params: { year }, signal }) })

/** Everything the directory showed is read again; so are the code tables the other screens use. */
export async function refreshDirectory(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: ['directory'] }), queryClient.invalidateQueries({ queryKey: ['code-table'] }), queryClient.invalidateQueries({ queryKey: ['options'] })])
}
