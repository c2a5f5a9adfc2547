import { useMutation } from '@tanstack/react-query'
import type { startImport } from '@hejie/contract/importing'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../api/client.ts'
import { Icon } from '../../ui/icon.tsx'
import { problemWords } from '../../ui/states.tsx'
import { Counts } from './counts.tsx'
import { keepRun } from './import-requests.ts'
import type { Run } from './import-requests.ts'
import { RefusedRows } from './refused-rows.tsx'

const TONES = { done: 'green', cancelled: 'amber', failed: 'red' } as const

/** What became of it, where the matters are, and how to go on where it was broken off. */
export function EndedStep({ run }: { run: Run }) {
  const { t, i18n } = useTranslation('importing')
  const state = run.state === 'done' || run.state === 'failed' ? run.state : 'cancelled'
  const number = (count: number): string => count.toLocaleString(i18n.language)
  const goingOn = useMutation({ mutationFn: () => call<typeof startImport>('post', '/api/imports/{id}/start', { params: { id: run.id } }), onSuccess: keepRun })
  return (
    <>
      <section className="card" aria-labelledby="ended-title">
        <div className="body stack">
          <div className={`notice ${TONES[state]}`}>
            <Icon name={state === 'done' ? 'check' : 'alert'} size={1.2} />
            <div className="grow">
              <h2 id="ended-title">{t(`ended.${state}`, { added: number(run.added), left: number(run.total - run.done) })}</h2>
              {run.problem && <p>{run.problem.detail}</p>}
              <p className="small">{t(`ended.${state}Hint`)}</p>
            </div>
          </div>
          <Counts run={run} />
          {goingOn.isError && <p className="field-fault" role="alert">{problemWords(goingOn.error)}</p>}
          <div className="form-foot">
            {state !== 'done' && <button type="button" className="button main" aria-busy={goingOn.isPending} onClick={() => { if (!goingOn.isPending) goingOn.mutate() }}>{t('ended.goOn')}</button>}
            {run.added > 0 && <Link className={`button ${state === 'done' ? 'main' : ''}`} to={listOf(run)}><Icon name="list" />{t('ended.list')}</Link>}
            <Link className="button" to="/import">{t('ended.another')}</Link>
          </div>
        </div>
      </section>
      {run.refused > 0 && <RefusedRows run={run} />}
    </>
  )
}

/** The office's matters of this channel, the newest first: a list of this run alone would tell which of its rows were sealed. */
const listOf = ({ options }: Run): string => `/matters?${new URLSearchParams({ scope: 'unit', ...(options ? { channel: options.channel } : {}), sort: 'received' }).toString()}`
