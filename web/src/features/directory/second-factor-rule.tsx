import type { SecondFactorRule, changeSecondFactorRule, readSecondFactorRules } from '@hejie/contract/identity'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { FormDialog, listIn } from '../../ui/form-dialog.tsx'
import { Failed } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { roles } from './directory-requests.ts'

const KEY = ['second-factor-rules']

/** Who must sign in with two steps, in each place the administrator keeps. */
export function SecondFactorRules() {
  const { t, i18n } = useTranslation('directory')
  const rules = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call<typeof readSecondFactorRules>('get', '/api/second-factor-rules', { signal }) })
  const names = useQuery(roles).data?.items ?? []
  const [changing, setChanging] = useState<SecondFactorRule | null>(null)
  const nameOf = (code: string): string => {
    const role = names.find((one) => one.code === code)
    return role ? (i18n.language === 'en' ? role.en : role.zh) : code
  }
  if (rules.isError) return <Failed error={rules.error} retry={() => void rules.refetch()} />
  return (
    <section className="card" aria-busy={rules.isPending}>
      <header><h2>{t('rule.title')}</h2></header>
      <div className="body stack tight">
        <p className="soft">{t('rule.hint')}</p>
        {rules.data?.items.map((rule) => (
          <div key={rule.regionPath} className="row wrap">
            <strong>{rule.place}</strong>
            {rule.isForAll ? <span className="tag blue">{t('rule.all')}</span> : rule.roles.length === 0 ? <span className="tag">{t('rule.none')}</span> : rule.roles.map((role) => <span key={role} className="tag blue">{nameOf(role)}</span>)}
            {rule.waiting > 0 && <span className="tag amber">{t('rule.waiting', { count: rule.waiting })}</span>}
            <span className="grow" />
            <button type="button" className="button small" onClick={() => setChanging(rule)}>{t('rule.change')}</button>
          </div>
        ))}
      </div>
      {changing && <RuleDialog rule={changing} names={names} onClose={() => setChanging(null)} />}
    </section>
  )
}

type RoleNames = readonly { code: SecondFactorRule['roles'][number]; zh: string; en: string }[]

function RuleDialog({ rule, names, onClose }: { rule: SecondFactorRule; names: RoleNames; onClose: () => void }) {
  const { t, i18n } = useTranslation('directory')
  const client = useQueryClient()
  return (
    <FormDialog
      title={t('rule.change')} effect={t('rule.effect', { place: rule.place })} submit={t('save', { ns: 'common' })} onClose={onClose} initial={{ isForAll: rule.isForAll, roles: rule.roles }}
      fields={[
        { name: 'isForAll', label: t('rule.all'), kind: 'check' },
        { name: 'roles', label: t('rule.roles'), kind: 'checks', when: (values) => values.isForAll !== true, options: names.map((role) => ({ value: role.code, label: i18n.language === 'en' ? role.en : role.zh })) },
      ]}
      send={async (values) => {
        const chosen = listIn(values, 'roles')
        await call<typeof changeSecondFactorRule>('put', '/api/second-factor-rules', {
          body: { regionPath: rule.regionPath, version: rule.version, isForAll: values.isForAll === true, roles: names.map((role) => role.code).filter((code) => chosen.includes(code)) },
        })
        toast(t('changed'))
        // The rule may reach the administrator too.
        await Promise.all([client.invalidateQueries({ queryKey: KEY }), client.invalidateQueries({ queryKey: ['me'] })])
      }}
    />
  )
}
