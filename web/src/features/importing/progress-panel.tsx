import { useMutation } from '@tanstack/react-query'
import type { cancelImport } from '@hejie/contract/importing'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { problemWords } from '../../ui/states.tsx'
import { keepRun } from './import-requests.ts'
import type { Run } from './import-requests.ts'
import { Counts } from './counts.tsx'

/** After how long of watching it can be said how long it will take, milliseconds. */
const SURE_AFTER = 2500

/** Seconds that are left at the pace seen so far; null until that can be said. */
function useSecondsLeft({ id, state, done, total }: Run): number | null {
  const first = useRef<{ key: string; at: number; done: number } | null>(null)
  const key = `${id}:${state}`
  if (first.current?.key !== key) first.current = { key, at: Date.now(), done }
  const [passed, moved] = [Date.now() - first.current.at, done - first.current.done]
  return passed < SURE_AFTER || moved <= 0 ? null : Math.ceil(((total - done) * passed) / moved / 1000)
}

/** How far a check or an import is. It goes on when the page is left. */
export function ProgressPanel({ run }: { run: Run }) {
  const { t, i18n } = useTranslation('importing')
  const seconds = useSecondsLeft(run)
  const stopping = useMutation({ mutationFn: () => call<typeof cancelImport>('post', '/api/imports/{id}/cancel', { params: { id: run.id } }), onSuccess: keepRun })
  const percent = run.total > 0 ? Math.floor((100 * run.done) / run.total) : 0
  const number = (count: number): string => count.toLocaleString(i18n.language)
  const title = t(run.state === 'running' ? 'progress.running' : 'progress.checking')
  return (
    <section className="card" aria-labelledby="progress-title">
      <header><h2 id="progress-title">{title}</h2><strong className="num">{percent}%</strong></header>
      <div className="body stack">
        <div className="import-bar" role="progressbar" aria-label={title} aria-valuemin={0} aria-valuemax={run.total} aria-valuenow={run.done} aria-valuetext={t('progress.far', { done: number(run.done), total: number(run.total) })}><span style={{ width: `${percent}%` }} /></div>
        <p className="small soft num">{t('progress.far', { done: number(run.done), total: number(run.total) })}{seconds !== null && ` · ${seconds < 90 ? t('progress.seconds', { seconds }) : t('progress.minutes', { minutes: Math.ceil(seconds / 60) })}`}</p>
        <Counts run={run} />
        <p className="small soft">{t(run.state === 'running' ? 'progress.leave' : 'progress.nothingYet')}</p>
        {stopping.isError && <p className="field-fault" role="alert">{problemWords(stopping.error)}</p>}
        <div className="form-foot"><button type="button" className="button" aria-busy={stopping.isPending} onClick={() => stopping.mutate()}>{t(run.state === 'running' ? 'progress.stop' : 'progress.stopCheck')}</button></div>
      </div>
    </section>
  )
}
