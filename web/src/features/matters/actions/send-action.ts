import type { ActionName } from '@hejie/contract/lifecycle'
import type { actOnMatter } from '@hejie/contract/matters'
import { call } from '../../../api/client.ts'
import type { Output } from '../../../api/client.ts'
import { queryClient } from '../../../api/query-client.ts'

export type Result = Output<typeof actOnMatter>

/** Does one action on the matter as it was seen; whatever shows it is read again. @throws ApiProblem */
export async function sendAction(target: { code: string; version: number }, action: ActionName, body: Readonly<Record<string, unknown>>, idempotencyKey: string): Promise<Result> {
  const result = await call<typeof actOnMatter>('post', '/api/matters/{code}/actions/{action}', { params: { code: target.code, action }, body: { ...body, version: target.version }, idempotencyKey })
  // What was sealed must not stay in the memory of this computer either.
  if (action === 'seal') queryClient.removeQueries({ queryKey: ['matters'] })
  else await refreshMatter(target.code)
  return result
}

/** Reads the matter again now; lists when somebody looks at them next. */
export async function refreshMatter(code: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['matters', 'list'], refetchType: 'none' })
  void queryClient.invalidateQueries({ queryKey: ['matters', 'count'] })
  await queryClient.invalidateQueries({ queryKey: ['matters', 'detail', code] })
}
