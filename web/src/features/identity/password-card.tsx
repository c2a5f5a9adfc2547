import type { changePassword } from '@hejie/contract/identity'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { queryClient } from '../../api/query-client.ts'
import { useKnownMe } from '../../api/session.ts'
import { Field } from '../../ui/field.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/use-form.ts'

/** Changes the password; all other sessions end. */
export function PasswordCard() {
  const { t } = useTranslation('identity')
  const me = useKnownMe()
  const typed = useForm({
    initial: { current: '', next: '', repeat: '' },
    send: async ({ current, next, repeat }) => {
      if (next !== repeat) throw new ApiProblem({ status: 400, code: 'web/not-repeated', detail: t('account.repeatWrong'), faults: [{ field: 'repeat', message: t('account.repeatWrong') }] })
      const { ended } = await call<typeof changePassword>('post', '/api/me/password', { body: { current, next } })
      typed.clear()
      // Who must change it is kept on this page until this is read again.
      await queryClient.invalidateQueries({ queryKey: ['me'] })
      toast(t('account.changed', { count: ended }))
    },
  })
  const field = (name: 'current' | 'next' | 'repeat') => (
    <Field name={name} label={t(`account.${name}`)} hint={name === 'next' ? t('account.nextHint') : undefined} fault={typed.faultOf(name)} isRequired>
      {(control) => <input {...control} type="password" className="input" autoComplete={name === 'current' ? 'current-password' : 'new-password'} value={typed.values[name]} onChange={(event) => typed.set({ [name]: event.target.value })} />}
    </Field>
  )
  return (
    <section className="card">
      <header><h2>{t('account.password')}</h2></header>
      <form className="form body" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
        {field('current')}{field('next')}{field('repeat')}
        <FormProblem problem={typed.problem} />
        <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}>{t('account.change')}</button></div>
      </form>
    </section>
  )
}
