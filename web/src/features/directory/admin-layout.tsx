import { useTranslation } from 'react-i18next'
import { NavLink, Outlet } from 'react-router'
import { mayOpen, useKnownMe } from '../../api/session.ts'
import './directory.css'

const TABS = [['units', 'directory'], ['staff', 'accounts'], ['codes', 'directory'], ['calendars', 'directory'], ['limits', 'directory'], ['duties', 'directory']] as const

/** The administrator's desk: what the centre is made of. */
export function Component() {
  const { t } = useTranslation('directory')
  const me = useKnownMe()
  return (
    <div className="admin">
      <header>
        <h1>{t('title')}</h1>
        <nav className="views" aria-label={t('title')}>{TABS.filter(([, area]) => mayOpen(me, area)).map(([name]) => <span key={name} className="view"><NavLink to={`/admin/${name}`}>{t(`tabs.${name}`)}</NavLink></span>)}</nav>
      </header>
      <Outlet />
    </div>
  )
}
