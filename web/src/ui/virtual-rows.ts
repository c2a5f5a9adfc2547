import { useCallback, useLayoutEffect, useRef, useState } from 'react'

/** Which rows of a long list are drawn, with the space that stands for those above and below. */
export interface RowWindow {
  start: number
  end: number
  above: number
  below: number
}

const SPARE_ROWS = 6

/** The rows to draw for a place in the list. @param top pixels scrolled past the first row */
export function windowOf(top: number, height: number, rowHeight: number, count: number): RowWindow {
  const start = Math.max(0, Math.min(count, Math.floor(top / rowHeight) - SPARE_ROWS))
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + SPARE_ROWS)
  return { start, end, above: start * rowHeight, below: (count - end) * rowHeight }
}

/** Draws only the rows in sight of a scrolling box whose rows all have the same height, in pixels. */
export function useVirtualRows(count: number, rowHeight: number) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ top: 0, height: 900 })
  const measure = useCallback(() => {
    const element = box.current
    if (element) setPlace((before) => (before.top === element.scrollTop && before.height === element.clientHeight ? before : { top: element.scrollTop, height: element.clientHeight }))
  }, [])
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [measure])
  /** Brings a row into sight below the sticky head. */
  const reveal = useCallback((index: number, headHeight: number) => {
    const element = box.current
    if (!element) return
    const top = index * rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight + headHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight + headHeight - element.clientHeight
  }, [rowHeight])
  return { box, onScroll: measure, reveal, window: windowOf(place.top, place.height, rowHeight, count), rowsAPage: Math.max(1, Math.floor(place.height / rowHeight) - 2) }
}
