import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
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
  // Stays until somebody leaves the page: the backup codes are still to be read when the second step is on.
  const [wasLedHere, setLedHere] = useState(me.mustTurnOnSecondFactor)
  if (me.mustTurnOnSecondFactor && !wasLedHere) setLedHere(true)
  if (me.mustChangePassword) {
    return (
      <div className="page stack" style={{ maxWidth: '34rem' }}>
        <h1>{t('account.password')}</h1>
        <p className="notice amber"><Icon name="info" /><span>{t('account.mustChange')}</span></p>
        <PasswordCard />
      </div>
    )
  }
  if (me.mustTurnOnSecondFactor || wasLedHere) {
    return (
      <div className="page stack" style={{ maxWidth: '34rem' }}>
        <h1>{t('account.factor')}</h1>
        {me.mustTurnOnSecondFactor ? <p className="notice amber"><Icon name="info" /><span>{t('account.mustTurnOn')}</span></p> : <p><Link className="button main" to="/">{t('account.goOn')}</Link></p>}
        <SecondFactorCard isOn={me.hasSecondFactor} />
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
