import { useMutation } from '@tanstack/react-query'
import type { startImport } from '@hejie/contract/importing'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { Icon } from '../../ui/icon.tsx'
import { problemWords } from '../../ui/states.tsx'
import { Counts } from './counts.tsx'
import { keepRun } from './import-requests.ts'
import type { Run } from './import-requests.ts'
import { RefusedRows } from './refused-rows.tsx'

/** What would become of the rows: nothing is registered before somebody says so here. */
export function CheckedStep({ run, onMend }: { run: Run; onMend: () => void }) {
  const { t, i18n } = useTranslation('importing')
  const starting = useMutation({ mutationFn: () => call<typeof startImport>('post', '/api/imports/{id}/start', { params: { id: run.id } }), onSuccess: keepRun })
  const number = (count: number): string => count.toLocaleString(i18n.language)
  const words = run.added === 0 ? t(run.refused === 0 ? 'checked.allKnown' : 'checked.nothing') : run.refused === 0 ? t('checked.allGood') : t('checked.someGood', { refused: number(run.refused) })
  return (
    <>
      <section className="card" aria-labelledby="checked-title">
        <header><h2 id="checked-title">{t('checked.title')}</h2></header>
        <div className="body stack">
          <Counts run={run} />
          <p>{words}</p>
          {starting.isError && <p className="notice red" role="alert"><Icon name="alert" size={1.2} /><span>{problemWords(starting.error)}</span></p>}
          <div className="form-foot">
            {run.added > 0 && <button type="button" className="button main" aria-busy={starting.isPending} onClick={() => { if (!starting.isPending) starting.mutate() }}>{starting.isPending ? t('sending', { ns: 'common' }) : t('checked.start', { count: run.added, number: number(run.added) })}</button>}
            <button type="button" className="button" onClick={onMend}>{t('checked.mend')}</button>
          </div>
        </div>
      </section>
      {run.refused > 0 && <RefusedRows run={run} />}
    </>
  )
}
