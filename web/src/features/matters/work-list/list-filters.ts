import type { MatterQuery } from '@hejie/contract/matters'

/** What a list is asked for: everything but the place in it. */
export type ListFilters = Partial<Omit<MatterQuery, 'cursor' | 'limit'>> & Pick<MatterQuery, 'scope' | 'sort'>
export type Scope = MatterQuery['scope']
export type FilterName = Exclude<keyof ListFilters, 'scope' | 'sort'>

export const SCOPES = ['todo', 'tasks', 'unit', 'region'] as const satisfies readonly Scope[]
export const SORTS = ['due', 'received', 'received-oldest'] as const satisfies readonly MatterQuery['sort'][]
export const DUES = ['overdue', 'today', '3days', '7days', 'provisional'] as const satisfies readonly NonNullable<MatterQuery['due']>[]
export const MARKS = ['urgent', 'important', 'repeat', 'joint', 'anonymous', 'returned'] as const satisfies readonly NonNullable<MatterQuery['mark']>[]
export const ROUTES = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'] as const

/** In the order in which chips stand. */
export const FILTER_NAMES = ['text', 'status', 'due', 'category', 'route', 'class', 'form', 'channel', 'region', 'extent', 'unit', 'holder', 'receivedFrom', 'receivedTo', 'mark'] as const satisfies readonly FilterName[]

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | undefined => values.find((value) => value === text)
const matching = (form: RegExp, text: string | null): string | undefined => (text !== null && form.test(text) ? text : undefined)

/** The list an address stands for; whatever it holds that means nothing is left out. */
export function filtersOf(search: URLSearchParams): ListFilters {
  const text = search.get('text')?.trim().slice(0, 100)
  const all = {
    scope: oneOf(SCOPES, search.get('scope')) ?? 'todo', sort: oneOf(SORTS, search.get('sort')) ?? 'due',
    text: text || undefined, status: matching(/^[A-Za-z_,]{1,400}$/, search.get('status')), due: oneOf(DUES, search.get('due')), category: oneOf(['A', 'C'] as const, search.get('category')),
    route: oneOf(ROUTES, search.get('route')), class: matching(/^\d{2}(\d{2})?$/, search.get('class')), form: matching(/^\d{3}$/, search.get('form')), channel: matching(/^Q\d\d$/, search.get('channel')),
    region: matching(/^\d{12}(\d{3})?$/, search.get('region')), extent: oneOf(['itself'] as const, search.get('extent')), unit: matching(/^[0-9a-f-]{36}$/, search.get('unit')), holder: matching(/^[0-9a-f-]{36}$/, search.get('holder')),
    receivedFrom: matching(/^\d{4}-\d\d-\d\d$/, search.get('receivedFrom')), receivedTo: matching(/^\d{4}-\d\d-\d\d$/, search.get('receivedTo')), mark: oneOf(MARKS, search.get('mark')),
  }
  return withoutEmpty(all)
}

/** The address of a list, shortest form: what goes without saying is left out, the rest stands in a fixed order. */
export function searchOf(filters: ListFilters): string {
  const search = new URLSearchParams({ scope: filters.scope })
  for (const name of FILTER_NAMES) {
    const value = filters[name]
    if (value !== undefined && value !== '') search.set(name, value)
  }
  if (filters.sort !== 'due') search.set('sort', filters.sort)
  return search.toString()
}

/** The filters in use, in the order of their chips. */
export const usedFilters = (filters: ListFilters): FilterName[] => FILTER_NAMES.filter((name) => filters[name] !== undefined && filters[name] !== '')

/** The list with one filter changed; an empty value takes it away. */
export function withFilter(filters: ListFilters, name: FilterName | 'sort', value: string | null | undefined): ListFilters {
  const search = new URLSearchParams(searchOf(filters))
  if (value) search.set(name, value)
  else search.delete(name)
  return filtersOf(search)
}

/** The list without any filter. */
export const bare = (filters: ListFilters): ListFilters => ({ scope: filters.scope, sort: filters.sort })

function withoutEmpty<T extends ListFilters>(filters: T): ListFilters {
  const kept: ListFilters = { scope: filters.scope, sort: filters.sort }
  return { ...kept, ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')) }
}
