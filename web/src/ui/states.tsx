import i18next from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/problem.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import './states.css'

/** Nothing here, and what to do next. */
export function Empty({ icon = 'inbox', title, children }: { icon?: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <span className="state-icon"><Icon name={icon} size={1.6} /></span>
      <h2>{title}</h2>
      {children && <div className="soft">{children}</div>}
    </div>
  )
}

/** Grey lines in the place of what is coming, so that nothing jumps. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation()
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => <span key={index} style={{ width: `${[92, 78, 86, 64, 81, 70][index % 6]}%` }} />)}
    </div>
  )
}

/** What went wrong in words, with what can be done about it. */
export function problemWords(error: unknown): string {
  const { t } = i18next
  if (!(error instanceof ApiProblem)) return t('problem.unexpected')
  if (error.status === 0) return t('problem.offline')
  if (error.detail) return error.detail
  if (error.status === 403) return t('problem.forbidden')
  return error.status === 404 ? t('problem.missing') : t('problem.unexpected')
}

/** A page or panel that could not be read: no connection, no permission, not there, or broken. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation()
  const status = error instanceof ApiProblem ? error.status : 500
  const icon: IconName = status === 403 || status === 404 ? 'lock' : 'alert'
  return (
    <div className="state" role="alert">
      <span className="state-icon"><Icon name={icon} size={1.6} /></span>
      <h1>{status === 403 ? t('problem.forbiddenTitle') : status === 404 ? t('problem.missingTitle') : status === 0 ? t('problem.offlineTitle') : t('problem.title')}</h1>
      <p className="soft">{problemWords(error)}</p>
      {retry && status !== 403 && status !== 404 && <button type="button" className="button" onClick={retry}><Icon name="refresh" />{t('retry')}</button>}
    </div>
  )
}
