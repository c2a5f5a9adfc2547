import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation, useNavigation } from 'react-router'
import { ApiProblem } from '../api/problem.ts'
import { useMe } from '../api/session.ts'
import { ownDrafts } from '../ui/draft.ts'
import { Icon } from '../ui/icon.tsx'
import { Failed } from '../ui/states.tsx'
import { Toasts } from '../ui/toast.tsx'
import { useConnection } from './connection.ts'
import { Navigation } from './navigation.tsx'
import { isClosed } from './places.ts'
import './shell.css'

const CLOSED = new ApiProblem({ status: 403, code: 'web/closed', detail: '', faults: [] })

/** The frame around every page of signed-in people: navigation, banners, the page. */
export function Shell() {
  const { t } = useTranslation()
  const { data: me, error, refetch } = useMe()
  const location = useLocation()
  const navigation = useNavigation()
  const connection = useConnection()
  const [isNavOpen, setNavOpen] = useState(false)
  if (me) ownDrafts(me.accountId)
  useEffect(() => setNavOpen(false), [location])

  if (error instanceof ApiProblem && error.status === 401) {
    return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />
  }
  if (!me) return error ? <Failed error={error} retry={() => void refetch()} /> : <div className="shell" aria-busy="true"><div className="shell-nav" /></div>
  if ((me.mustChangePassword || me.mustTurnOnSecondFactor) && location.pathname !== '/account') return <Navigate to="/account" replace />
  return (
    <div className="shell">
      <a className="skip" href="#main">{t('skip')}</a>
      <header className="shell-top no-print">
        <button type="button" className="button bare icon" aria-label={t('nav.open')} aria-expanded={isNavOpen} onClick={() => setNavOpen(!isNavOpen)}><Icon name="menu" size={1.3} /></button>
        <strong>{t('product')}</strong>
      </header>
      <Navigation me={me} isOpen={isNavOpen} close={() => setNavOpen(false)} />
      <div className="shell-page">
        <div className="progress" data-busy={navigation.state !== 'idle'} aria-hidden="true" />
        {me.isDemo && <p className="banner no-print" role="status"><Icon name="info" />{t('demo')}</p>}
        {connection !== 'ok' && <p className="banner amber no-print" role="status"><Icon name="alert" />{connection === 'offline' ? t('offline') : t('serverAway')}</p>}
        <main id="main" className="shell-main" tabIndex={-1}>{isClosed(me, location.pathname) ? <Failed error={CLOSED} /> : <Outlet />}</main>
      </div>
      <Toasts />
    </div>
  )
}
