import type { MatterDetail, unmaskPerson } from '@hejie/contract/matters'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { FormProblem } from '../../../ui/form-problem.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useForm } from '../../../ui/use-form.ts'
import { ReissuePin } from './facts-tools.tsx'

type Person = MatterDetail['people'][number]

/** The petitioners, masked; in clear one by one, for a stated reason, until the page is left. */
export function People({ matter }: { matter: MatterDetail }) {
  const { t } = useTranslation('matters')
  const [clear, setClear] = useState<ReadonlyMap<number, Person>>(new Map())
  const [asked, setAsked] = useState<Person | null>(null)
  const people = matter.people.map((one) => clear.get(one.seq) ?? one)
  return (
    <section className="card">
      <header><h2>{t('matter.people')}</h2>{matter.peopleCount > 1 && <span className="small soft num">{t('matter.peopleCountValue', { count: matter.peopleCount })}</span>}</header>
      <div className="body">
        {matter.hidesIdentity && <p className="notice amber small"><Icon name="lock" /><span>{t('matter.hidesIdentity')}</span></p>}
        {matter.isAnonymous && people.length === 0 && <p className="soft">{t('matter.anonymous')}</p>}
        <ul className="people">
          {people.map((person) => (
            <li key={person.seq}>
              <div className="row"><strong>{person.name}</strong><span className="tag">{t(`matter.role.${person.role}`)}</span><span className="grow" />
                {person.isMasked && matter.mayUnmask && <button type="button" className="button small bare no-print" onClick={() => setAsked(person)}><Icon name="eye" />{t('matter.unmask')}</button>}
              </div>
              <dl className="particulars">
                {person.phone && <div><dt>{t('matter.phone')}</dt><dd className="num">{person.isMasked ? person.phone : <a href={`tel:${person.phone}`}>{person.phone}</a>}</dd></div>}
                {person.address && <div><dt>{t('matter.address')}</dt><dd>{person.address}</dd></div>}
                {person.idNumber && <div><dt>{t('matter.idNumber')}</dt><dd className="num">{person.idNumber}</dd></div>}
              </dl>
            </li>
          ))}
        </ul>
        <p className="small faint">{t(matter.isPublic ? 'matter.public' : 'matter.notPublic')}</p>
        <ReissuePin matter={matter} />
      </div>
      {asked && <UnmaskDialog code={matter.code} person={asked} onClose={() => setAsked(null)} onShown={(person) => { setClear(new Map([...clear, [person.seq, person]])); setAsked(null) }} />}
    </section>
  )
}

function UnmaskDialog({ code, person, onClose, onShown }: { code: string; person: Person; onClose: () => void; onShown: (person: Person) => void }) {
  const { t } = useTranslation('matters')
  const typed = useForm({
    initial: { reason: '' },
    send: async ({ reason }) => onShown(await call<typeof unmaskPerson>('post', '/api/matters/{code}/people/{seq}/unmask', { params: { code, seq: person.seq }, body: { reason: reason.trim() } })),
  })
  return (
    <Dialog title={t('matter.unmaskTitle')} onClose={onClose}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        <p className="soft">{t('matter.unmaskHint')}</p>
        <Field name="reason" label={t('matter.unmaskReason')} hint={t('matter.unmaskReasonHint')} fault={typed.faultOf('reason')} isRequired>
          {(control) => <input {...control} className="input" maxLength={200} value={typed.values.reason} onChange={(event) => typed.set({ reason: event.target.value })} />}
        </Field>
        <FormProblem problem={typed.problem} />
        <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}>{t('matter.unmaskDo')}</button><button type="button" className="button" onClick={onClose}>{t('cancel', { ns: 'common' })}</button></div>
      </form>
    </Dialog>
  )
}
