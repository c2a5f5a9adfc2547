import type { AuditLine, listAuditActions, listAuditLines } from '@hejie/contract/audit'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { addressOf, call, send } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import { dateOf, shortDate, timeOf } from '../../ui/civil-date.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog, textIn } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { filtersOf, questionOf } from './audit-filters.ts'
import { useDeedWords } from './deed-words.ts'
import { VerifyPanel } from './verify-panel.tsx'
import './audit.css'

/** The record, newest first, for the auditor; whether it is whole, and a copy to keep elsewhere. */
export function Component() {
  const { t } = useTranslation('audit')
  const [search, setSearch] = useSearchParams()
  const [isExporting, setExporting] = useState(false)
  const filters = filtersOf(search)
  const set = (name: string, value: string): void => setSearch((before) => {
    if (value) before.set(name, value)
    else before.delete(name)
    return before
  }, { replace: true })
  const lines = useInfiniteQuery({
    queryKey: ['audit', 'lines', filters], ...paging,
    queryFn: ({ pageParam, signal }) => call<typeof listAuditLines>('get', '/api/audit/lines', { query: { ...questionOf(filters), limit: 100, cursor: pageParam }, signal }),
  })
  const items = lines.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="page audit">
      <header className="row wrap spread">
        <div className="grow"><h1>{t('title')}</h1><p className="small soft">{t('hint')}</p></div>
        <button type="button" className="button" onClick={() => setExporting(true)}><Icon name="download" />{t('export')}</button>
      </header>
      <VerifyPanel />
      <Filters filters={filters} set={set} clear={() => setSearch({})} />
      {lines.isPending && <Loading lines={10} />}
      {lines.isError && <Failed error={lines.error} retry={() => void lines.refetch()} />}
      {lines.isSuccess && items.length === 0 && <Empty icon="shield" title={t('none')}><p>{t('noneHint')}</p></Empty>}
      {items.length > 0 && <Lines items={items} set={set} />}
      {lines.hasNextPage && <button type="button" className="button" onClick={() => void lines.fetchNextPage()}>{t('more')}</button>}
      {isExporting && (
        <FormDialog
          title={t('exportTitle')} effect={t('exportHint')} submit={t('export')} onClose={() => setExporting(false)} fields={[{ name: 'reason', label: t('exportReason'), kind: 'text' }]}
          send={async (values) => {
            await saveFile(await send('get', addressOf('/api/audit/export', {}, { ...questionOf(filters), reason: textIn(values, 'reason') })), 'audit.jsonl')
            toast(t('exported'))
          }}
        />
      )}
    </div>
  )
}

const KINDS = ['staff', 'citizen', 'system'] as const

function Filters({ filters, set, clear }: { filters: ReturnType<typeof filtersOf>; set: (name: string, value: string) => void; clear: () => void }) {
  const { t } = useTranslation('audit')
  const actions = useQuery({ queryKey: ['audit', 'actions'], staleTime: 300_000, queryFn: ({ signal }) => call<typeof listAuditActions>('get', '/api/audit/actions', { signal }) })
  const words = useDeedWords()
  const modules = [...new Set((actions.data?.items ?? []).map((action) => action.split('.')[0] ?? action))]
  return (
    <form className="audit-filters" onSubmit={(event) => event.preventDefault()}>
      <Field name="from" label={t('from')}>{(control) => <input {...control} type="date" className="input" value={filters.from ?? ''} onChange={(event) => set('from', event.target.value)} />}</Field>
      <Field name="to" label={t('to')}>{(control) => <input {...control} type="date" className="input" value={filters.to ?? ''} onChange={(event) => set('to', event.target.value)} />}</Field>
      <Field name="actorKind" label={t('actorKind')}>{(control) => <select {...control} className="select" value={filters.actorKind ?? ''} onChange={(event) => set('actorKind', event.target.value)}><option value="">{t('all', { ns: 'common' })}</option>{KINDS.map((kind) => <option key={kind} value={kind}>{t(`kinds.${kind}`)}</option>)}</select>}</Field>
      <Field name="action" label={t('action')}>
        {(control) => (
          <select {...control} className="select" value={filters.action ?? ''} onChange={(event) => set('action', event.target.value)}>
            <option value="">{t('anyAction')}</option>
            {modules.map((module) => <optgroup key={module} label={words.module(module)}><option value={module}>{t('wholeModule', { module: words.module(module) })}</option>{actions.data?.items.filter((action) => action.startsWith(`${module}.`)).map((action) => <option key={action} value={action}>{words.deed(action)}</option>)}</optgroup>)}
          </select>
        )}
      </Field>
      <Field name="subject" label={t('subject')}>{(control) => <input {...control} className="input" placeholder={t('subjectHint')} defaultValue={filters.subject ?? ''} key={filters.subject ?? ''} onBlur={(event) => set('subject', event.target.value.trim())} onKeyDown={(event) => { if (event.key === 'Enter') set('subject', event.currentTarget.value.trim()) }} />}</Field>
      <Field name="actor" label={t('actor')}>{(control) => <input {...control} className="input" defaultValue={filters.actor ?? ''} key={filters.actor ?? ''} onBlur={(event) => set('actor', event.target.value.trim())} />}</Field>
      <div className="row"><button type="button" className="button" onClick={clear}>{t('clear')}</button></div>
      <p className="small faint">{t('window')}</p>
    </form>
  )
}

function Lines({ items, set }: { items: readonly AuditLine[]; set: (name: string, value: string) => void }) {
  const { t, i18n } = useTranslation('audit')
  const words = useDeedWords()
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="data folds audit-lines">
        <thead><tr>{(['at', 'who', 'action', 'subject', 'reason', 'detail'] as const).map((name) => <th key={name} scope="col">{t(name)}</th>)}</tr></thead>
        <tbody>
          {items.map((line) => (
            <tr key={`${line.lane}-${line.seq}`}>
              <td className="nowrap">{shortDate(dateOf(line.at), i18n.language)} <span className="num">{timeOf(line.at)}</span><div className="tiny faint num" title={`${t('hash')} ${line.hash}`}>{t('line', { lane: line.lane, seq: line.seq })}</div></td>
              <td>{line.actorId ? <button type="button" className="link" title={t('filterBy', { name: line.actorName ?? line.actorId })} onClick={() => set('actor', line.actorId ?? '')}>{line.actorName ?? line.actorId.slice(0, 8)}</button> : t(`kinds.${line.actorKind}`)}<div className="tiny faint">{line.unitName}</div></td>
              <td><button type="button" className="link" title={line.action} onClick={() => set('action', line.action)}>{words.deed(line.action)}</button></td>
              <td><button type="button" className="link num small" title={line.subject} onClick={() => set('subject', line.subjectCode ?? line.subject)}>{words.subject(line)}</button></td>
              <td className="small">{line.reason}</td>
              <td className="small"><code>{Object.entries(line.detail).map(([name, value]) => words.fact(name, value)).join(' ')}</code></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
