import type { ImportTarget } from '@hejie/contract/importing'
import { useTranslation } from 'react-i18next'
import { choices, useCodes } from '../../api/code-tables.ts'
import { useKnownMe } from '../../api/session.ts'
import { Field } from '../../ui/field.tsx'
import type { ControlProps } from '../../ui/field.tsx'
import { PlacePicker } from '../../ui/place-picker.tsx'
import type { Options } from './columns-step.tsx'

const NAMELESS = ['keep-sender', 'anonymous', 'refuse'] as const satisfies readonly Options['nameless'][]

interface Props {
  options: Options
  mapping: readonly (ImportTarget | null)[]
  faultOf: (field: string) => string | undefined
  onChange: (change: Partial<Options>) => void
}

/** What holds for all rows, or for those that do not say. */
export function OptionFields({ options, mapping, faultOf, onChange }: Props) {
  const { t, i18n } = useTranslation('importing')
  const posts = useKnownMe().posts.filter((post) => post.roles.some((role) => role === 'ZR04' || role === 'ZR05'))
  const forms = choices(useCodes('form', i18n.language), i18n.language)
  const channels = choices(useCodes('channel', i18n.language), i18n.language)
  const offices = posts.filter((post, index) => posts.findIndex((other) => other.unitId === post.unitId) === index).map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))
  return (
    <div className="form">
      <div className="form-row wide">
        <Field name="options.officeId" label={t('options.office')} hint={t('options.officeHint')} fault={faultOf('options.officeId')} isRequired>{(control) => <Select control={control} value={options.officeId} options={offices} onChange={(officeId) => onChange({ officeId })} />}</Field>
        <Field name="options.placeCode" label={t('options.place')} hint={t(mapping.includes('place') ? 'options.placeHint' : 'options.placeAll')} fault={faultOf('options.placeCode')} isRequired>{(control) => <PlacePicker control={control} value={options.placeCode || null} near={posts[0]?.regionCode} onChange={(code) => onChange({ placeCode: code ?? '' })} />}</Field>
        <Field name="options.source" label={t('options.source')} hint={t('options.sourceHint')} fault={faultOf('options.source')} isRequired>{(control) => <input {...control} className="input" maxLength={100} value={options.source} onChange={(event) => onChange({ source: event.target.value })} />}</Field>
      </div>
      <div className="form-row wide">
        <Field name="options.form" label={t('options.form')} fault={faultOf('options.form')}>{(control) => <Select control={control} value={options.form} options={forms} onChange={(form) => onChange({ form })} />}</Field>
        <Field name="options.channel" label={t('options.channel')} fault={faultOf('options.channel')}>{(control) => <Select control={control} value={options.channel} options={channels} onChange={(channel) => onChange({ channel })} />}</Field>
      </div>
      <fieldset className="field" data-field="options.nameless">
        <legend className="field-label"><span>{t('options.nameless')}</span></legend>
        <div className="radio-row">{NAMELESS.map((one) => <label key={one} className="check"><input type="radio" name="nameless" checked={options.nameless === one} onChange={() => onChange({ nameless: one })} /><span>{t(`options.namelessIs.${one}`)}</span></label>)}</div>
      </fieldset>
      <label className="check" data-field="options.historic"><input type="checkbox" checked={options.historic} onChange={(event) => onChange({ historic: event.target.checked })} /><span>{t('options.historic')}<span className="small soft import-under">{t(options.historic ? 'options.historicYes' : 'options.historicNo')}</span></span></label>
    </div>
  )
}

function Select({ control, value, options, onChange }: { control: ControlProps; value: string; options: readonly { value: string; label: string }[]; onChange: (value: string) => void }) {
  return (
    <select {...control} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
      {!options.some((one) => one.value === value) && <option value={value}>{value}</option>}
      {options.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
    </select>
  )
}
