import { mayOpen } from '../api/session.ts'
import type { Area, Me } from '../api/session.ts'
import type { IconName } from '../ui/icon.tsx'

/** A place of the console, as the navigation shows it to those whose posts open it. */
export interface Place {
  to: string
  text: 'todo' | 'tasks' | 'unit' | 'region' | 'register' | 'import' | 'overview' | 'analysis' | 'people' | 'reviews' | 'reprisals' | 'accusations' | 'admin' | 'audit'
  icon: IconName
  group: 'work' | 'manage'
  areas: readonly Area[]
  /** Only for those who watch over a region. */
  needsOversight?: boolean
}

const PLACES: readonly Place[] = [
  { to: '/matters?scope=todo', text: 'todo', icon: 'inbox', group: 'work', areas: ['matters'] },
  { to: '/matters?scope=tasks', text: 'tasks', icon: 'check', group: 'work', areas: ['matters'] },
  { to: '/matters?scope=unit', text: 'unit', icon: 'building', group: 'work', areas: ['matters'] },
  { to: '/matters?scope=region', text: 'region', icon: 'place', group: 'work', areas: ['matters'], needsOversight: true },
  { to: '/register', text: 'register', icon: 'pen', group: 'work', areas: ['register'] },
  { to: '/import', text: 'import', icon: 'upload', group: 'work', areas: ['import'] },
  { to: '/reviews', text: 'reviews', icon: 'refresh', group: 'work', areas: ['reviewing'] },
  { to: '/reprisals', text: 'reprisals', icon: 'shield', group: 'work', areas: ['reprisals'] },
  { to: '/people', text: 'people', icon: 'person', group: 'work', areas: ['matters'] },
  { to: '/overview', text: 'overview', icon: 'chart', group: 'work', areas: ['matters', 'supervision', 'command'] },
  { to: '/analysis', text: 'analysis', icon: 'chart', group: 'work', areas: ['analysis'] },
  { to: '/accusations', text: 'accusations', icon: 'lock', group: 'work', areas: ['accusations'] },
  { to: '/admin', text: 'admin', icon: 'gear', group: 'manage', areas: ['directory', 'accounts'] },
  { to: '/audit', text: 'audit', icon: 'shield', group: 'manage', areas: ['audit'] },
]

export function placesFor(me: Me): Place[] {
  const watches = me.posts.some((post) => post.hasOversight)
  return PLACES.filter((place) => mayOpen(me, ...place.areas) && (!place.needsOversight || watches))
}

/** Whether an address belongs to places that none of this person's posts opens. */
export function isClosed(me: Me, path: string): boolean {
  const there = PLACES.filter((place) => `${path}/`.startsWith(`${place.to.replace(/\?.*/, '')}/`))
  return there.length > 0 && !there.some((place) => mayOpen(me, ...place.areas))
}
