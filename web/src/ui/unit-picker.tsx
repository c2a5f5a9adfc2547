import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findUnits, suggestions, unit } from '../api/directory.ts'
import { queryClient } from '../api/query-client.ts'
import { Combobox } from './combobox.tsx'
import type { Option, OptionSource } from './combobox.tsx'
import type { ControlProps } from './field.tsx'
import { Icon } from './icon.tsx'

/** For what the unit is wanted: its class and place give the suggestions that stand first. */
export interface UnitPurpose {
  classCode: string | null
  regionCode: string | null
}

function useUnitSource(purpose: UnitPurpose | undefined): OptionSource {
  const { t } = useTranslation()
  const { classCode = null, regionCode = null } = purpose ?? {}
  return {
    key: ['unit', classCode, regionCode],
    find: async (text, signal) => {
      if (text) return (await findUnits({ q: text, near: 'yes' }, signal)).items.map((one) => ({ value: one.id, label: one.name, hint: one.regionName }))
      if (!classCode || !regionCode) return []
      const { items } = await queryClient.fetchQuery(suggestions(classCode, regionCode))
      return items.map((one) => ({
        value: one.unitId, label: one.unitName, group: one.part === 'lead' ? t('unitPicker.suggested') : t('unitPicker.co'),
        hint: one.fellBack ? `${one.reason}(${t('unitPicker.fellBack')})` : one.reason,
      }))
    },
  }
}

/** One unit: suggested by duty first, any other by name. */
export function UnitPicker({ control, value, onChange, purpose }: { control: ControlProps; value: string | null; onChange: (id: string | null, name: string | null) => void; purpose?: UnitPurpose | undefined }) {
  const { t } = useTranslation()
  const source = useUnitSource(purpose)
  const known = useQuery({ ...unit(value ?? ''), enabled: value !== null })
  const [picked, setPicked] = useState<Option | null>(null)
  const chosen = value === null ? null : picked?.value === value ? picked : { value, label: known.data?.name ?? '…' }
  const take = (option: Option | null): void => {
    setPicked(option)
    onChange(option?.value ?? null, option?.label ?? null)
  }
  return (
    <div>
      <Combobox control={control} source={source} chosen={chosen} placeholder={t('unitPicker.placeholder')} opensAtOnce={isAsked(purpose)} onChoose={take} />
      {value === null && isAsked(purpose) && <LeadSuggestions purpose={purpose} take={take} />}
    </div>
  )
}

const isAsked = (purpose: UnitPurpose | undefined): purpose is { classCode: string; regionCode: string } => Boolean(purpose?.classCode && purpose.regionCode)

/** Who is competent by the duty rules, with the reason; one press takes it. */
function LeadSuggestions({ purpose, take }: { purpose: { classCode: string; regionCode: string }; take: (option: Option) => void }) {
  const { t } = useTranslation()
  const { data } = useQuery(suggestions(purpose.classCode, purpose.regionCode))
  const leads = data?.items.filter((one) => one.part === 'lead').slice(0, 3) ?? []
  return (
    <ul className="suggestions">
      {leads.map((one) => (
        <li key={one.unitId}>
          <button type="button" className="button small" onClick={() => take({ value: one.unitId, label: one.unitName })}>{one.unitName}</button>
          <span className="tiny faint">{t('unitPicker.suggested')} · {one.reason}{one.fellBack && ` · ${t('unitPicker.fellBack')}`}</span>
        </li>
      ))}
    </ul>
  )
}

/** Several units, in the order in which they were added. */
export function UnitsPicker({ control, values, onChange, purpose, most = 10 }: { control: ControlProps; values: readonly string[]; onChange: (ids: string[]) => void; purpose?: UnitPurpose | undefined; most?: number }) {
  const { t } = useTranslation()
  const source = useUnitSource(purpose)
  return (
    <div>
      <ul className="chosen">{values.map((id) => <ChosenUnit key={id} id={id} remove={() => onChange(values.filter((one) => one !== id))} />)}</ul>
      <Combobox
        control={control} source={source} chosen={null} placeholder={t('unitPicker.placeholder')} isDisabled={values.length >= most} opensAtOnce={isAsked(purpose)}
        onChoose={(option) => { if (option && !values.includes(option.value)) onChange([...values, option.value]) }}
      />
    </div>
  )
}

function ChosenUnit({ id, remove }: { id: string; remove: () => void }) {
  const { t } = useTranslation()
  const { data } = useQuery(unit(id))
  const name = data?.name ?? '…'
  return <li className="tag blue">{name}<button type="button" className="link" aria-label={t('combobox.remove', { name })} onClick={remove}><Icon name="close" /></button></li>
}
