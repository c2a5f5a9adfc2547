import { useTranslation } from 'react-i18next'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { Empty } from '../ui/states.tsx'

/** What stands in place of a page that failed; an old page after an update asks to be read again. */
export function BrokenPage() {
  const { t } = useTranslation()
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404) return <MissingPage />
  const isOldVersion = error instanceof TypeError && /import|module|fetch/i.test(error.message)
  return (
    <Empty icon="alert" title={t('problem.pageBroken')}>
      <p>{isOldVersion ? t('problem.newVersion') : t('problem.pageBrokenHint')}</p>
      <button type="button" className="button main" onClick={() => location.reload()}>{t('refresh')}</button>
    </Empty>
  )
}

export function MissingPage() {
  const { t } = useTranslation()
  return <Empty icon="search" title={t('problem.missingTitle')}><p>{t('problem.missing')}</p></Empty>
}
