import { useQuery } from '@tanstack/react-query'
import type { Area, Me, readMe } from '@hejie/contract/identity'
import { call } from './client.ts'
import { queryClient } from './query-client.ts'

export type { Area, Me } from '@hejie/contract/identity'

const me = {
  queryKey: ['me'], staleTime: 60_000,
  queryFn: ({ signal }: { signal: AbortSignal }) => call<typeof readMe>('get', '/api/me', { signal }),
}

/** Asks who is signed in before anything is drawn, so that the answer is there when it is needed. */
export const askWhoIsIn = (): Promise<void> => queryClient.prefetchQuery(me)

/** Who is signed in; asked once for the whole console. */
export const useMe = () => useQuery(me)

/** The person at the keyboard, on pages that are shown to signed-in people only. */
export function useKnownMe(): Me {
  const { data } = useMe()
  if (!data) throw new Error('this page is shown to signed-in people only')
  return data
}

export const mayOpen = (person: Pick<Me, 'areas'>, ...areas: Area[]): boolean => areas.some((area) => person.areas.includes(area))

/** Forgets everything that was read in the last session. */
export function forgetSession(): void {
  queryClient.clear()
}
