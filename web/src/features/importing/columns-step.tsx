import { useMutation, useQuery } from '@tanstack/react-query'
import type { checkImport, ImportTarget, settleImport } from '@hejie/contract/importing'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Failed, Loading, problemWords } from '../../ui/states.tsx'
import { useForm } from '../../ui/use-form.ts'
import { ColumnList } from './column-list.tsx'
import { columns, keepRun } from './import-requests.ts'
import type { Run } from './import-requests.ts'
import { OptionFields } from './option-fields.tsx'

export type Options = NonNullable<Run['options']>
export interface Settling {
  mapping: (ImportTarget | null)[]
  options: Options
}

/** What each column is and what holds for all rows; then every row is checked, and nothing registered. */
export function ColumnsStep({ run, onChecked }: { run: Run; onChecked: () => void }) {
  const { t } = useTranslation('importing')
  return (
    <>
      {run.problem && <div className="notice red" role="alert"><Icon name="alert" size={1.2} /><div><p><strong>{t('columns.stopped')}</strong></p><p>{run.problem.detail}</p></div></div>}
      {run.sheets.length > 1 && <SheetChoice run={run} />}
      {run.options && (run.sheets.length === 0 || run.sheet !== null) && <SettleForm key={run.sheet} run={run} options={run.options} onChecked={onChecked} />}
    </>
  )
}

function SheetChoice({ run }: { run: Run }) {
  const { t, i18n } = useTranslation('importing')
  const choosing = useMutation({ mutationFn: (sheet: string) => call<typeof settleImport>('put', '/api/imports/{id}', { params: { id: run.id }, body: { sheet } }), onSuccess: keepRun })
  return (
    <fieldset className="card body" aria-busy={choosing.isPending}>
      <legend className="sr">{t('sheet.title')}</legend>
      <h2 aria-hidden="true">{t('sheet.title')}</h2>
      {run.sheet === null && <p className="small soft">{t('sheet.hint')}</p>}
      <div className="radio-row">
        {run.sheets.map(({ name, rows }) => (
          <label key={name} className="check"><input type="radio" name="sheet" checked={(choosing.isPending ? choosing.variables : run.sheet) === name} onChange={() => choosing.mutate(name)} /><span>{name} <span className="small faint num">{t('earlier.rows', { total: rows.toLocaleString(i18n.language) })}</span></span></label>
        ))}
      </div>
      {choosing.isError && <p className="field-fault" role="alert">{problemWords(choosing.error)}</p>}
    </fieldset>
  )
}

function SettleForm({ run, options, onChecked }: { run: Run; options: Options; onChecked: () => void }) {
  const { t } = useTranslation('importing')
  const found = useQuery(columns(run.id, run.sheet))
  const params = { id: run.id }
  const form = useForm<Settling>({
    initial: { mapping: run.mapping, options }, draft: `import:${run.id}:${run.sheet ?? ''}`,
    send: async ({ mapping, options: chosen }) => {
      await keepRun(await call<typeof settleImport>('put', '/api/imports/{id}', { params, body: { mapping, options: chosen } }))
      const checking = await call<typeof checkImport>('post', '/api/imports/{id}/check', { params })
      onChecked()
      await keepRun(checking)
    },
  })
  if (!found.data) return found.error ? <Failed error={found.error} retry={() => void found.refetch()} /> : <Loading lines={8} />
  return (
    <form className="form" aria-label={t('step.columns')} noValidate onSubmit={(event) => { event.preventDefault(); void form.send() }}>
      <section className="card" aria-labelledby="columns-title">
        <header className="wrap"><h2 id="columns-title">{t('columns.title')}</h2>{run.isRemembered && <span className="tag green"><Icon name="check" />{t('columns.remembered')}</span>}</header>
        <div className="body stack tight">
          <p className="small soft">{t('columns.hint')}</p>
          <ColumnList columns={found.data.columns} mapping={form.values.mapping} onChange={(mapping) => form.set({ mapping })} />
        </div>
      </section>
      <section className="card" aria-labelledby="options-title">
        <header><h2 id="options-title">{t('options.title')}</h2></header>
        <div className="body"><OptionFields options={form.values.options} mapping={form.values.mapping} faultOf={form.faultOf} onChange={(change) => form.set({ options: { ...form.values.options, ...change } })} /></div>
      </section>
      <div className="import-foot">
        <FormProblem problem={form.problem} />
        <div className="form-foot">
          <button type="submit" className="button main" aria-busy={form.isSending}>{form.isSending ? t('sending', { ns: 'common' }) : t('columns.check')}</button>
          {run.state === 'checked' && <button type="button" className="button" onClick={onChecked}>{t('columns.back')}</button>}
          <span className="small soft">{t('columns.checkHint')}</span>
        </div>
      </div>
    </form>
  )
}
