import type { addCodeRow, CodeRow, editCodeRow, readCodeTable } from '@hejie/contract/directory'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { call } from '../../api/client.ts'
import type { Output } from '../../api/client.ts'
import { FormDialog, textIn, textOrNull } from '../../ui/form-dialog.tsx'
import type { DialogField, DialogValues } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { codeTableRows, refreshDirectory } from './directory-requests.ts'

type Table = Output<typeof readCodeTable>

/** One code table: rows added and switched off where it is open, wording changed everywhere. */
export function Component() {
  const { t, i18n } = useTranslation('directory')
  const { table: id = '' } = useParams()
  const { data: table, error, refetch } = useQuery(codeTableRows(id))
  const [filter, setFilter] = useState('')
  const [edited, setEdited] = useState<CodeRow | 'new' | null>(null)
  if (!table) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  const shown = table.rows.filter((row) => `${row.code}${row.zh}${row.en ?? ''}`.toLowerCase().includes(filter.trim().toLowerCase()))
  return (
    <section className="card">
      <header className="row wrap">
        <h2><Link to="/admin/codes">{t('codes.back')}</Link> › {table.id} {i18n.language === 'en' ? table.en : table.zh}</h2>
        <input className="input" style={{ width: '12rem' }} type="search" aria-label={t('codes.filter')} placeholder={t('codes.filter')} value={filter} onChange={(event) => setFilter(event.target.value)} />
        {table.isOpen && table.mayEdit && <button type="button" className="button main" onClick={() => setEdited('new')}><Icon name="plus" />{t('codes.add')}</button>}
      </header>
      <p className="small soft" style={{ padding: '0.25rem 1rem' }}>{t('said', { ns: 'common', name: t('codes.source'), value: table.source })}</p>
      <div className="body" style={{ overflowX: 'auto' }}>
        <table className="data folds">
          <thead><tr><th scope="col">{t('codes.code')}</th><th scope="col">{t('codes.zh')}</th><th scope="col">{t('codes.en')}</th>{table.columns.map((column) => <th key={column.key} scope="col">{i18n.language === 'en' ? column.en : column.zh}</th>)}<th scope="col"><span className="sr">{t('edit', { ns: 'common' })}</span></th></tr></thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.code} style={row.isActive ? undefined : { opacity: 0.6 }}>
                <td className="nowrap">{row.code}{row.parent && <span className="tiny faint"> ‹ {row.parent}</span>}</td><td>{row.zh} {!row.isActive && <span className="tag">{t('codes.off')}</span>}</td><td className="small">{row.en}</td>
                {table.columns.map((column) => <td key={column.key} className="small">{row.more[column.key]}</td>)}
                <td>{table.mayEdit && <button type="button" className="link" onClick={() => setEdited(row)}>{t('edit', { ns: 'common' })}</button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="soft">{t('none')}</p>}
      </div>
      {edited && <RowDialog table={table} row={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </section>
  )
}

function RowDialog({ table, row, onClose }: { table: Table; row: CodeRow | null; onClose: () => void }) {
  const { t, i18n } = useTranslation('directory')
  const hasParents = table.rows.some((one) => one.parent)
  const parents = [...new Set(table.rows.map((one) => one.parent).filter((code) => code !== null))]
  const fields: DialogField[] = [
    ...(row ? [] : [{ name: 'code', label: t('codes.code'), kind: 'text' as const }, ...(hasParents ? [{ name: 'parent', label: t('codes.parent'), kind: 'select' as const, options: parents.map((value) => ({ value, label: value })) }] : [])]),
    { name: 'zh', label: t('codes.zh'), kind: 'text' }, { name: 'en', label: t('codes.en'), kind: 'text', isOptional: true },
    ...table.columns.map((column): DialogField => ({ name: `more.${column.key}`, label: i18n.language === 'en' ? column.en : column.zh, kind: 'area', isOptional: true })),
    { name: 'position', label: t('codes.position'), kind: 'number', isOptional: true }, ...(row && table.isOpen ? [{ name: 'isActive', label: t('codes.active'), kind: 'check' as const }] : []),
  ]
  const initial: DialogValues = row ? { zh: row.zh, en: row.en ?? '', position: String(row.position), isActive: row.isActive, ...Object.fromEntries(table.columns.map((column) => [`more.${column.key}`, row.more[column.key] ?? ''])) } : {}
  const send = async (values: DialogValues, idempotencyKey: string): Promise<void> => {
    const more = Object.fromEntries(table.columns.map((column) => [column.key, textIn(values, `more.${column.key}`)]).filter(([, value]) => value))
    const words = { zh: textIn(values, 'zh'), en: textOrNull(values, 'en'), more }
    const position = textIn(values, 'position')
    if (row) await call<typeof editCodeRow>('patch', '/api/directory/code-tables/{table}/rows/{code}', { params: { table: table.id, code: row.code }, body: { ...words, version: row.version, position: Number(position), isActive: table.isOpen ? values.isActive === true : row.isActive } })
    else await call<typeof addCodeRow>('post', '/api/directory/code-tables/{table}/rows', { params: { table: table.id }, body: { ...words, code: textIn(values, 'code'), parent: textOrNull(values, 'parent'), ...(position ? { position: Number(position) } : {}) }, idempotencyKey })
    await refreshDirectory()
    toast(t(row ? 'changed' : 'added'))
  }
  return <FormDialog title={row ? t('codes.edit', { code: row.code }) : t('codes.add')} submit={t('save', { ns: 'common' })} fields={fields} initial={initial} send={send} onClose={onClose} />
}
