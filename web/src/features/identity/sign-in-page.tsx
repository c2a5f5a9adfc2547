import { useQuery } from '@tanstack/react-query'
import type { signIn, signInSecondFactor, signInUnified } from '@hejie/contract/identity'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { call } from '../../api/client.ts'
import { forgetSession, useMe } from '../../api/session.ts'
import { Field } from '../../ui/field.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Icon } from '../../ui/icon.tsx'
import { setPreferences, usePreferences } from '../../ui/preferences.ts'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/use-form.ts'
import { DemoAccounts, waysToSignIn } from './demo-accounts.tsx'
import { UnifiedProblem } from './unified-problem.tsx'
import './identity.css'

/** Where to go after signing in; only inside the console. */
const nextOf = (search: URLSearchParams): string => (/^\/(?![/\\])/.test(search.get('next') ?? '') ? (search.get('next') ?? '/') : '/')

/** Signing in: username and password, then the second factor where it is on; or the unified identity of the place. */
export function Component() {
  const { t } = useTranslation('identity')
  const { language } = usePreferences()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const me = useMe()
  const [needsCode, setNeedsCode] = useState(false)
  const [filled, setFilled] = useState<{ username: string; password: string } | null>(null)
  const next = nextOf(search)
  const onSignedIn = (state: 'signed-in' | 'second-factor'): void => {
    if (state === 'second-factor') return setNeedsCode(true)
    forgetSession()
    void navigate(next, { replace: true })
  }
  useEffect(() => { if (me.data) void navigate(next, { replace: true }) }, [me.data, next, navigate])
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <header>
          <img src="/console/icon.svg" alt="" width="44" height="44" />
          <div className="grow"><p className="sign-in-name">{t('product', { ns: 'common' })}</p><p className="small soft">{t('signIn.subtitle')}</p></div>
          <button type="button" className="button bare small" lang={language === 'en' ? 'zh-CN' : 'en'} onClick={() => setPreferences({ language: language === 'en' ? 'zh-CN' : 'en' })}>{t('language', { ns: 'common' })}</button>
        </header>
        <h1>{t(needsCode ? 'signIn.codeTitle' : 'signIn.title')}</h1>
        <UnifiedProblem code={search.get('problem')} />
        {needsCode ? <CodeForm onSignedIn={onSignedIn} onAgain={() => setNeedsCode(false)} /> : <PasswordForm key={filled?.username ?? ''} filled={filled} onSignedIn={onSignedIn} next={next} />}
        <p className="small soft">{t('signIn.noAccount')}</p>
        <p className="small soft">{t('signIn.citizens')} <a href="/">{t('signIn.home')}</a></p>
      </div>
      {!needsCode && <DemoAccounts onPick={(username, password) => setFilled({ username, password })} />}
    </main>
  )
}

function PasswordForm({ filled, onSignedIn, next }: { filled: { username: string; password: string } | null; onSignedIn: (state: 'signed-in' | 'second-factor') => void; next: string }) {
  const { t, i18n } = useTranslation('identity')
  const [isShown, setShown] = useState(false)
  const ways = useQuery(waysToSignIn)
  const typed = useForm({
    initial: filled ?? { username: '', password: '' },
    send: async (values) => onSignedIn((await call<typeof signIn>('post', '/api/auth/sign-in', { body: values })).state),
  })
  const goUnified = async (way: string): Promise<void> => {
    try {
      location.assign((await call<typeof signInUnified>('post', '/api/auth/unified', { body: { way, returnTo: `/console${next}` } })).url)
    } catch {
      toast(t('signIn.problem'), { tone: 'red' })
    }
  }
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
      <Field name="username" label={t('signIn.username')} fault={typed.faultOf('username')}>
        {(control) => <input {...control} className="input" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus={!filled} required value={typed.values.username} onChange={(event) => typed.set({ username: event.target.value })} />}
      </Field>
      <Field name="password" label={t('signIn.password')} fault={typed.faultOf('password')} aside={<label className="check small"><input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />{t('signIn.showPassword')}</label>}>
        {(control) => <input {...control} className="input" type={isShown ? 'text' : 'password'} autoComplete="current-password" required value={typed.values.password} onChange={(event) => typed.set({ password: event.target.value })} />}
      </Field>
      <FormProblem problem={typed.problem} />
      <button type="submit" className="button main" autoFocus={filled !== null} aria-busy={typed.isSending}>{t('signIn.do')}</button>
      {ways.data?.unified.map((way) => <button key={way.id} type="button" className="button" onClick={() => void goUnified(way.id)}><Icon name="shield" />{t('signIn.unified', { name: i18n.language === 'en' ? way.name.en : way.name.zh })}</button>)}
    </form>
  )
}

function CodeForm({ onSignedIn, onAgain }: { onSignedIn: (state: 'signed-in' | 'second-factor') => void; onAgain: () => void }) {
  const { t } = useTranslation('identity')
  const [isBackup, setBackup] = useState(false)
  const typed = useForm({
    initial: { code: '' },
    send: async ({ code }) => onSignedIn((await call<typeof signInSecondFactor>('post', '/api/auth/second-factor', { body: { code: code.replaceAll(/\s/g, ''), kind: isBackup ? 'backup-code' : 'totp' } })).state),
  })
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
      <Field name="code" label={t(isBackup ? 'signIn.backup' : 'signIn.code')} hint={t(isBackup ? 'signIn.backupHint' : 'signIn.codeHint')} fault={typed.faultOf('code')}>
        {(control) => <input {...control} className="input code-input num" inputMode={isBackup ? 'text' : 'numeric'} autoComplete="one-time-code" autoFocus required value={typed.values.code} onChange={(event) => typed.set({ code: event.target.value })} />}
      </Field>
      <FormProblem problem={typed.problem} />
      <button type="submit" className="button main" aria-busy={typed.isSending}>{t('signIn.codeDo')}</button>
      <div className="row wrap spread">
        <button type="button" className="link small" onClick={() => { setBackup(!isBackup); typed.set({ code: '' }) }}>{t(isBackup ? 'signIn.useApp' : 'signIn.useBackup')}</button>
        <button type="button" className="link small" onClick={onAgain}>{t('signIn.again')}</button>
      </div>
    </form>
  )
}
