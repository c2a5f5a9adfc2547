import type { Account, deactivateAccount, editAccount, reactivateAccount, readAccount, resetPassword, resetSecondFactor } from '@hejie/contract/identity'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { longDate, dateOf } from '../../ui/civil-date.ts'
import { FormDialog, textIn, textOrNull } from '../../ui/form-dialog.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { refreshDirectory } from './directory-requests.ts'
import { TemporaryPassword } from './temporary-password.tsx'
import type { NewPassword } from './temporary-password.tsx'

type Allowed = Account['allowed'][number]
const TEXTS = { 'edit': 'staff.edit', 'reset-password': 'staff.reset', 'remove-second-factor': 'staff.removeFactor', 'deactivate': 'staff.deactivate', 'reactivate': 'staff.reactivate' } as const
const EFFECTS = { 'reset-password': 'staff.resetEffect', 'remove-second-factor': 'staff.removeFactorEffect', 'deactivate': 'staff.deactivateEffect', 'reactivate': 'staff.reactivateEffect' } as const

/** One account, kept by the administrator; accounts are switched off, never deleted. */
export function Component() {
  const { t, i18n } = useTranslation('directory')
  const { id = '' } = useParams()
  const client = useQueryClient()
  const { data: account, error, refetch } = useQuery({ queryKey: ['account', id], queryFn: ({ signal }) => call<typeof readAccount>('get', '/api/accounts/{id}', { params: { id }, signal }) })
  const [asked, setAsked] = useState<Allowed | null>(null)
  const [made, setMade] = useState<NewPassword | null>(null)
  if (!account) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  const rows = [
    [t('staff.username'), account.username], [t('staff.phone'), account.phone], [t('staff.state'), t(account.isActive ? 'staff.active' : 'staff.inactive')], [t('staff.factor'), t(account.hasSecondFactor ? 'staff.on' : 'staff.off')],
    [t('staff.created'), longDate(dateOf(account.createdAt), i18n.language)],
  ].filter(([, value]) => value)
  return (
    <section className="card">
      <header className="row wrap">
        <h2><Link to="/admin/staff">{t('tabs.staff')}</Link> › {account.name}</h2>
        {account.allowed.map((one) => <button key={one} type="button" className={`button ${one === 'deactivate' ? 'danger' : ''}`} onClick={() => setAsked(one)}>{t(TEXTS[one])}</button>)}
      </header>
      <dl className="body particulars-wide">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {asked && (
        <FormDialog
          title={t(TEXTS[asked])} submit={t(TEXTS[asked])} isGrave={asked === 'deactivate'} onClose={() => setAsked(null)} {...(asked === 'edit' ? {} : { effect: t(EFFECTS[asked]) })}
          fields={asked === 'edit' ? [{ name: 'name', label: t('staff.name'), kind: 'text' }, { name: 'phone', label: t('staff.phone'), kind: 'text', isOptional: true }] : []} initial={asked === 'edit' ? { name: account.name, phone: account.phone ?? '' } : {}}
          send={async (values) => {
            const done = await change(account, asked, { name: textIn(values, 'name'), phone: textOrNull(values, 'phone') })
            if ('temporaryPassword' in done) setMade(done)
            else toast(t('changed'))
            await Promise.all([client.invalidateQueries({ queryKey: ['account', id] }), refreshDirectory()])
          }}
        />
      )}
      {made && <TemporaryPassword made={made} onClose={() => setMade(null)} />}
    </section>
  )
}

async function change({ id, version }: Account, what: Allowed, fields: { name: string; phone: string | null }): Promise<Account | (Account & NewPassword)> {
  const versioned = { params: { id }, body: { version } }
  switch (what) {
    case 'edit': return call<typeof editAccount>('patch', '/api/accounts/{id}', { params: { id }, body: { version, ...fields } })
    case 'reset-password': return call<typeof resetPassword>('post', '/api/accounts/{id}/password-reset', versioned)
    case 'remove-second-factor': return call<typeof resetSecondFactor>('post', '/api/accounts/{id}/second-factor-removal', versioned)
    case 'deactivate': return call<typeof deactivateAccount>('post', '/api/accounts/{id}/deactivation', versioned)
    case 'reactivate': return call<typeof reactivateAccount>('post', '/api/accounts/{id}/reactivation', versioned)
  }
}
