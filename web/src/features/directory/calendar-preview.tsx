import type { CalendarEdit, previewCalendar } from '@hejie/contract/time-limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import type { Output } from '../../api/client.ts'
import { shortDate } from '../../ui/civil-date.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { problemWords } from '../../ui/states.tsx'

type Preview = Output<typeof previewCalendar>

/** An edit that waits for a yes, with what it would do. */
export interface PendingEdit {
  preview: Preview
  save: () => Promise<void>
}

/** Asks what an edit would move; what is wrong with the edit comes back as if it had been saved. @throws ApiProblem */
export async function previewOf(edit: CalendarEdit): Promise<Preview> {
  return call<typeof previewCalendar>('post', '/api/time-limits/calendar-preview', { body: edit })
}

/** How many dates of how many matters would move, and which; only then is it saved. */
export function PreviewDialog({ pending: { preview, save }, onClose }: { pending: PendingEdit; onClose: () => void }) {
  const { t } = useTranslation('directory')
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const confirm = async (): Promise<void> => {
    setSaving(true)
    setProblem(null)
    try {
      await save()
      onClose()
    } catch (error) {
      setProblem(problemWords(error))
      setSaving(false)
    }
  }
  return (
    <Dialog title={t('preview.title')} isWide onClose={onClose} footer={(
      <>
        <button type="button" className="button main" aria-busy={isSaving} disabled={isSaving} onClick={() => void confirm()}>{t(preview.moved > 0 ? 'preview.confirm' : 'preview.confirmNone')}</button>
        <button type="button" className="button" onClick={onClose}>{t('cancel', { ns: 'common' })}</button>
      </>
    )}>
      <p className={`notice ${preview.moved > 0 ? 'amber' : 'green'}`} role="status">{preview.moved > 0 ? t('preview.moved', { matters: preview.matters, moved: preview.moved, looked: preview.looked }) : t('preview.none', { looked: preview.looked })}</p>
      {preview.becomeSure > 0 && <p className="small soft">{t('preview.becomeSure', { sure: preview.becomeSure })}</p>}
      {problem && <p className="notice red" role="alert">{problem}</p>}
      {preview.items.length > 0 && <Moves preview={preview} />}
    </Dialog>
  )
}

function Moves({ preview }: { preview: Preview }) {
  const { t, i18n } = useTranslation('directory')
  const day = (dates: Preview['items'][number]['before']): string => (dates.legal ? shortDate(dates.legal, i18n.language) : dates.strict ? t('preview.provisional', { date: shortDate(dates.strict, i18n.language) }) : t('preview.open'))
  return (
    <div className="preview-list" role="group" tabIndex={0} aria-label={t('preview.title')}>
      <table className="data">
        <thead><tr><th scope="col">{t('preview.code')}</th><th scope="col">{t('preview.rule')}</th><th scope="col">{t('preview.before')}</th><th scope="col">{t('preview.after')}</th></tr></thead>
        <tbody>{preview.items.map((one) => <tr key={one.code + one.rule}><td><span className="num">{one.code}</span></td><td>{i18n.language === 'en' ? one.en : one.zh}</td><td className="nowrap">{day(one.before)}</td><td className="nowrap"><strong>{day(one.after)}</strong></td></tr>)}</tbody>
      </table>
      {preview.moved > preview.items.length && <p className="small soft">{t('preview.more', { shown: preview.items.length, moved: preview.moved })}</p>}
    </div>
  )
}
