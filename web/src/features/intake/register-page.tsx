import type { fileMatter, Receipt } from '@hejie/contract/intake'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { choices, useCodes } from '../../api/code-tables.ts'
import { call } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { useKnownMe } from '../../api/session.ts'
import { ClassPicker } from '../../ui/class-picker.tsx'
import { Field } from '../../ui/field.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { PlacePicker } from '../../ui/place-picker.tsx'
import { UnitPicker } from '../../ui/unit-picker.tsx'
import { useForm } from '../../ui/use-form.ts'
import type { Form } from '../../ui/use-form.ts'
import { FileBox } from './file-box.tsx'
import { EMPTY_FILING, filingOf, titleOf, USUAL_CHANNEL } from './filing-form.ts'
import type { FilingDraft } from './filing-form.ts'
import { PeopleTable } from './people-table.tsx'
import { ReceiptDialog } from './receipt-dialog.tsx'
import { SimilarMatters } from './similar-matters.tsx'
import './register.css'

/** The counter: a visit, letter or call, on one screen and by keyboard alone. */
export function Component() {
  const { t } = useTranslation('intake')
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const typed = useForm<FilingDraft>({
    initial: EMPTY_FILING, draft: 'register',
    send: async (values, idempotencyKey) => {
      const filed = await call<typeof fileMatter>('post', '/api/filings', { body: filingOf(values), idempotencyKey })
      setReceipt(filed)
      void queryClient.invalidateQueries({ queryKey: ['matters'] })
    },
  })
  const another = (): void => {
    setReceipt(null)
    typed.clear()
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-field="people.0.name"] input')?.focus())
  }
  return (
    <div className="register">
      <form
        className="register-form" aria-label={t('title')} noValidate onSubmit={(event) => { event.preventDefault(); void typed.send() }}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void typed.send() } }}
      >
        <header><h1>{t('title')}</h1><p className="small soft">{t('required')}</p></header>
        {typed.isFromDraft && <p className="notice small"><span className="grow">{t('fromDraft')}</span><ClearButton clear={typed.clear} /></p>}
        <HowItCame form={typed} />
        <PeopleTable form={typed} />
        <WhatItIs form={typed} />
        <MoreAboutIt form={typed} />
        <div className="register-foot">
          <FormProblem problem={typed.problem} />
          <div className="form-foot">
            <button type="submit" className="button main" aria-busy={typed.isSending}>{typed.isSending ? t('sending', { ns: 'common' }) : t('do')} <kbd aria-hidden="true">{t('doKey')}</kbd></button>
            <ClearButton clear={typed.clear} />
          </div>
        </div>
      </form>
      {/* Once it is saved, the matter itself would be the likeliest earlier one. */}
      {receipt === null && <SimilarMatters draft={typed.values} isPaused={typed.isSending} onSame={(code) => typed.set({ repeatsCode: code })} />}
      {receipt && <ReceiptDialog receipt={receipt} onAnother={another} />}
    </div>
  )
}

function HowItCame({ form }: { form: Form<FilingDraft> }) {
  const { t, i18n } = useTranslation('intake')
  const { values, set, faultOf } = form
  const forms = choices(useCodes('form', i18n.language), i18n.language)
  const channels = choices(useCodes('channel', i18n.language), i18n.language)
  return (
    <section className="register-part form-row">
      <fieldset className="field" data-field="form">
        <legend className="field-label"><span>{t('form')}</span></legend>
        <div className="segments">
          {forms.filter((one) => one.value !== '300').map((one) => (
            <label key={one.value}><input type="radio" name="form" value={one.value} checked={values.form === one.value} onChange={() => set({ form: one.value, channel: USUAL_CHANNEL[one.value] ?? values.channel })} /><span>{one.label}</span></label>
          ))}
        </div>
        {faultOf('form') && <p className="field-fault">{faultOf('form')}</p>}
      </fieldset>
      <Field name="channel" label={t('channel')} fault={faultOf('channel')}>
        {(control) => <select {...control} className="select" value={values.channel} onChange={(event) => set({ channel: event.target.value })}>{channels.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}</select>}
      </Field>
      <Field name="receivedAt" label={t('receivedAt')} fault={faultOf('receivedAt')}>
        {(control) => <input {...control} type="datetime-local" className="input" title={t('receivedHint')} value={values.receivedAt} onChange={(event) => set({ receivedAt: event.target.value })} />}
      </Field>
    </section>
  )
}

