import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import './dialog.css'

interface Props {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons at the foot. */
  footer?: ReactNode
  isWide?: boolean
}

/** A modal window: focus stays inside, Escape closes it, focus goes back to where it came from. */
export function Dialog({ title, onClose, children, footer, isWide = false }: Props) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    // What is asked for comes first, not the way out.
    element?.querySelector<HTMLElement>('.dialog-body :is(input:not([type=checkbox]), select, textarea)')?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog ref={dialog} className="dialog" data-wide={isWide} aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose() }} onMouseDown={(event) => { if (event.target === dialog.current) onClose() }}>
      <div className="dialog-box">
        <header className="row">
          <h2 id={id} className="grow">{title}</h2>
          <button type="button" className="button bare icon small" aria-label={t('close')} onClick={onClose}><Icon name="close" /></button>
        </header>
        <div className="dialog-body">{children}</div>
        {footer && <footer className="row wrap">{footer}</footer>}
      </div>
    </dialog>
  )
}
