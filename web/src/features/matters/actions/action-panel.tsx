import type { ActionName } from '@hejie/contract/lifecycle'
import type { MatterDetail } from '@hejie/contract/matters'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../../../ui/form-problem.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useForm } from '../../../ui/use-form.ts'
import { ActionField } from './action-field.tsx'
import { ACTION_FORMS, askedFields, bodyOf, startValues } from './action-forms.ts'
import type { Values } from './action-forms.ts'
import { useMissingWords } from '../missing-words.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { sendAction } from './send-action.ts'
import type { Result } from './send-action.ts'
import './actions.css'

interface Props {
  matter: MatterDetail
  action: keyof typeof ACTION_FORMS
  onDone: (result: Result, action: ActionName) => void
  onClose: () => void
}

/** One action, in place: what it asks for, what will happen, done with one press. */
export function ActionPanel({ matter, action, onDone, onClose }: Props) {
  const { t } = useTranslation('actions')
  const form = ACTION_FORMS[action]
  const [unitName, setUnitName] = useState<string | null>(null)
  const typed = useForm<Values>({
    initial: startValues(form, matter), draft: `matter:${matter.code}:${action}`,
    send: async (values, key) => {
      const result = await sendAction(matter, action, bodyOf(form, values), key)
      onDone(result, action)
    },
  })
  const { values } = typed
  const purpose = { classCode: matter.class2 ?? matter.class1, regionCode: matter.regionCode || null }
  const allowed = matter.allowedActions.find((one) => one.name === action)
  const lacks = useMissingWords(allowed?.missing ?? [])
  const box = useRef<HTMLFormElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.querySelector<HTMLElement>('.field :is(input, textarea, select), [type=submit]')?.focus({ preventScroll: true })
  }, [])
  return (
    <form ref={box} noValidate className="form action-form" aria-label={t(`name.${action}`)} onSubmit={(event) => { event.preventDefault(); void typed.send() }} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void typed.send() } }}>
      <header className="row">
        <h3 className="grow">{t(`name.${action}`)}</h3>
        <button type="button" className="button bare icon small" aria-label={t('close', { ns: 'common' })} onClick={onClose}><Icon name="close" /></button>
      </header>
      {typed.isFromDraft && <p className="small soft">{t('form.from')} <button type="button" className="link" onClick={typed.clear}>{t('form.discard')}</button></p>}
      {lacks && <p className="notice amber small"><Icon name="info" /><span>{lacks}</span></p>}
      {!allowed && <p className="notice amber"><Icon name="alert" /><span>{t('form.gone')}</span></p>}
      {askedFields(form, values).map((field) => (
        <ActionField key={field.name} field={field} value={values[field.name] ?? null} fault={typed.faultOf(field.name)} purpose={purpose} onUnitName={setUnitName} onChange={(value) => typed.set({ [field.name]: value })} />
      ))}
      <p className="action-effect"><strong>{t('form.what')}</strong>{t(`effect.${action}`, { unit: unitName ?? t('form.noUnit') })}</p>
      <FormProblem problem={typed.problem}><ChangedMeanwhile problem={typed.problem} matter={matter} /></FormProblem>
      <div className="form-foot">
        <button type="submit" className={`button main ${form.isGrave ? 'danger' : ''}`} disabled={!allowed} aria-busy={typed.isSending} title={t('form.sendKey')}>{typed.isSending ? t('sending', { ns: 'common' }) : t(`do.${action}`)}</button>
        <button type="button" className="button" onClick={onClose}>{t('cancel', { ns: 'common' })}</button>
      </div>
    </form>
  )
}
