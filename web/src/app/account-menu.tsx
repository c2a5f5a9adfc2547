import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { signOut } from '@hejie/contract/identity'
import { call } from '../api/client.ts'
import { forgetSession } from '../api/session.ts'
import type { Me } from '../api/session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { countDrafts, dropAllDrafts } from '../ui/draft.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { setPreferences, usePreferences } from '../ui/preferences.ts'
import { problemWords } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'

/** Who is signed in, how the console looks here, and the way out. */
export function AccountMenu({ me }: { me: Me }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { density, bigText, language } = usePreferences()
  const [isAsking, setAsking] = useState(false)
  const leave = async (withDrafts: boolean): Promise<void> => {
    try {
      await call<typeof signOut>('post', '/api/auth/sign-out', {})
      if (!withDrafts) dropAllDrafts()
      forgetSession()
      await navigate('/sign-in')
    } catch (error) {
      setAsking(false)
      toast(problemWords(error), { tone: 'red' })
    }
  }
  const [post] = me.posts
  return (
    <div className="account">
      <Menu className="account-button" label={(
        <>
          <span className="avatar" aria-hidden="true">{me.name.slice(0, 1)}</span>
          <span className="grow"><strong className="cut">{me.name}</strong><span className="cut">{post ? `${post.unitName} · ${post.postName}` : t('account.noPost')}</span></span>
          <Icon name="up" />
        </>
      )}>
        {(close) => (
          <div className="account-panel">
            {me.posts.map((one) => <p key={one.postId} className="menu-title">{one.unitName} · {one.postName}</p>)}
            <Link className="menu-item" to="/account" onClick={close}><Icon name="shield" />{t('account.sessions')}</Link>
            <button type="button" className="menu-item" aria-pressed={density === 'compact'} onClick={() => setPreferences({ density: density === 'compact' ? 'comfortable' : 'compact' })}><Icon name="list" /><span className="grow">{t('account.density')}</span>{density === 'compact' && <Icon name="check" />}</button>
            <button type="button" className="menu-item" aria-pressed={bigText} onClick={() => setPreferences({ bigText: !bigText })}><Icon name="text" /><span className="grow">{t('account.bigText')}</span>{bigText && <Icon name="check" />}</button>
            <button type="button" className="menu-item" lang={language === 'en' ? 'zh-CN' : 'en'} onClick={() => setPreferences({ language: language === 'en' ? 'zh-CN' : 'en' })}><Icon name="book" />{t('account.language')}</button>
            <button type="button" className="menu-item" onClick={() => { close(); if (countDrafts()) setAsking(true); else void leave(false) }}><Icon name="out" />{t('account.signOut')}</button>
          </div>
        )}
      </Menu>
      {isAsking && (
        <Dialog title={t('signOut.title')} onClose={() => setAsking(false)} footer={(
          <>
            <button type="button" className="button" onClick={() => void leave(true)}>{t('signOut.keep')}</button>
            <button type="button" className="button danger main" onClick={() => void leave(false)}>{t('signOut.drop')}</button>
          </>
        )}>
          <p>{t('signOut.drafts', { count: countDrafts() })}</p>
          <p className="soft">{t('signOut.keepHint')}</p>
        </Dialog>
      )}
    </div>
  )
}
