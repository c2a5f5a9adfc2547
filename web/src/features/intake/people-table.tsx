import { useTranslation } from 'react-i18next'
import { choices, useCodes } from '../../api/code-tables.ts'
import { Icon } from '../../ui/icon.tsx'
import { Field } from '../../ui/field.tsx'
import type { Form } from '../../ui/use-form.ts'
import { atLeastNamed, EMPTY_PERSON } from './filing-form.ts'
import type { FilingDraft, PersonDraft } from './filing-form.ts'

const ROLES = ['petitioner', 'representative', 'agent'] as const
const MOST = 20

/** Who it comes from: one line a person, and what the law says of representatives in its place. */
export function PeopleTable({ form }: { form: Form<FilingDraft> }) {
  const { t } = useTranslation('intake')
  const { values, set, faultOf } = form
  const change = (index: number, part: Partial<PersonDraft>): void => {
    const people = values.people.map((one, at) => (at === index ? { ...one, ...part } : one))
    set({ people, peopleCount: atLeastNamed(values.peopleCount, people) })
  }
  const add = (): void => {
    const role = values.people.some((one) => one.role === 'representative') ? 'representative' : 'petitioner'
    set({ people: [...values.people, { ...EMPTY_PERSON, role }] })
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-field="people.${values.people.length}.name"] input`)?.focus())
  }
  return (
    <section className="register-part form" data-field="people" aria-label={t('people')}>
      <div className="row wrap spread">
        <h2>{t('people')}</h2>
        <label className="check" data-field="isAnonymous"><input type="checkbox" checked={values.isAnonymous} onChange={(event) => set({ isAnonymous: event.target.checked })} /><span>{t('isAnonymous')}</span></label>
      </div>
      {faultOf('isAnonymous') && <p className="field-fault">{faultOf('isAnonymous')}</p>}
      {!values.isAnonymous && values.people.map((person, index) => (
        <Person key={index} nth={index} person={person} form={form} change={(part) => change(index, part)} remove={values.people.length > 1 ? () => set({ people: values.people.filter((_, at) => at !== index) }) : null} />
      ))}
      {faultOf('people') && <p className="field-fault" role="alert">{faultOf('people')}</p>}
      <div className="row wrap">
        {!values.isAnonymous && <button type="button" className="button small" disabled={values.people.length >= MOST} onClick={add}><Icon name="plus" />{t('addPerson')}</button>}
        <label className="row small" data-field="peopleCount"><span>{t('peopleCount')}</span><input className="input" style={{ width: '5rem' }} type="number" min={1} inputMode="numeric" value={values.peopleCount} aria-invalid={faultOf('peopleCount') ? true : undefined} onChange={(event) => set({ peopleCount: event.target.value })} /></label>
        {faultOf('peopleCount') && <span className="field-fault">{faultOf('peopleCount')}</span>}
        {Number(values.peopleCount) >= 5 && values.form === '200' && <span className="small soft">{t('joint')}</span>}
      </div>
    </section>
  )
}

interface PersonProps {
  nth: number
  person: PersonDraft
  form: Form<FilingDraft>
  change: (part: Partial<PersonDraft>) => void
  remove: (() => void) | null
}

function Person({ nth, person, form, change, remove }: PersonProps) {
  const { t, i18n } = useTranslation('intake')
  const kinds = choices(useCodes('document', i18n.language), i18n.language).filter((one) => one.value.startsWith('I') && one.value !== 'I9')
  const text = (name: 'name' | 'phone' | 'address' | 'idNumber', type: 'text' | 'tel' = 'text') => (
    <Field name={`people.${nth}.${name}`} label={t(name)} fault={form.faultOf(`people.${nth}.${name}`)} isRequired={name === 'name' || (name === 'address' && form.values.form !== '400' && nth === 0)} className={`person-${name}`}>
      {(control) => (
        <input {...control} type={type} className="input" autoComplete="off" autoFocus={nth === 0 && name === 'name'} value={person[name]} onChange={(event) => change(name === 'idNumber' && event.target.value && !person.idKind ? { idNumber: event.target.value, idKind: 'I1' } : { [name]: event.target.value })} />
      )}
    </Field>
  )
  return (
    <fieldset className="person">
      <legend className="sr">{t('person', { nth: nth + 1 })}</legend>
      {text('name')}{text('phone', 'tel')}{text('address')}
      <Field name={`people.${nth}.idKind`} label={t('idKind')} fault={form.faultOf(`people.${nth}.idKind`)} className="person-idKind">
        {(control) => <select {...control} className="select" value={person.idKind} onChange={(event) => change({ idKind: event.target.value })}><option value="">{t('noId')}</option>{kinds.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}</select>}
      </Field>
      {text('idNumber')}
      <Field name={`people.${nth}.role`} label={t('role')} className="person-role">
        {(control) => <select {...control} className="select" value={person.role} onChange={(event) => change({ role: ROLES.find((role) => role === event.target.value) ?? 'petitioner' })}>{ROLES.map((role) => <option key={role} value={role}>{t(`roles.${role}`)}</option>)}</select>}
      </Field>
      {remove && <button type="button" className="button bare icon small person-remove" aria-label={t('removePerson', { nth: nth + 1 })} onClick={remove}><Icon name="close" /><span>{t('removePerson', { nth: nth + 1 })}</span></button>}
    </fieldset>
  )
}
