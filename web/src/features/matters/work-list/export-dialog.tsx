import { useTranslation } from 'react-i18next'
import { addressOf, send } from '../../../api/client.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { FormProblem } from '../../../ui/form-problem.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { toast } from '../../../ui/toast.tsx'
import { useForm } from '../../../ui/use-form.ts'
import type { ListFilters } from './list-filters.ts'

const FORMATS = ['xlsx', 'csv', 'json'] as const

/** The list as a file, for a stated reason. */
export function ExportDialog({ filters, total, onClose }: { filters: ListFilters; total: number | undefined; onClose: () => void }) {
  const { t } = useTranslation('matters')
  const typed = useForm<{ format: (typeof FORMATS)[number]; reason: string }>({
    initial: { format: 'xlsx', reason: '' },
    send: async ({ format, reason }) => {
      await saveFile(await send('get', addressOf('/api/matters/export', {}, { ...filters, format, reason: reason.trim() })), `matters.${format}`)
      toast(t('export.done'))
      onClose()
    },
  })
  return (
    <Dialog title={t('export.title')} onClose={onClose}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        <p className="soft">{t('export.hint')} {total !== undefined && t('export.total', { total })}</p>
        <Field name="format" label={t('export.format')}>
          {(control) => <select {...control} className="select" value={typed.values.format} onChange={(event) => typed.set({ format: FORMATS.find((one) => one === event.target.value) ?? 'xlsx' })}>{FORMATS.map((format) => <option key={format} value={format}>{t(`export.${format}`)}</option>)}</select>}
        </Field>
        <Field name="reason" label={t('export.reason')} hint={t('export.reasonHint')} fault={typed.faultOf('reason')} isRequired>
          {(control) => <input {...control} className="input" maxLength={200} value={typed.values.reason} onChange={(event) => typed.set({ reason: event.target.value })} />}
        </Field>
        <FormProblem problem={typed.problem} />
        <div className="form-foot">
          <button type="submit" className="button main" aria-busy={typed.isSending}>{typed.isSending ? t('sending', { ns: 'common' }) : t('export.do')}</button>
          <button type="button" className="button" onClick={onClose}>{t('cancel', { ns: 'common' })}</button>
        </div>
      </form>
    </Dialog>
  )
}
