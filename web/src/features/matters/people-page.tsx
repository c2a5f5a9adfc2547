import type { MatterRow, searchPeople } from '@hejie/contract/matters'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../api/client.ts'
import { DueTag } from '../../ui/due-tag.tsx'
import { Field } from '../../ui/field.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Icon } from '../../ui/icon.tsx'
import { dateOf, shortDate } from '../../ui/civil-date.ts'
import { spacedCode } from '../../ui/matter-code.ts'
import { Empty } from '../../ui/states.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useForm } from '../../ui/use-form.ts'

const START = { name: '', phone: '', idNumber: '', reason: '' }

/** Matters of one person, found exactly and for a stated reason; nothing of what is asked stands in the address. */
export function Component() {
  const { t } = useTranslation('matters')
  const [found, setFound] = useState<MatterRow[] | null>(null)
  const typed = useForm({
    initial: START,
    send: async ({ name, phone, idNumber, reason }) => {
      const body = { name: name.trim() || undefined, phone: phone.trim() || undefined, idNumber: idNumber.trim() || undefined, reason: reason.trim() }
      setFound((await call<typeof searchPeople>('post', '/api/matters/search-by-person', { body })).items)
    },
  })
  const field = (name: keyof typeof START, type: 'text' | 'tel' = 'text') => (
    <Field name={name} label={t(`people.${name}`)} hint={name === 'reason' ? t('people.reasonHint') : undefined} fault={typed.faultOf(name)} isRequired={name === 'reason'}>
      {(control) => <input {...control} type={type} className="input" autoComplete="off" value={typed.values[name]} onChange={(event) => typed.set({ [name]: event.target.value })} />}
    </Field>
  )
  return (
    <div className="page">
      <header><h1>{t('people.title')}</h1><p className="soft">{t('people.hint')}</p></header>
      <form className="form card" style={{ padding: '1rem', maxWidth: '46rem' }} onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        <div className="form-row">{field('name')}{field('phone', 'tel')}{field('idNumber')}</div>
        {field('reason')}
        <FormProblem problem={typed.problem} />
        <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}><Icon name="search" />{t('people.do')}</button></div>
      </form>
      <div aria-live="polite">
        {found?.length === 0 && <Empty icon="search" title={t('people.none')}><p>{t('people.noneHint')}</p></Empty>}
        {found && found.length > 0 && <Found rows={found} />}
      </div>
    </div>
  )
}

function Found({ rows }: { rows: readonly MatterRow[] }) {
  const { t, i18n } = useTranslation('matters')
  return (
    <section style={{ marginTop: '1.25rem' }}>
      <h2>{t('people.found', { count: rows.length })}</h2>
      <div style={{ overflowX: 'auto' }}>
        <table className="data folds">
          <thead><tr>{(['title', 'status', 'due', 'place', 'holder', 'received'] as const).map((name) => <th key={name} scope="col">{t(`column.${name}`)}</th>)}</tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code}>
                <td><Link to={`/matters/${row.code}`}>{row.title}</Link><div className="tiny faint num">{spacedCode(row.code)}</div></td>
                <td><StatusTag status={row.status} /></td><td>{row.due && <DueTag due={row.due} />}</td><td>{row.place}</td><td>{row.holder}</td><td className="nowrap">{shortDate(dateOf(row.receivedAt), i18n.language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
