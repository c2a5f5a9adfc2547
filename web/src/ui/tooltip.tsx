import { useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import './tooltip.css'

/** More words on hover and on focus; Escape hides them. Placed on the window, so no scrolling box cuts them off. */
export function Tooltip({ text, children, isFocusable = false }: { text: ReactNode; children: ReactNode; isFocusable?: boolean }) {
  const id = useId()
  const anchor = useRef<HTMLSpanElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number; isAbove: boolean } | null>(null)
  const show = (): void => {
    const box = anchor.current?.getBoundingClientRect()
    if (!box) return
    const isAbove = box.bottom > window.innerHeight - 180
    setPlace({ left: Math.min(Math.max(8, box.left), window.innerWidth - 312), top: isAbove ? box.top - 6 : box.bottom + 6, isAbove })
  }
  const hide = (): void => setPlace(null)
  return (
    <span
      ref={anchor} className="tooltip-anchor" tabIndex={isFocusable ? 0 : undefined} aria-describedby={place ? id : undefined}
      onMouseEnter={show} onMouseLeave={hide} onFocus={show} onBlur={hide} onKeyDown={(event) => { if (event.key === 'Escape') hide() }}
    >
      {children}
      {place && <span role="tooltip" id={id} className="tooltip" data-above={place.isAbove} style={{ left: place.left, top: place.top }}>{text}</span>}
    </span>
  )
}
