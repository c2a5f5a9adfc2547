import { useQuery } from '@tanstack/react-query'
import type { signInWays } from '@hejie/contract/identity'
import { queryOptions } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'

export const waysToSignIn = queryOptions({ queryKey: ['sign-in-ways'], staleTime: Infinity, queryFn: ({ signal }) => call<typeof signInWays>('get', '/api/auth/ways', { signal }) })

/** Invented people to try the console with; only where demo data are loaded. */
export function DemoAccounts({ onPick }: { onPick: (username: string, password: string) => void }) {
  const { t } = useTranslation('identity')
  const demo = useQuery(waysToSignIn).data?.demo
  if (!demo) return null
  return (
    <section className="demo-accounts" aria-label={t('signIn.demoTitle')}>
      <h2>{t('signIn.demoTitle')}</h2>
      <p className="small soft">{t('signIn.demoHint', { password: demo.password })}</p>
      <ul>
        {demo.accounts.map((one) => (
          <li key={one.username}><button type="button" className="menu-item" onClick={() => onPick(one.username, demo.password)}><span className="cut"><strong>{one.username}</strong> <span className="small soft">{one.name} · {one.post}</span></span></button></li>
        ))}
      </ul>
    </section>
  )
}
