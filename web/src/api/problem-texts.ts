import { queryOptions } from '@tanstack/react-query'

/** The words for what is missing, by code; fetched only when something is. */
export const problemTexts = queryOptions({
  queryKey: ['problem-texts'], staleTime: Infinity, gcTime: Infinity,
  queryFn: async (): Promise<Record<string, { zh: string; en: string }>> => (await import('@hejie/contract/all-problems')).PROBLEMS,
})
