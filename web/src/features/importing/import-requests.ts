import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { listImports, listRefusalReasons, listRefusals, readImport, readImportColumns } from '@hejie/contract/importing'
import { call, send } from '../../api/client.ts'
import type { Output } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import { queryClient } from '../../api/query-client.ts'

export type Run = Output<typeof readImport>

/** Whether the server is at it now. */
export const isWorking = ({ state }: Pick<Run, 'state'>): boolean => state === 'checking' || state === 'running'

/** Rows of what is read; of all sheets while none is chosen. */
export const rowsIn = ({ total, sheet, sheets }: Pick<Run, 'total' | 'sheet' | 'sheets'>): number => (sheet === null && sheets.length > 0 ? sheets.reduce((sum, one) => sum + one.rows, 0) : total)

/** How often a run at work is asked for again, milliseconds. */
const WATCH_MS = 700

export const runs = infiniteQueryOptions({
  queryKey: ['imports', 'list'], ...paging,
  queryFn: ({ pageParam, signal }) => call<typeof listImports>('get', '/api/imports', { query: { limit: 20, cursor: pageParam }, signal }),
  refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(isWorking)) ? 2 * WATCH_MS : false),
})

/** One import; while the server is at it, asked for again and again. */
export const run = (id: string) => queryOptions({
  queryKey: ['imports', 'run', id], staleTime: 0,
  queryFn: ({ signal }) => call<typeof readImport>('get', '/api/imports/{id}', { params: { id }, signal }),
  refetchInterval: (query) => (query.state.data && isWorking(query.state.data) ? WATCH_MS : false),
})

export const columns = (id: string, sheet: string | null) => queryOptions({
  queryKey: ['imports', 'columns', id, sheet], staleTime: 600_000,
  queryFn: ({ signal }) => call<typeof readImportColumns>('get', '/api/imports/{id}/columns', { params: { id }, signal }),
})

/** Why rows were refused; `check` tells one check of the file from the next. */
export const refusals = (id: string, check: string | null) => infiniteQueryOptions({
  queryKey: ['imports', 'refusals', id, check], ...paging,
  queryFn: ({ pageParam, signal }) => call<typeof listRefusals>('get', '/api/imports/{id}/refusals', { params: { id }, query: { limit: 100, cursor: pageParam }, signal }),
})

export const reasons = (id: string, check: string | null) => queryOptions({
  queryKey: ['imports', 'reasons', id, check],
  queryFn: ({ signal }) => call<typeof listRefusalReasons>('get', '/api/imports/{id}/refusal-reasons', { params: { id }, signal }),
})

const keys = new WeakMap<File, string>()

/** Hands a file over; the same one sent again after a lost connection is the same import. @throws ApiProblem when it is no table that can be read */
export async function uploadTable(file: File): Promise<Run> {
  const idempotencyKey = keys.get(file) ?? crypto.randomUUID()
  keys.set(file, idempotencyKey)
  const body = new FormData()
  body.set('file', file)
  return (await send('post', '/api/imports', { body, idempotencyKey })).json()
}

/** What the server answered is what every screen shows from now on; an answer still on its way is older and must not undo it. */
export async function keepRun(changed: Run): Promise<void> {
  const { queryKey } = run(changed.id)
  await queryClient.cancelQueries({ queryKey, exact: true })
  queryClient.setQueryData(queryKey, changed)
  void queryClient.invalidateQueries({ queryKey: runs.queryKey })
}
