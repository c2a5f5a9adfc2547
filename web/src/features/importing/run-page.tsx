import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { queryClient } from '../../api/query-client.ts'
import { longDate, momentText } from '../../ui/civil-date.ts'
import { Icon } from '../../ui/icon.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { CheckedStep } from './checked-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { EndedStep } from './ended-step.tsx'
import { isWorking, rowsIn, run as runQuery, runs } from './import-requests.ts'
import type { Run } from './import-requests.ts'
import { ProgressPanel } from './progress-panel.tsx'
import { RunState } from './run-state.tsx'
import './importing.css'

const STEPS = ['columns', 'check', 'import'] as const
const STEP_OF = { uploaded: 0, checking: 1, checked: 1, running: 2, done: 2, cancelled: 2, failed: 2 } as const satisfies Readonly<Record<Run['state'], number>>

/** One import from its columns to its result; whoever leaves meanwhile finds it where it is. */
export function Component() {
  const { t, i18n } = useTranslation('importing')
  const { id = '' } = useParams()
  const { data: run, error, refetch } = useQuery(runQuery(id))
  const [isMending, setMending] = useState(false)
  const stage = useRef<HTMLDivElement>(null)
  const stepOf = run ? (isMending && run.state === 'checked' ? 'mending' : run.state) : ''
  useStageChange(stepOf, stage)
  if (!run) return <div className="page import">{error ? <Failed error={error} retry={() => void refetch()} /> : <Loading lines={8} />}</div>
  const mends = stepOf === 'mending' || run.state === 'uploaded'
  const at = mends ? 0 : STEP_OF[run.state]
  return (
    <div className="page import">
      <header className="import-head">
        <nav className="small" aria-label={t('title')}><Link to="/import">{t('title')}</Link> ›</nav>
        <div className="row wrap"><h1 className="import-name">{run.fileName}</h1><RunState run={run} /></div>
        <p className="small soft num">{t('run.facts', { rows: rowsIn(run).toLocaleString(i18n.language), at: momentText(run.createdAt, i18n.language) })}{run.sheet !== null && ` · ${t('run.sheet', { name: run.sheet })}`}{run.encoding !== null && ` · ${run.encoding}`} · {t('run.kept', { day: longDate(run.keptUntil, i18n.language) })}</p>
      </header>
      <ol className="import-steps">{STEPS.map((name, index) => <li key={name} aria-current={index === at ? 'step' : undefined} data-done={index < at || (run.state === 'done' && !mends)}><span className="num" aria-hidden="true">{index < at || run.state === 'done' ? <Icon name="check" /> : index + 1}</span>{t(`step.${name}`)}</li>)}</ol>
      <p className="sr" role="status">{isWorking(run) ? '' : t(`state.${run.state}`)}</p>
      <div ref={stage} tabIndex={-1} className="stack import-stage">
        {mends && <ColumnsStep run={run} onChecked={() => setMending(false)} />}
        {isWorking(run) && <ProgressPanel run={run} />}
        {run.state === 'checked' && !mends && <CheckedStep run={run} onMend={() => setMending(true)} />}
        {(run.state === 'done' || run.state === 'cancelled' || run.state === 'failed') && <EndedStep run={run} />}
      </div>
    </div>
  )
}

/** What was pressed is gone with its step: the cursor goes to what came instead. The lists elsewhere are asked again when matters came in. */
function useStageChange(step: string, stage: React.RefObject<HTMLDivElement | null>): void {
  const before = useRef(step)
  useEffect(() => {
    const last = before.current
    before.current = step
    if (last === '' || last === step) return
    stage.current?.focus({ preventScroll: true })
    stage.current?.scrollIntoView({ block: 'nearest' })
    if (last === 'running') void queryClient.invalidateQueries({ queryKey: ['matters'] })
    if (last === 'checking' || last === 'running') void queryClient.invalidateQueries({ queryKey: runs.queryKey })
  }, [step, stage])
}