function WhatItIs({ form }: { form: Form<FilingDraft> }) {
  const { t } = useTranslation('intake')
  const { values, set, faultOf } = form
  const [post] = useKnownMe().posts
  const title = useRef<HTMLInputElement>(null)
  return (
    <section className="register-part form">
      <Field name="body" label={t('body')} hint={t('bodyHint')} fault={faultOf('body')} isRequired aside={<span className={`count ${values.body.length > 10_000 ? 'over' : ''}`}>{t('count', { ns: 'common', length: values.body.length, max: 10_000 })}</span>}>
        {(control) => <textarea {...control} className="area" rows={6} value={values.body} onChange={(event) => set({ body: event.target.value })} onBlur={() => { if (!values.title.trim() && values.body.trim()) set({ title: titleOf(values.body) }) }} />}
      </Field>
      <Field name="title" label={t('titleField')} hint={t('titleHint')} fault={faultOf('title')}>
        {(control) => <input {...control} ref={title} className="input" value={values.title} onChange={(event) => set({ title: event.target.value })} />}
      </Field>
      <div className="form-row">
        <Field name="placeCode" label={t('place')} fault={faultOf('placeCode')} isRequired>{(control) => <PlacePicker control={control} value={values.placeCode} near={post?.regionCode} onChange={(placeCode) => set({ placeCode })} />}</Field>
        <Field name="class2" label={t('class')} fault={faultOf('class1') ?? faultOf('class2')}>{(control) => <ClassPicker control={control} value={values.class} onChange={(chosen) => set({ class: chosen })} />}</Field>
      </div>
    </section>
  )
}

const CATEGORIES = ['', 'C', 'A', 'B'] as const

function MoreAboutIt({ form }: { form: Form<FilingDraft> }) {
  const { t } = useTranslation('intake')
  const { values, set, faultOf } = form
  const text = (name: 'placeDetail' | 'respondentName' | 'accused') => (
    <Field name={name} label={t(name)} fault={faultOf(name)}>{(control) => <input {...control} className="input" value={values[name]} onChange={(event) => set({ [name]: event.target.value })} />}</Field>
  )
  const unit = (name: 'respondentUnitId' | 'accusedUnitId') => (
    <Field name={name} label={t(name)} fault={faultOf(name)}>{(control) => <UnitPicker control={control} value={values[name]} onChange={(id) => set({ [name]: id })} />}</Field>
  )
  return (
    <section className="register-part form">
      <fieldset className="field" data-field="category">
        <legend className="field-label"><span>{t('category')}</span></legend>
        <div className="segments">
          {CATEGORIES.map((one) => <label key={one}><input type="radio" name="category" checked={values.category === one} onChange={() => set({ category: one })} /><span>{one ? t(`categories.${one}`) : t('later')}</span></label>)}
        </div>
      </fieldset>
      {values.category === 'B' && <p className="notice amber small">{t('sealedHint')}</p>}
      <div className="form-row">{text('placeDetail')}{values.category === 'B' ? <>{text('accused')}{unit('accusedUnitId')}</> : <>{text('respondentName')}{unit('respondentUnitId')}</>}</div>
      <div className="row wrap">
        {(['readBack', 'hidesIdentity', 'isPublic'] as const).map((name) => <label key={name} className="check"><input type="checkbox" checked={values[name]} onChange={(event) => set({ [name]: event.target.checked })} /><span>{t(name)}</span></label>)}
      </div>
      <FileBox files={values.files} fault={faultOf('attachmentIds')} onChange={(files) => set({ files })} />
    </section>
  )
}

/** Asks once more before everything typed goes. */
function ClearButton({ clear }: { clear: () => void }) {
  const { t } = useTranslation('intake')
  const [isSure, setSure] = useState(false)
  return <button type="button" className="button small bare" onBlur={() => setSure(false)} onClick={() => { if (isSure) { clear(); setSure(false) } else setSure(true) }}>{t(isSure ? 'clearSure' : 'clear')}</button>
}
