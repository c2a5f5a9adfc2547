import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import './menu.css'

interface Props {
  label: ReactNode
  /** What the button is called where the label is only a drawing. */
  name?: string | undefined
  className?: string
  align?: 'start' | 'end'
  children: (close: () => void) => ReactNode
}

/** A button that opens a small panel under it; arrow keys walk through its buttons and links, Escape closes it. */
export function Menu({ label, name, className = 'button', align = 'start', children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  useEffect(() => {
    if (!isOpen) return
    root.current?.querySelector<HTMLElement>('.menu-panel :is(input, button, a, [tabindex])')?.focus()
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [isOpen])
  const walk = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation()
      return close()
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (!step || !isOpen || (event.target instanceof HTMLElement && event.target.matches('select, [role=combobox]'))) return
    event.preventDefault()
    const items = [...(root.current?.querySelectorAll<HTMLElement>('.menu-panel :is(button, a, input):not(:disabled)') ?? [])]
    const at = items.findIndex((item) => item === document.activeElement)
    items[(at + step + items.length) % items.length]?.focus()
  }
  return (
    <div className="menu" ref={root} onKeyDown={walk}>
      <button ref={button} type="button" className={className} aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} aria-label={name} onClick={() => setOpen(!isOpen)}>{label}</button>
      {isOpen && <div id={id} className="menu-panel" data-align={align}>{children(close)}</div>}
    </div>
  )
}
