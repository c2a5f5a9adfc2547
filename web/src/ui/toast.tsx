import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import './toast.css'

interface Toast {
  id: number
  text: string
  tone: 'green' | 'red' | 'amber'
  action?: { label: string; run: () => void } | undefined
}

let shown: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  shown = next
  for (const tell of listeners) tell()
}

/** Says that something is done, for eight seconds; errors stay where they happened and are never said here alone. */
export function toast(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
  const id = ++lastId
  change([...shown.slice(-2), { id, text, tone: options.tone ?? 'green', action: options.action }])
  setTimeout(() => change(shown.filter((one) => one.id !== id)), 8000)
}

/** Where toasts are shown; read out politely. */
export function Toasts() {
  const { t } = useTranslation()
  const toasts = useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, () => shown)
  return (
    <div className="toasts no-print" role="status" aria-live="polite">
      {toasts.map((one) => (
        <div key={one.id} className={`toast ${one.tone}`}>
          <Icon name={one.tone === 'green' ? 'check' : 'info'} size={1.15} />
          <span className="grow">{one.text}</span>
          {one.action && <button type="button" className="link" onClick={() => { one.action?.run(); change(shown.filter((other) => other.id !== one.id)) }}>{one.action.label}</button>}
          <button type="button" className="link" aria-label={t('close')} onClick={() => change(shown.filter((other) => other.id !== one.id))}><Icon name="close" /></button>
        </div>
      ))}
    </div>
  )
}
