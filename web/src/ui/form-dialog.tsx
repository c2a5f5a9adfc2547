import { useTranslation } from 'react-i18next'
import { ClassPicker } from './class-picker.tsx'
import { longDate } from './civil-date.ts'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import type { ControlProps } from './field.tsx'
import { FormProblem } from './form-problem.tsx'
import { PlacePicker } from './place-picker.tsx'
import { UnitPicker } from './unit-picker.tsx'
import { useForm } from './use-form.ts'

export type DialogValue = string | boolean | readonly string[] | null
export type DialogValues = Readonly<Record<string, DialogValue>>
export interface Choice {
  value: string
  label: string
}

export interface DialogField {
  name: string
  label: string
  kind: 'text' | 'area' | 'date' | 'number' | 'select' | 'check' | 'checks' | 'unit' | 'place' | 'class' | 'time'
  hint?: string
  isOptional?: boolean
  options?: readonly Choice[]
  when?: (values: DialogValues) => boolean
}

interface Props {
  title: string
  /** What will happen, said before it does. */
  effect?: string
  fields: readonly DialogField[]
  initial?: DialogValues
  submit: string
  isGrave?: boolean
  send: (values: DialogValues, idempotencyKey: string) => Promise<unknown>
  onClose: () => void
}

const emptyOf = (field: DialogField): DialogValue => (field.kind === 'check' ? false : field.kind === 'checks' ? [] : '')

/** A short form in a window; stays open with its faults until the server took it. */
export function FormDialog({ title, effect, fields, initial = {}, submit, isGrave = false, send, onClose }: Props) {
  const { t } = useTranslation()
  const typed = useForm<DialogValues>({
    initial: { ...Object.fromEntries(fields.map((field) => [field.name, emptyOf(field)])), ...initial },
    send: async (values, key) => {
      await send(values, key)
      onClose()
    },
  })
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        {effect && <p className="soft">{effect}</p>}
        {fields.filter((field) => field.when?.(typed.values) ?? true).map((field) => (
          <OneField key={field.name} field={field} value={typed.values[field.name] ?? emptyOf(field)} fault={typed.faultOf(field.name)} onChange={(value) => typed.set({ [field.name]: value })} />
        ))}
        <FormProblem problem={typed.problem} />
        <div className="form-foot">
          <button type="submit" className={`button main ${isGrave ? 'danger' : ''}`} aria-busy={typed.isSending}>{typed.isSending ? t('sending') : submit}</button>
          <button type="button" className="button" onClick={onClose}>{t('cancel')}</button>
        </div>
      </form>
    </Dialog>
  )
}

interface OneProps {
  field: DialogField
  value: DialogValue
  fault: string | undefined
  onChange: (value: DialogValue) => void
}

function OneField({ field, value, fault, onChange }: OneProps) {
  const { i18n } = useTranslation()
  if (field.kind === 'check') return <label className="check" data-field={field.name}><input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} /><span>{field.label}</span></label>
  if (field.kind === 'checks') return <Checks field={field} value={value} fault={fault} onChange={onChange} />
  const text = typeof value === 'string' ? value : ''
  return (
    <Field name={field.name} label={field.label} hint={field.hint} fault={fault} isRequired={!field.isOptional} aside={field.kind === 'date' && text ? <span className="count">{longDate(text, i18n.language)}</span> : undefined}>
      {(control) => <Control field={field} control={control} text={text} onChange={onChange} />}
    </Field>
  )
}

function Control({ field, control, text, onChange }: { field: DialogField; control: ControlProps; text: string; onChange: (value: DialogValue) => void }) {
  const { t } = useTranslation()
  switch (field.kind) {
    case 'area': return <textarea {...control} className="area" rows={3} value={text} onChange={(event) => onChange(event.target.value)} />
    case 'select': return (
      <select {...control} className="select" value={text} onChange={(event) => onChange(event.target.value)}>
        {(text === '' || field.isOptional) && <option value="">{field.isOptional ? '—' : t('choose')}</option>}
        {field.options?.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
      </select>
    )
    case 'unit': return <UnitPicker control={control} value={text || null} onChange={onChange} />
    case 'place': return <PlacePicker control={control} value={text || null} onChange={onChange} />
    case 'class': return <ClassPicker control={control} value={text || null} onChange={onChange} />
    default: return <input {...control} type={field.kind} className="input" value={text} onChange={(event) => onChange(event.target.value)} />
  }
}

function Checks({ field, value, fault, onChange }: OneProps) {
  const chosen: readonly string[] = Array.isArray(value) ? value : []
  return (
    <fieldset className="field" data-field={field.name}>
      <legend className="field-label"><span style={{ fontWeight: 600 }}>{field.label}</span></legend>
      {field.hint && <p className="field-hint">{field.hint}</p>}
      <div className="checks">
        {field.options?.map((one) => (
          <label key={one.value} className="check small"><input type="checkbox" checked={chosen.includes(one.value)} onChange={(event) => onChange(event.target.checked ? [...chosen, one.value] : chosen.filter((other) => other !== one.value))} /><span>{one.label}</span></label>
        ))}
      </div>
      {fault && <p className="field-fault">{fault}</p>}
    </fieldset>
  )
}

/** What was typed, as texts; trimmed. */
export const textIn = (values: DialogValues, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** What was typed, or null where nothing was. */
export const textOrNull = (values: DialogValues, name: string): string | null => textIn(values, name) || null

export const listIn = (values: DialogValues, name: string): string[] => {
  const value = values[name]
  return Array.isArray(value) ? [...value] : []
}
