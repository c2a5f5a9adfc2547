import type { confirmSecondFactor, removeSecondFactor, renewBackupCodes, startSecondFactor } from '@hejie/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import type { Output } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/use-form.ts'

type Started = Output<typeof startSecondFactor>
type Step = 'start' | 'remove' | 'renew'

const rereadMe = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['me'] })

/** The second factor: on with a first code of the app, off with the password, backup codes shown once. */
export function SecondFactorCard({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation('identity')
  const [step, setStep] = useState<Step | null>(null)
  const [started, setStarted] = useState<Started | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const withPassword = async (password: string): Promise<void> => {
    if (step === 'start') setStarted(await call<typeof startSecondFactor>('post', '/api/me/second-factor', { body: { password } }))
    if (step === 'renew') setCodes((await call<typeof renewBackupCodes>('post', '/api/me/second-factor/backup-codes', { body: { password } })).backupCodes)
    if (step === 'remove') {
      await call<typeof removeSecondFactor>('post', '/api/me/second-factor/removal', { body: { password } })
      toast(t('account.factorRemoved'))
      await rereadMe()
    }
    setStep(null)
  }
  return (
    <section className="card">
      <header><h2>{t('account.factor')}</h2><span className={`tag ${isOn ? 'green' : ''}`}>{t(isOn ? 'account.factorOn' : 'account.factorOff')}</span></header>
      <div className="body stack tight">
        <p className="soft">{t('account.factorHint')}</p>
        <div className="row wrap">
          {!isOn && <button type="button" className="button" onClick={() => setStep('start')}>{t('account.factorStart')}</button>}
          {isOn && <button type="button" className="button" onClick={() => setStep('renew')}>{t('account.backupRenew')}</button>}
          {isOn && <button type="button" className="button danger" onClick={() => setStep('remove')}>{t('account.factorRemove')}</button>}
        </div>
      </div>
      {step && <PasswordDialog title={t(step === 'start' ? 'account.factorStart' : step === 'renew' ? 'account.backupRenew' : 'account.factorRemove')} send={withPassword} onClose={() => setStep(null)} />}
      {started && <ConfirmDialog started={started} onClose={() => setStarted(null)} onDone={() => { setCodes(started.backupCodes); setStarted(null); void rereadMe() }} />}
      {codes && <BackupCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </section>
  )
}

function PasswordDialog({ title, send, onClose }: { title: string; send: (password: string) => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation('identity')
  const typed = useForm({ initial: { password: '' }, send: ({ password }) => send(password) })
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        <Field name="password" label={t('account.factorPassword')} fault={typed.faultOf('password')} isRequired>
          {(control) => <input {...control} type="password" className="input" autoComplete="current-password" value={typed.values.password} onChange={(event) => typed.set({ password: event.target.value })} />}
        </Field>
        <FormProblem problem={typed.problem} />
        <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}>{title}</button><button type="button" className="button" onClick={onClose}>{t('cancel', { ns: 'common' })}</button></div>
      </form>
    </Dialog>
  )
}

function ConfirmDialog({ started, onClose, onDone }: { started: Started; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('identity')
  const picture = useQuery({ queryKey: ['qr', started.uri], gcTime: 0, queryFn: async () => (await import('uqr')).renderSVG(started.uri, { border: 2 }) })
  const typed = useForm({
    initial: { code: '' },
    send: async ({ code }) => {
      await call<typeof confirmSecondFactor>('post', '/api/me/second-factor/confirmation', { body: { code: code.replaceAll(/\s/g, '') } })
      toast(t('account.factorDone'))
      onDone()
    },
  })
  return (
    <Dialog title={t('account.factorStart')} onClose={onClose}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        <p>{t('account.factorScan')}</p>
        {picture.data && <img className="qr" alt={t('account.factorScan')} src={`data:image/svg+xml,${encodeURIComponent(picture.data)}`} />}
        <p className="small">{t('account.secret')}: <code>{started.secret.replaceAll(/(.{4})/g, '$1 ')}</code> · <a href={started.uri}>{t('account.openApp')}</a></p>
        <Field name="code" label={t('account.factorCode')} fault={typed.faultOf('code')} isRequired>
          {(control) => <input {...control} className="input code-input num" inputMode="numeric" autoComplete="one-time-code" value={typed.values.code} onChange={(event) => typed.set({ code: event.target.value })} />}
        </Field>
        <FormProblem problem={typed.problem} />
        <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}>{t('account.factorConfirm')}</button><button type="button" className="button" onClick={onClose}>{t('cancel', { ns: 'common' })}</button></div>
      </form>
    </Dialog>
  )
}

function BackupCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('identity')
  return (
    <Dialog title={t('account.backupCodes')} onClose={onClose} footer={<button type="button" className="button main" onClick={onClose}>{t('account.kept')}</button>}>
      <p className="soft">{t('account.backupHint')}</p>
      <ul className="backup-codes">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
    </Dialog>
  )
}
