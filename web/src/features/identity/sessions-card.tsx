import type { listSessions, revokeOtherSessions, revokeSession } from '@hejie/contract/identity'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { momentText } from '../../ui/civil-date.ts'
import { Failed, Loading, problemWords } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

/** `Chrome · Windows` out of what a browser says of itself. */
function deviceOf(device: string | null): string | null {
  if (!device) return null
  const browser = /Edg/.test(device) ? 'Edge' : /Firefox/.test(device) ? 'Firefox' : /Chrome/.test(device) ? 'Chrome' : /Safari/.test(device) ? 'Safari' : device.slice(0, 30)
  const system = /Windows/.test(device) ? 'Windows' : /Android/.test(device) ? 'Android' : /iPhone|iPad/.test(device) ? 'iOS' : /Mac OS/.test(device) ? 'macOS' : /Linux/.test(device) ? 'Linux' : ''
  return [browser, system].filter(Boolean).join(' · ')
}

/** Where this account is signed in; what one does not know can be ended. */
export function SessionsCard() {
  const { t, i18n } = useTranslation('identity')
  const client = useQueryClient()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => call<typeof listSessions>('get', '/api/me/sessions', { signal }) })
  const ending = useMutation({
    mutationFn: (id: string | null) => (id ? call<typeof revokeSession>('post', '/api/me/sessions/{id}/revocation', { params: { id } }) : call<typeof revokeOtherSessions>('post', '/api/me/sessions/revocation', {})),
    onSuccess: async ({ ended }) => {
      toast(t('account.ended', { count: ended }))
      await client.invalidateQueries({ queryKey: ['sessions'] })
    },
    onError: (error) => toast(problemWords(error), { tone: 'red' }),
  })
  const items = sessions.data?.items ?? []
  return (
    <section className="card">
      <header><h2>{t('account.sessions')}</h2>{items.length > 1 && <button type="button" className="button small" onClick={() => ending.mutate(null)}>{t('account.endOthers')}</button>}</header>
      <p className="small soft" style={{ paddingInline: '1rem' }}>{t('account.sessionsHint')}</p>
      {sessions.isPending && <Loading lines={3} />}
      {sessions.isError && <Failed error={sessions.error} retry={() => void sessions.refetch()} />}
      {items.length > 0 && (
        <table className="data folds">
          <thead><tr><th scope="col">{t('account.device')}</th><th scope="col">{t('account.address')}</th><th scope="col">{t('account.started')}</th><th scope="col">{t('account.seen')}</th><th scope="col"><span className="sr">{t('account.end')}</span></th></tr></thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.id}>
                <td>{deviceOf(one.device) ?? t('account.unknownDevice')} {one.isCurrent && <span className="tag green">{t('account.current_session')}</span>}</td><td>{one.address}</td>
                <td className="nowrap">{momentText(one.startedAt, i18n.language)}</td><td className="nowrap">{momentText(one.lastSeenAt, i18n.language)}</td>
                <td>{!one.isCurrent && <button type="button" className="button small" onClick={() => ending.mutate(one.id)}>{t('account.end')}</button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
