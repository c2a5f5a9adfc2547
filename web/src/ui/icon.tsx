/** Line drawings on a 16 × 16 field, one stroke wide; decoration only, the words stand beside them. */
const PATHS = {
  'inbox': 'M2 9h3l1 2h4l1-2h3M2 9l2-6h8l2 6v4H2z',
  'pen': 'M3 13l.6-2.8L10.8 3 13 5.2 5.8 12.4zM9.4 4.4l2.2 2.2',
  'list': 'M5.5 4H14M5.5 8H14M5.5 12H14M2 4h.5M2 8h.5M2 12h.5',
  'chart': 'M2.5 13.5h11M4.5 11V8M8 11V3.5M11.5 11V6',
  'search': 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM14 14l-3.4-3.4',
  'person': 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM2.8 13.8c.5-2.6 2.6-4 5.2-4s4.7 1.4 5.2 4',
  'people': 'M6 7.6a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.8 13c.3-2.4 2-3.6 4.2-3.6S9.9 10.6 10.2 13M10.8 3.3a2.2 2.2 0 0 1 0 4.2M12 9.7c1.3.5 2.1 1.6 2.3 3.3',
  'shield': 'M8 1.8l5 1.8v4c0 3.2-2 5.4-5 6.6-3-1.2-5-3.4-5-6.6v-4zM5.8 8l1.6 1.6 2.9-3.1',
  'lock': 'M4 7.2h8v6H4zM5.5 7.2V5a2.5 2.5 0 0 1 5 0v2.2',
  'gear': 'M3 4.5h6M12 4.5h1M3 11.5h1M7 11.5h6M9 3v3M5.5 10v3',
  'upload': 'M8 10.5V2.8M5 5.6l3-2.8 3 2.8M2.5 10v3.5h11V10',
  'download': 'M8 2.5v7.7M5 7.4l3 2.8 3-2.8M2.5 10v3.5h11V10',
  'close': 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  'check': 'M3 8.5l3.3 3.3L13 4.8',
  'plus': 'M8 3v10M3 8h10',
  'down': 'M4 6l4 4 4-4',
  'up': 'M4 10l4-4 4 4',
  'left': 'M10 3.5L5.5 8l4.5 4.5',
  'right': 'M6 3.5L10.5 8 6 12.5',
  'columns': 'M2.5 3h11v10h-11zM6.2 3v10M9.9 3v10',
  'menu': 'M2.5 4h11M2.5 8h11M2.5 12h11',
  'keyboard': 'M1.5 4h13v8h-13zM4 6.7h.2M6.6 6.7h.2M9.2 6.7h.2M11.8 6.7h.2M4.5 9.5h7',
  'clock': 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.5',
  'paper': 'M4 2h5.5L12 4.5V14H4zM9.3 2v2.7H12M6 8h4M6 10.5h4',
  'clip': 'M12.5 7.5l-4.7 4.7a2.7 2.7 0 0 1-3.8-3.8l5-5a1.8 1.8 0 0 1 2.6 2.6l-4.9 4.8a.9.9 0 0 1-1.3-1.3l4.3-4.2',
  'eye': 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  'alert': 'M8 2.3l6.3 11.2H1.7zM8 6.5v3.3M8 11.6v.2',
  'info': 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.3v3.7M8 5v.2',
  'refresh': 'M13 8a5 5 0 1 1-1.6-3.7M13.3 2v3h-3',
  'print': 'M4.5 6V2.5h7V6M4 11.5H2.5V6h11v5.5H12M4.5 9.5h7v4h-7z',
  'phone': 'M3 2.8l2.4-.5 1.3 3-1.5 1.2c.7 1.7 1.6 2.6 3.3 3.4l1.2-1.6 3 1.3-.4 2.5c-.2.7-.8 1-1.5.9C6.6 12.3 3.7 9.4 2.6 4.6c-.2-.8 0-1.6.4-1.8z',
  'place': 'M8 14.2s4.6-4 4.6-7.5a4.6 4.6 0 0 0-9.2 0C3.4 10.2 8 14.2 8 14.2zM8 8.3a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z',
  'send': 'M14 2L7 9M14 2L9.5 14 7 9 2 6.5z',
  'text': 'M3 12.5L6.3 4h.9l3.3 8.5M4.2 9.5h5.1M11.5 6h3M13 4.5v3',
  'out': 'M6.5 2.5H3v11h3.5M10 5l3 3-3 3M13 8H6.5',
  'calendar': 'M2.5 3.5h11v10h-11zM2.5 6.8h11M5.5 2v2.5M10.5 2v2.5',
  'building': 'M3 14V3.5l6-1.5v12M9 6h4v8M2 14h12M5.2 6h1.4M5.2 8.7h1.4M5.2 11.4h1.4',
  'book': 'M3 3c2-.7 3.7-.5 5 .7 1.3-1.2 3-1.4 5-.7v9.7c-2-.6-3.7-.4-5 .7-1.3-1.1-3-1.3-5-.7zM8 3.7v9.7',
} as const
export type IconName = keyof typeof PATHS

export function Icon({ name, size = 1 }: { name: IconName; size?: number }) {
  return (
    <svg width={`${size}em`} height={`${size}em`} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      <path d={PATHS[name]} />
    </svg>
  )
}
