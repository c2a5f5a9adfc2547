import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { useKnownMe } from '../api/session.ts'
import { Empty } from '../ui/states.tsx'
import { placesFor } from './places.ts'

/** The first place of the console that this person's posts open. */
export function Home() {
  const { t } = useTranslation()
  const me = useKnownMe()
  const [first] = placesFor(me)
  return first ? <Navigate to={first.to} replace /> : <Empty icon="lock" title={t('account.noPost')}><p>{t('problem.forbidden')}</p></Empty>
}
