import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'

const LIST = [['j', 'k', 'move'], ['PageDown', 'PageUp', 'page'], ['Enter', 'o', 'open'], ['x', 'Space', 'select'], ['Shift', 'x', 'range'], ['/', '', 'search'], ['Esc', '', 'clear']] as const
const MATTER = [['j', 'k', 'next'], ['u', '', 'back'], ['1', '9', 'action'], ['Ctrl', 'Enter', 'send'], ['?', '', 'help']] as const

/** Every key of the lists and of a matter. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('matters')
  return (
    <Dialog title={t('keys.title', { ns: 'common' })} onClose={onClose}>
      <dl className="keys">
        {[...LIST, ...MATTER].map(([first, second, text]) => (
          <div key={text}><dt><kbd>{first}</kbd>{second && <> <kbd>{second}</kbd></>}</dt><dd>{t(`keys.${text}`)}</dd></div>
        ))}
      </dl>
    </Dialog>
  )
}
