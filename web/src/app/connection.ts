import { useSyncExternalStore } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'

let isServerAway = false

/** Whether the network is gone, or the server does not answer; `ok` again as soon as anything is read. */
export function useConnection(): 'ok' | 'offline' | 'server-away' {
  return useSyncExternalStore(watch, () => (!navigator.onLine ? 'offline' : isServerAway ? 'server-away' : 'ok'))
}

function watch(tell: () => void): () => void {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  const stop = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    const { action } = event
    if ((action.type === 'failed' || action.type === 'error') && action.error instanceof ApiProblem && action.error.isPassing) isServerAway = true
    else if (action.type === 'success') isServerAway = false
    else return
    tell()
  })
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
    stop()
  }
}
