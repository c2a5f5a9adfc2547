import { useTranslation } from 'react-i18next'
import { choices, useCodes } from '../../../api/code-tables.ts'
import type { TableName } from '../../../api/code-tables.ts'
import { useKnownMe } from '../../../api/session.ts'
import { ClassPicker } from '../../../ui/class-picker.tsx'
import { Field } from '../../../ui/field.tsx'
import type { ControlProps } from '../../../ui/field.tsx'
import { PlacePicker } from '../../../ui/place-picker.tsx'
import { UnitPicker } from '../../../ui/unit-picker.tsx'
import { DUES, MARKS, withFilter } from './list-filters.ts'
import type { FilterName, ListFilters } from './list-filters.ts'
import { STATUS_CODES } from './status-codes.ts'

interface Props {
  filters: ListFilters
  onChange: (next: ListFilters) => void
}

/** Every filter a list has; each takes effect at once. */
export function FilterPanel({ filters, onChange }: Props) {
  const { t } = useTranslation('matters')
  const me = useKnownMe()
  const set = (name: FilterName, value: string | null | undefined): void => onChange(withFilter(filters, name, value))
  const select = (name: FilterName, options: readonly { value: string; label: string }[]) => (
    <Field key={name} name={name} label={t(`filter.${name}`)}>{(control) => <Select control={control} value={filters[name]} options={options} onChange={(value) => set(name, value)} />}</Field>
  )
  return (
    <div className="filter-panel">
      {select('status', [
        ...(['open', 'ended'] as const).map((value) => ({ value, label: t(`statusGroup.${value}`) })), ...STATUS_CODES.map((value) => ({ value, label: t(`status.${value}`, { ns: 'common' }) })),
      ])}
      {select('due', DUES.map((value) => ({ value, label: t(`dueFilter.${value}`) })))}
      <Field name="class" label={t('filter.class')}>{(control) => <ClassPicker control={control} value={filters.class ?? null} onChange={(code) => set('class', code)} />}</Field>
      {select('mark', MARKS.map((value) => ({ value, label: t(`mark.${value}`) })))}
      <Field name="region" label={t('filter.region')}>{(control) => <PlacePicker control={control} value={filters.region ?? null} near={me.posts[0]?.regionCode} onChange={(code) => set('region', code)} />}</Field>
      <Field name="unit" label={t('filter.unit')}>{(control) => <UnitPicker control={control} value={filters.unit ?? null} onChange={(id) => set('unit', id)} />}</Field>
      <Field name="holder" label={t('filter.holder')}>{(control) => <UnitPicker control={control} value={filters.holder ?? null} onChange={(id) => set('holder', id)} />}</Field>
      <CodeSelect table="category" name="category" filters={filters} set={set} />
      <CodeSelect table="route" name="route" filters={filters} set={set} />
      <CodeSelect table="form" name="form" filters={filters} set={set} />
      <CodeSelect table="channel" name="channel" filters={filters} set={set} />
      {(['receivedFrom', 'receivedTo'] as const).map((name) => (
        <Field key={name} name={name} label={t(`filter.${name}`)}>{(control) => <input {...control} type="date" className="input" value={filters[name] ?? ''} onChange={(event) => set(name, event.target.value)} />}</Field>
      ))}
    </div>
  )
}

function Select({ control, value, options, onChange }: { control: ControlProps; value: string | undefined; options: readonly { value: string; label: string }[]; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation()
  return (
    <select {...control} className="select" value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
      <option value="">{t('all')}</option>
      {value && !options.some((one) => one.value === value) && <option value={value}>{value}</option>}
      {options.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
    </select>
  )
}

function CodeSelect({ table, name, filters, set }: { table: TableName; name: 'category' | 'route' | 'form' | 'channel'; filters: ListFilters; set: (name: FilterName, value: string | null | undefined) => void }) {
  const { t, i18n } = useTranslation('matters')
  // Accusations (B) stand in no list, so they cannot be asked for.
  const options = choices(useCodes(table, i18n.language), i18n.language).filter((one) => name !== 'category' || one.value !== 'B')
  return <Field name={name} label={t(`filter.${name}`)}>{(control) => <Select control={control} value={filters[name]} options={options} onChange={(value) => set(name, value)} />}</Field>
}
