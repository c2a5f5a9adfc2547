import { useQuery } from '@tanstack/react-query'
import type { countMatters } from '@hejie/contract/matters'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import type { Location } from 'react-router'
import { call } from '../api/client.ts'
import { mayOpen } from '../api/session.ts'
import type { Me } from '../api/session.ts'
import { Icon } from '../ui/icon.tsx'
import { AccountMenu } from './account-menu.tsx'
import { placesFor } from './places.ts'
import type { Place } from './places.ts'

/** Whether an address is the place: the path, and for the lists the heap they show or were left from. */
function isHere(place: Place, location: Location): boolean {
  const [path = '', query] = place.to.split('?')
  if (location.pathname !== path && !location.pathname.startsWith(`${path}/`)) return false
  if (!query) return true
  const state: unknown = location.state
  const left = state && typeof state === 'object' && 'list' in state ? String(state.list) : null
  const shown = location.pathname === path ? location.search : left
  return shown !== null && (new URLSearchParams(shown).get('scope') ?? 'todo') === new URLSearchParams(query).get('scope')
}

export function Navigation({ me, isOpen, close }: { me: Me; isOpen: boolean; close: () => void }) {
  const { t, i18n } = useTranslation()
  const location = useLocation()
  const places = placesFor(me)
  const todo = useQuery({
    queryKey: ['matters', 'count', 'scope=todo'], enabled: mayOpen(me, 'matters'), refetchInterval: 120_000, staleTime: 60_000,
    queryFn: ({ signal }) => call<typeof countMatters>('get', '/api/matters/count', { query: { scope: 'todo' }, signal }),
  })
  const groups = (['work', 'manage'] as const).map((group) => ({ group, places: places.filter((place) => place.group === group) })).filter((one) => one.places.length)
  return (
    <>
      {isOpen && <button type="button" className="shell-shade" aria-label={t('close')} onClick={close} />}
      <nav className="shell-nav no-print" data-open={isOpen} aria-label={t('nav.label')}>
        <Link to="/" className="brand">
          <img src="/console/icon.svg" alt="" width="28" height="28" />
          <span className="grow"><strong>{t('product')}</strong><span className="cut">{i18n.language === 'en' ? me.centreName.en : me.centreName.zh}</span></span>
        </Link>
        <div className="nav-scroll">
        {groups.map((one) => (
          <div key={one.group} className="nav-group">
            <p className="nav-title">{t(`nav.${one.group}`)}</p>
            <ul>
              {one.places.map((place) => (
                <li key={place.to}>
                  <Link to={place.to} className="nav-link" aria-current={isHere(place, location) ? 'page' : undefined}>
                    <Icon name={place.icon} size={1.15} /><span className="grow">{t(`nav.${place.text}`)}</span>
                    {place.text === 'todo' && todo.data && todo.data.total > 0 && <span className="nav-count num">{todo.data.isExact ? todo.data.total : `${todo.data.total}+`}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
        </div>
        <AccountMenu me={me} />
      </nav>
    </>
  )
}
