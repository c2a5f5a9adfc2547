import { useTranslation } from 'react-i18next'
import { choices, useCodes } from '../../../api/code-tables.ts'
import type { TableName } from '../../../api/code-tables.ts'
import { ClassPicker } from '../../../ui/class-picker.tsx'
import { longDate } from '../../../ui/civil-date.ts'
import { Field } from '../../../ui/field.tsx'
import type { ControlProps } from '../../../ui/field.tsx'
import { PlacePicker } from '../../../ui/place-picker.tsx'
import { UnitPicker, UnitsPicker } from '../../../ui/unit-picker.tsx'
import type { UnitPurpose } from '../../../ui/unit-picker.tsx'
import type { FieldSpec, FieldValue } from './action-forms.ts'
import { fieldText, hintText, wordText } from './action-texts.ts'

interface Props {
  field: FieldSpec
  value: FieldValue
  fault: string | undefined
  onChange: (value: FieldValue) => void
  onUnitName: (name: string | null) => void
  purpose: UnitPurpose
}

const textOf = (value: FieldValue): string => (typeof value === 'string' ? value : '')

/** One field of an action, by its kind. */
export function ActionField({ field, value, fault, onChange, onUnitName, purpose }: Props) {
  const { t, i18n } = useTranslation('actions')
  const label = fieldText(t, field.label ?? field.name)
  const hint = hintText(t, field.label ?? field.name)
  if (field.kind === 'check') {
    return (
      <div className="field" data-field={field.name}>
        <label className="check"><input type="checkbox" checked={value === true} aria-invalid={fault ? true : undefined} onChange={(event) => onChange(event.target.checked)} /><span>{label}</span></label>
        {fault && <p className="field-fault">{fault}</p>}
      </div>
    )
  }
  const text = textOf(value)
  const aside = 'max' in field && field.kind !== 'number' && text.length > field.max * 0.7
    ? <span className={`count ${text.length > field.max ? 'over' : ''}`}>{t('count', { ns: 'common', length: text.length, max: field.max })}</span>
    : field.kind === 'date' && text ? <span className="count">{longDate(text, i18n.language)}</span> : undefined
  return (
    <Field name={field.name} label={label} hint={hint} fault={fault} isRequired={!field.isOptional} aside={aside}>
      {(control) => <Control {...{ field, control, value, onChange, onUnitName, purpose }} />}
    </Field>
  )
}

function Control({ field, control, value, onChange, onUnitName, purpose }: Omit<Props, 'fault'> & { control: ControlProps }) {
  const { t } = useTranslation('actions')
  const text = textOf(value)
  switch (field.kind) {
    case 'text': return <input {...control} className="input" value={text} onChange={(event) => onChange(event.target.value)} />
    case 'area': return <textarea {...control} className="area" rows={field.rows ?? 4} value={text} onChange={(event) => onChange(event.target.value)} />
    case 'date': return <input {...control} type="date" className="input" value={text} onChange={(event) => onChange(event.target.value)} />
    case 'number': return <input {...control} type="number" inputMode="numeric" min={field.min} max={field.max} className="input" value={text} onChange={(event) => onChange(event.target.value)} />
    case 'words': return <Choice control={control} value={text} onChange={onChange} options={field.options.map((word) => ({ value: word, label: wordText(t, word) }))} />
    case 'codes': return <CodeChoice control={control} table={field.table} only={field.only} value={text} onChange={onChange} />
    case 'class': return <ClassPicker control={control} value={text || null} onChange={onChange} />
    case 'place': return <PlacePicker control={control} value={text || null} near={purpose.regionCode ?? undefined} onChange={onChange} />
    case 'unit': return <UnitPicker control={control} value={text || null} purpose={field.isOptional ? undefined : purpose} onChange={(id, name) => { onChange(id); if (!field.isOptional) onUnitName(name) }} />
    case 'units': return <UnitsPicker control={control} values={Array.isArray(value) ? value : []} purpose={purpose} onChange={onChange} />
    case 'check': return null
  }
}

interface ChoiceProps {
  control: ControlProps
  value: string
  onChange: (value: string) => void
}

function Choice({ control, value, onChange, options }: ChoiceProps & { options: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation()
  return (
    <select {...control} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
      {(value === '' || !control['aria-required']) && <option value="">{t('choose')}</option>}
      {options.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
    </select>
  )
}

function CodeChoice({ table, only, ...rest }: ChoiceProps & { table: TableName; only: readonly string[] | undefined }) {
  const { i18n } = useTranslation()
  const options = choices(useCodes(table, i18n.language), i18n.language).filter((one) => !only || only.includes(one.value))
  return <Choice {...rest} options={options.map((one) => ({ ...one, label: /^\d/.test(one.value) ? one.label : `${one.value} ${one.label}` }))} />
}
