import type { listStaff, Post } from '@hejie/contract/directory'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { longDate, todayInChina } from '../../ui/civil-date.ts'
import { Combobox } from '../../ui/combobox.tsx'
import type { Option } from '../../ui/combobox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useForm } from '../../ui/use-form.ts'

async function findStaff(q: string, signal: AbortSignal): Promise<Option[]> {
  const { items } = await call<typeof listStaff>('get', '/api/directory/staff', { query: { q: q || undefined, limit: 20 }, signal })
  return items.filter((one) => one.isActive).map((one) => ({ value: one.accountId, label: `${one.name} (${one.username})`, hint: one.posts.map((post) => `${post.unitName} ${post.postName}`).join('、') }))
}

/** Puts a person into a post from a day on. */
export function AppointDialog({ post, send, onClose }: { post: Post; send: (accountId: string, from: string) => Promise<void>; onClose: () => void }) {
  const { t, i18n } = useTranslation('directory')
  const [person, setPerson] = useState<Option | null>(null)
  const typed = useForm({
    initial: { accountId: '', from: todayInChina() },
    send: async ({ accountId, from }) => {
      await send(accountId, from)
      onClose()
    },
  })
  return (
    <Dialog title={t('post.appointTitle', { name: post.name })} onClose={onClose}>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        <Field name="accountId" label={t('post.person')} fault={typed.faultOf('accountId')} isRequired>
          {(control) => <Combobox control={control} source={{ key: ['staff'], find: findStaff }} chosen={person} onChoose={(option) => { setPerson(option); typed.set({ accountId: option?.value ?? '' }) }} placeholder={t('staff.search')} />}
        </Field>
        <Field name="from" label={t('post.from')} fault={typed.faultOf('from')} isRequired aside={typed.values.from && <span className="count">{longDate(typed.values.from, i18n.language)}</span>}>
          {(control) => <input {...control} type="date" className="input" value={typed.values.from} onChange={(event) => typed.set({ from: event.target.value })} />}
        </Field>
        <FormProblem problem={typed.problem} />
        <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}>{t('post.appoint')}</button><button type="button" className="button" onClick={onClose}>{t('cancel', { ns: 'common' })}</button></div>
      </form>
    </Dialog>
  )
}
