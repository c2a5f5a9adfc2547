import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { choices, useCodes } from '../../../api/code-tables.ts'
import type { TableName } from '../../../api/code-tables.ts'
import { region, unit } from '../../../api/directory.ts'
import { shortDate } from '../../../ui/civil-date.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { Loading } from '../../../ui/states.tsx'
import { bare, DUES, MARKS, usedFilters, withFilter } from './list-filters.ts'
import type { FilterName, ListFilters } from './list-filters.ts'
import { statusText } from './status-text.ts'

const FilterPanel = lazy(() => import('./filter-panel.tsx').then((module) => ({ default: module.FilterPanel })))

/** The filters in use as words one can read and take away, and the way to more. */
export function FilterChips({ filters, onChange }: { filters: ListFilters; onChange: (next: ListFilters) => void }) {
  const { t } = useTranslation('matters')
  const used = usedFilters(filters).filter((name) => name !== 'text')
  return (
    <>
      <Menu className="button small" label={<><Icon name="plus" />{t('filter.add')}</>}>
        {() => <Suspense fallback={<Loading lines={4} />}><FilterPanel filters={filters} onChange={onChange} /></Suspense>}
      </Menu>
      {used.map((name) => (
        <span key={name} className="chip">
          <span className="chip-name">{t(`filter.${name}`)}</span> <FilterValue name={name} value={String(filters[name])} />
          <button type="button" aria-label={t('filter.remove', { name: t(`filter.${name}`) })} onClick={() => onChange(withFilter(filters, name, null))}><Icon name="close" /></button>
        </span>
      ))}
      {used.length > 1 && <button type="button" className="link small" onClick={() => onChange(bare(filters))}>{t('filter.clear')}</button>}
    </>
  )
}

const CODED: Partial<Record<FilterName, TableName>> = { category: 'category', route: 'route', form: 'form', channel: 'channel' }

function FilterValue({ name, value }: { name: FilterName; value: string }) {
  const { t, i18n } = useTranslation('matters')
  const table = CODED[name]
  if (table) return <CodeName table={table} code={value} />
  switch (name) {
    case 'status': return <strong>{value.split(',').map((one) => statusText(t, one)).join('、')}</strong>
    case 'due': return <strong>{DUES.filter((one) => one === value).map((one) => t(`dueFilter.${one}`))}</strong>
    case 'mark': return <strong>{MARKS.filter((one) => one === value).map((one) => t(`mark.${one}`))}</strong>
    case 'class': return <CodeName table={value.length === 4 ? 'class2' : 'class1'} code={value} />
    case 'region': return <RegionName code={value} />
    case 'extent': return <strong>{t('filter.itself')}</strong>
    case 'unit': case 'holder': return <UnitName id={value} />
    case 'receivedFrom': case 'receivedTo': return <strong>{shortDate(value, i18n.language)}</strong>
    default: return <strong>{value}</strong>
  }
}

function CodeName({ table, code }: { table: TableName; code: string }) {
  const { i18n } = useTranslation()
  const codes = useCodes(table, i18n.language)
  return <strong>{choices(codes, i18n.language).find((one) => one.value === code)?.label ?? code}</strong>
}

function RegionName({ code }: { code: string }) {
  const { data } = useQuery(region(code))
  return <strong>{data?.fullName ?? code}</strong>
}

function UnitName({ id }: { id: string }) {
  const { data } = useQuery(unit(id))
  return <strong>{data?.name ?? '…'}</strong>
}
