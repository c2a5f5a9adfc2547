import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SavedView, createView, listViews, removeView } from '@hejie/contract/views'
import { call } from '../../../api/client.ts'
import { problemWords } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import type { ListFilters } from './list-filters.ts'

const KEY = ['views']

/** The account's own views and those that colleagues share with its unit. */
export function useSavedViews(): { views: readonly SavedView[]; remove: (id: string) => void } {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: KEY, staleTime: 60_000, queryFn: ({ signal }) => call<typeof listViews>('get', '/api/views', { signal }) })
  const removing = useMutation({
    mutationFn: (id: string) => call<typeof removeView>('delete', '/api/views/{id}', { params: { id } }),
    onError: (error) => toast(problemWords(error), { tone: 'red' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
  return { views: data?.items ?? [], remove: (id) => removing.mutate(id) }
}

interface NewView {
  name: string
  filters: ListFilters
  unitId: string | null
  /** The same for one press of the button, however often it is sent. */
  idempotencyKey: string
}

/** Keeps a list under a name. */
export function useSaveView(onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ idempotencyKey, ...body }: NewView) => call<typeof createView>('post', '/api/views', { body, idempotencyKey }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEY })
      onDone()
    },
  })
}
