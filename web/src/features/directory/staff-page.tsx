import type { createAccount } from '@hejie/contract/identity'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../api/client.ts'
import { FormDialog, textIn, textOrNull } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { refreshDirectory, staff } from './directory-requests.ts'
import { SecondFactorRules } from './second-factor-rule.tsx'
import { TemporaryPassword } from './temporary-password.tsx'
import type { NewPassword } from './temporary-password.tsx'

/** Members of staff with the posts they hold. */
export function Component() {
  const { t } = useTranslation('directory')
  const [q, setQ] = useState('')
  const [isAdding, setAdding] = useState(false)
  const [made, setMade] = useState<NewPassword | null>(null)
  const list = useInfiniteQuery(staff(q))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="stack">
      <section className="card">
        <header className="row wrap">
          <input className="input" style={{ width: '18rem' }} type="search" aria-label={t('staff.search')} placeholder={t('staff.search')} value={q} onChange={(event) => setQ(event.target.value)} /><span className="grow" />
          <button type="button" className="button main" onClick={() => setAdding(true)}><Icon name="plus" />{t('staff.add')}</button>
        </header>
        {list.isPending && <Loading />}
        {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && <Empty icon="person" title={t('staff.none')} />}
        {items.length > 0 && (
          <div className="body" style={{ overflowX: 'auto' }}>
            <table className="data folds">
              <thead><tr><th scope="col">{t('staff.name')}</th><th scope="col">{t('staff.username')}</th><th scope="col">{t('staff.posts')}</th><th scope="col">{t('staff.state')}</th></tr></thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.accountId}>
                    <td><Link to={`/admin/staff/${one.accountId}`}>{one.name}</Link></td><td>{one.username}</td>
                    <td className="small">{one.posts.length ? one.posts.map((post) => <div key={post.postId}><Link to={`/admin/units/${post.unitId}`}>{post.unitName}</Link> · {post.postName}</div>) : <span className="faint">{t('staff.noPosts')}</span>}</td>
                    <td><span className={`tag ${one.isActive ? 'green' : ''}`}>{t(one.isActive ? 'staff.active' : 'staff.inactive')}</span></td>
                  </tr>
                ))}
              </tbody>
            </table>
            {list.hasNextPage && <button type="button" className="button small" onClick={() => void list.fetchNextPage()}>{t('more')}</button>}
          </div>
        )}
        {isAdding && (
          <FormDialog
            title={t('staff.add')} effect={t('staff.addEffect')} submit={t('staff.add')} onClose={() => setAdding(false)}
            fields={[{ name: 'name', label: t('staff.name'), kind: 'text' }, { name: 'username', label: t('staff.username'), hint: t('staff.usernameHint'), kind: 'text' }, { name: 'phone', label: t('staff.phone'), kind: 'text', isOptional: true }]}
            send={async (values, idempotencyKey) => {
              const account = await call<typeof createAccount>('post', '/api/accounts', { body: { username: textIn(values, 'username'), name: textIn(values, 'name'), phone: textOrNull(values, 'phone') }, idempotencyKey })
              setMade(account)
              await refreshDirectory()
            }}
          />
        )}
        {made && <TemporaryPassword made={made} onClose={() => setMade(null)} />}
      </section>
      <SecondFactorRules />
    </div>
  )
}
