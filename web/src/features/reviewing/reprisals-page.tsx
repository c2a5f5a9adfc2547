import type { ReprisalReport, listReprisals } from '@hejie/contract/reviewing'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { addressOf, call, send } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import { queryClient } from '../../api/query-client.ts'
import { momentText } from '../../ui/civil-date.ts'
import { Field } from '../../ui/field.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/use-form.ts'

const SCOPES = ['open', 'ended'] as const

/** What petitioners report of pressure and reprisal: for supervisors, never for the unit. */
export function Component() {
  const { t } = useTranslation('reviewing')
  const [search, setSearch] = useSearchParams()
  const scope = SCOPES.find((one) => one === search.get('scope')) ?? 'open'
  const list = useInfiniteQuery({
    queryKey: ['reprisals', scope], ...paging,
    queryFn: ({ pageParam, signal }) => call<typeof listReprisals>('get', '/api/reprisals', { query: { scope, limit: 50, cursor: pageParam }, signal }),
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="page">
      <header><h1>{t('reprisals.title')}</h1><p className="soft small">{t('reprisals.hint')}</p></header>
      <nav className="views" aria-label={t('scope')}>
        {SCOPES.map((one) => <span key={one} className="view"><button type="button" className="link" aria-current={scope === one ? 'true' : undefined} onClick={() => setSearch({ scope: one })}>{t(`reprisals.${one}`)}</button></span>)}
      </nav>
      {list.isPending && <Loading />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <Empty icon="shield" title={t('reprisals.none')}><p>{t('reprisals.noneHint')}</p></Empty>}
      {items.length > 0 && <ul className="stack" style={{ marginBlockStart: '1rem' }}>{items.map((one) => <Report key={one.id} report={one} />)}</ul>}
      {list.hasNextPage && <p><button type="button" className="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</button></p>}
    </div>
  )
}

function Report({ report }: { report: ReprisalReport }) {
  const { t, i18n } = useTranslation('reviewing')
  const [isOpen, setOpen] = useState(false)
  const typed = useForm({
    initial: { outcome: '' }, draft: `reprisal:${report.id}`,
    send: async ({ outcome }) => {
      await send('post', addressOf('/api/reprisals/{id}/answer', { id: report.id }), { body: { outcome: outcome.trim(), version: report.version } })
      toast(t('reprisals.saved'))
      await queryClient.invalidateQueries({ queryKey: ['reprisals'] })
    },
  })
  return (
    <li className="card">
      <div className="body stack tight">
        <p className="row wrap small soft"><span className="num">{momentText(report.reportedAt, i18n.language)}</span><span>{t('said', { ns: 'common', name: t('reprisals.code'), value: report.code })}</span>{report.about && <span>{t('said', { ns: 'common', name: t('reprisals.about'), value: report.about })}</span>}</p>
        <p className="pre">{report.words}</p>
        {report.outcome !== null && <div><h2 className="small">{t('reprisals.outcome')}</h2><p className="pre">{report.outcome}</p>{report.answeredBy && <p className="small soft">{t('reprisals.by', { name: report.answeredBy })}</p>}</div>}
        {report.outcome === null && !isOpen && <p><button type="button" className="button small" onClick={() => setOpen(true)}>{t('reprisals.answer')}</button></p>}
        {report.outcome === null && isOpen && (
          <form className="form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
            <Field name="outcome" label={t('reprisals.outcome')} fault={typed.faultOf('outcome')} isRequired>
              {(control) => <textarea {...control} className="area" rows={4} value={typed.values.outcome} onChange={(event) => typed.set({ outcome: event.target.value })} />}
            </Field>
            <FormProblem problem={typed.problem} />
            <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}>{t('reprisals.save')}</button><button type="button" className="button" onClick={() => setOpen(false)}>{t('cancel', { ns: 'common' })}</button></div>
          </form>
        )}
      </div>
    </li>
  )
}
