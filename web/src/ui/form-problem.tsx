import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../api/problem.ts'
import { Icon } from './icon.tsx'
import { problemWords } from './states.tsx'

const boxOf = (field: string, near: HTMLElement | null): Element | null => near?.closest('form, dialog, .form')?.querySelector(`[data-field="${CSS.escape(field)}"]`) ?? null

/** Puts the cursor into the control of a field, and what is said of it in sight: a fault of several people stands below them. */
function goTo(field: string, near: HTMLElement | null): void {
  const box = boxOf(field, near)
  box?.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
  box?.querySelector(':scope > .field-fault')?.scrollIntoView({ block: 'center' })
}

/** What a field is called on the screen; empty where it stands nowhere. */
function labelOf(field: string, near: HTMLElement | null): string {
  const box = boxOf(field, near)
  return (box?.getAttribute('aria-label') ?? box?.querySelector('label, legend')?.textContent ?? '').replace('*', '').trim()
}

/** Why a form was refused: what to do, each fault leading to its field. Takes the focus when it appears. */
export function FormProblem({ problem, children }: { problem: ApiProblem | null; children?: React.ReactNode }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const [labels, setLabels] = useState<readonly string[]>([])
  useEffect(() => {
    if (!problem) return
    setLabels(problem.faults.map((fault) => labelOf(fault.field, box.current)))
    const [only] = problem.faults
    if (only && problem.faults.length === 1 && boxOf(only.field, box.current)) goTo(only.field, box.current)
    else box.current?.focus()
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [problem])
  if (!problem) return null
  return (
    <div ref={box} className={`notice ${problem.isPassing ? 'amber' : 'red'}`} role="alert" tabIndex={-1}>
      <Icon name="alert" size={1.2} />
      <div className="grow">
        <p>{problemWords(problem)}</p>
        {problem.isPassing && <p className="small">{t('problem.keptRetry')}</p>}
        {problem.faults.length > 0 && (
          <ul className="small">
            {problem.faults.map((fault, index) => (
              <li key={fault.field + fault.message}>
                {labels[index] ? <button type="button" className="link" onClick={() => goTo(fault.field, box.current)}>{t('said', { name: labels[index], value: fault.message })}</button> : fault.message}
              </li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </div>
  )
}
