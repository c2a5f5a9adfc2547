import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

/** A passing trouble is tried three times more, a decision never. */
const retry = (failures: number, error: Error): boolean => error instanceof ApiProblem && error.isPassing && failures < 3

export const queryClient = new QueryClient({
  defaultOptions: {
    // What was read stays in memory for half an hour, so that "back" shows the same place at once.
    queries: { retry, retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000), staleTime: 20_000, gcTime: 30 * 60_000, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})
