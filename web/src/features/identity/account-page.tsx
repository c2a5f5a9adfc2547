import { useTranslation } from 'react-i18next'
import { useKnownMe } from '../../api/session.ts'
import { Icon } from '../../ui/icon.tsx'
import { PasswordCard } from './password-card.tsx'
import { SecondFactorCard } from './second-factor-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import './identity.css'

/** Oneself: password, second factor, where one is signed in, posts held. */
export function Component() {
  const { t } = useTranslation('identity')
  const me = useKnownMe()
  if (me.mustChangePassword) {
    return (
      <div className="page stack" style={{ maxWidth: '34rem' }}>
        <h1>{t('account.password')}</h1>
        <p className="notice amber"><Icon name="info" /><span>{t('account.mustChange')}</span></p>
        <PasswordCard />
      </div>
    )
  }
  return (
    <div className="page stack" style={{ maxWidth: '52rem' }}>
      <header><h1>{t('account.title')}</h1><p className="soft">{me.name} · {me.username}</p></header>
      <section className="card"><header><h2>{t('account.posts')}</h2></header><ul className="body">{me.posts.map((post) => <li key={post.postId}>{post.unitName} · {post.postName}</li>)}</ul></section>
      <PasswordCard />
      <SecondFactorCard isOn={me.hasSecondFactor} />
      <SessionsCard />
    </div>
  )
}
