import type { MatterRow } from '@hejie/contract/matters'

export type Due = NonNullable<MatterRow['due']>
export type DueTone = 'red' | 'amber' | 'hatched' | 'plain' | 'green'

/** Days left from which a running limit is shown in amber. */
export const SOON_DAYS = 3

/** The colour of a due label; the words beside it say the same. */
export function dueTone(label: Due['label']): DueTone {
  switch (label.kind) {
    case 'over': return 'red'
    case 'provisional': case 'paused': return 'hatched'
    case 'done': return label.days > 0 ? 'red' : 'green'
    case 'left': return label.days <= SOON_DAYS ? 'amber' : 'plain'
  }
}

/** The text key of a due label: 剩3天, 今天到期, 超2天, 暂定·剩8天, 按期, 超2天办. */
export function dueKey(label: Due['label']): 'left' | 'today' | 'over' | 'provisionalLeft' | 'provisionalOver' | 'paused' | 'doneInTime' | 'doneLate' {
  switch (label.kind) {
    case 'over': return 'over'
    case 'paused': return 'paused'
    case 'provisional': return label.days < 0 ? 'provisionalOver' : 'provisionalLeft'
    case 'done': return label.days > 0 ? 'doneLate' : 'doneInTime'
    case 'left': return label.days <= 0 ? 'today' : 'left'
  }
}

