import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'

export interface NewPassword {
  name: string
  username: string
  temporaryPassword: string
}

/** A password that is shown this once. */
export function TemporaryPassword({ made, onClose }: { made: NewPassword; onClose: () => void }) {
  const { t } = useTranslation('directory')
  return (
    <Dialog title={t('staff.temporary')} onClose={onClose} footer={<button type="button" className="button main" onClick={onClose}>{t('staff.done')}</button>}>
      <p>{made.name} · {made.username}</p>
      <p className="temporary-password"><code>{made.temporaryPassword}</code></p>
      <p className="notice amber small">{t('staff.temporaryHint')}</p>
    </Dialog>
  )
}
