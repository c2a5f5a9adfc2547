import type { bulkActOnMatters, MatterRow } from '@hejie/contract/matters'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import type { Output } from '../../../api/client.ts'
import { queryClient } from '../../../api/query-client.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { FormProblem } from '../../../ui/form-problem.tsx'
import { spacedCode } from '../../../ui/matter-code.ts'
import { toast } from '../../../ui/toast.tsx'
import { useForm } from '../../../ui/use-form.ts'
import { ActionField } from '../actions/action-field.tsx'
import { ACTION_FORMS, askedFields, bodyOf, startValues } from '../actions/action-forms.ts'
import type { ActionForm, FieldSpec, Values } from '../actions/action-forms.ts'
import type { BulkAction } from './bulk-bar.tsx'

type Results = Output<typeof bulkActOnMatters>['results']

/** What many matters can share; titles, places and people stay each matter's own. */
const SHARED: Partial<Record<BulkAction, readonly string[]>> = { classify: ['category', 'route', 'class'] }

function sharedForm(action: BulkAction): ActionForm {
  const form = ACTION_FORMS[action]
  const names = SHARED[action]
  return { ...form, fields: names ? form.fields.filter((field: FieldSpec) => names.includes(field.name)) : form.fields }
}

interface Props {
  action: BulkAction
  rows: readonly MatterRow[]
  onClose: () => void
  keep: (codes: readonly string[]) => void
}

/** One action on many matters: each is done or refused by itself, and the refused ones are named. */
export function BulkDialog({ action, rows, onClose, keep }: Props) {
  const { t } = useTranslation('matters')
  const [failed, setFailed] = useState<Results | null>(null)
  const form = sharedForm(action)
  const [sample] = rows
  const common = { action: t(`bulk.${action}`), count: rows.length }
  const typed = useForm<Values>({
    initial: startValues(form, null),
    send: async (values, idempotencyKey) => {
      const { results } = await call<typeof bulkActOnMatters>('post', '/api/matters/bulk', { body: { action, items: rows.map(({ code, version }) => ({ code, version })), input: bodyOf(form, values) }, idempotencyKey })
      const refused = results.filter((one) => !one.isDone)
      const done = results.length - refused.length
      await queryClient.invalidateQueries({ queryKey: ['matters'] })
      keep(refused.map((one) => one.code))
      if (refused.length === 0) {
        toast(t('bulk.done', { count: done, action: common.action }))
        return onClose()
      }
      setFailed(refused)
    },
  })
  const [classCode, regionCode] = [sample?.class2 ?? sample?.class1 ?? null, sample?.regionCode || null]
  if (failed) return <FailedOnes failed={failed} onClose={onClose} />
  return (
    <Dialog title={t('bulk.title', common)} onClose={onClose}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        {askedFields(form, typed.values).map((field) => (
          <ActionField key={field.name} field={field} value={typed.values[field.name] ?? null} fault={typed.faultOf(field.name) ?? typed.faultOf(`input.${field.name}`)} purpose={{ classCode, regionCode }} onUnitName={() => undefined} onChange={(value) => typed.set({ [field.name]: value })} />
        ))}
        <p className="soft small">{t(`bulk.effect.${action}`)}{t('bulk.note')}</p>
        <FormProblem problem={typed.problem} />
        <div className="form-foot">
          <button type="submit" className="button main" aria-busy={typed.isSending}>{typed.isSending ? t('sending', { ns: 'common' }) : t('bulk.do', common)}</button>
          <button type="button" className="button" onClick={onClose}>{t('cancel', { ns: 'common' })}</button>
        </div>
      </form>
    </Dialog>
  )
}

function FailedOnes({ failed, onClose }: { failed: Results; onClose: () => void }) {
  const { t } = useTranslation('matters')
  return (
    <Dialog title={t('bulk.failed')} onClose={onClose} isWide footer={<button type="button" className="button main" onClick={onClose}>{t('close', { ns: 'common' })}</button>}>
      <p className="soft">{t('bulk.failedHint')}</p>
      <table className="data">
        <thead><tr><th scope="col">{t('column.code')}</th><th scope="col">{t('bulk.reason')}</th></tr></thead>
        <tbody>{failed.map((one) => <tr key={one.code}><td className="nowrap">{spacedCode(one.code)}</td><td>{one.problem?.detail ?? ''}</td></tr>)}</tbody>
      </table>
    </Dialog>
  )
}
