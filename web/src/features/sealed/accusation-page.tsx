import type { answerAccusation, forwardAccusation, readAccusation } from '@hejie/contract/sealed'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useCodes } from '../../api/code-tables.ts'
import { call, send } from '../../api/client.ts'
import type { Output } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { momentText } from '../../ui/civil-date.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog, textIn } from '../../ui/form-dialog.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Icon } from '../../ui/icon.tsx'
import { spacedCode } from '../../ui/matter-code.ts'
import { saveFile } from '../../ui/save-file.ts'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/use-form.ts'
import { TONES } from './accusations-page.tsx'

type Read = Output<typeof readAccusation>
type Asked = { what: 'forward' | 'note' | 'answer' } | { what: 'file'; file: Read['attachments'][number] }

/** One accusation; shown only after a reason was given, and never kept in memory after the page is left. */
export function Component() {
  const { code = '' } = useParams()
  const [shown, setShown] = useState<{ code: string; accusation: Read; reason: string } | null>(null)
  if (!shown || shown.code !== code) return <AskReason code={code} onRead={(accusation, reason) => setShown({ code, accusation, reason })} />
  const reread = async (): Promise<void> => {
    setShown({ ...shown, accusation: await read(code, shown.reason) })
    await queryClient.invalidateQueries({ queryKey: ['sealed'] })
  }
  return <Shown accusation={shown.accusation} reread={reread} />
}

const read = (code: string, reason: string): Promise<Read> => call<typeof readAccusation>('post', '/api/sealed/accusations/{code}/read', { params: { code }, body: { reason } })

function AskReason({ code, onRead }: { code: string; onRead: (accusation: Read, reason: string) => void }) {
  const { t } = useTranslation('sealed')
  const typed = useForm({ initial: { reason: '' }, send: async ({ reason }) => onRead(await read(code, reason.trim()), reason.trim()) })
  return (
    <div className="page" style={{ maxWidth: '36rem' }}>
      <p><Link to="/accusations"><Icon name="left" /> {t('back')}</Link></p>
      <form className="card form" style={{ padding: '1rem 1.25rem 1.25rem' }} onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
        <h1>{t('readTitle')} <span className="num soft">{spacedCode(code)}</span></h1>
        <p className="soft">{t('readHint')}</p>
        <Field name="reason" label={t('reason')} hint={t('reasonHint')} fault={typed.faultOf('reason')} isRequired>{(control) => <input {...control} className="input" autoFocus maxLength={200} value={typed.values.reason} onChange={(event) => typed.set({ reason: event.target.value })} />}</Field>
        <FormProblem problem={typed.problem} />
        <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}>{t('read')}</button></div>
      </form>
    </div>
  )
}

function Shown({ accusation, reread }: { accusation: Read; reread: () => Promise<void> }) {
  const { t, i18n } = useTranslation('sealed')
  const form = useCodes('form', i18n.language)
  const channel = useCodes('channel', i18n.language)
  const [asked, setAsked] = useState<Asked | null>(null)
  const facts = [
    [t('accused'), accusation.accused], [t('unit'), accusation.accusedUnit], [t('place'), accusation.place], [t('placeDetail'), accusation.placeDetail], [t('receivedAt'), momentText(accusation.receivedAt, i18n.language)], [t('form'), form.nameOf(accusation.form)], [t('channel'), channel.nameOf(accusation.channel)],
    [t('peopleCount'), String(accusation.peopleCount)], [t('forwardedTo'), accusation.forwardedTo], [t('forwardNote'), accusation.forwardNote],
  ].filter(([, value]) => value)
  return (
    <div className="page stack">
      <header>
        <p><Link to="/accusations"><Icon name="left" /> {t('back')}</Link></p>
        <h1>{accusation.title}</h1>
        <p className="row wrap"><span className={`tag ${TONES[accusation.status]}`}>{t(`states.${accusation.status}`)}</span><span className="num soft">{spacedCode(accusation.code)}</span><span className="grow" />
          {accusation.mayForward && accusation.status === 'RECEIVED' && <button type="button" className="button main" onClick={() => setAsked({ what: 'forward' })}>{t('forward')}</button>}
          {accusation.mayForward && accusation.status === 'FORWARDED' && <button type="button" className="button main" onClick={() => setAsked({ what: 'answer' })}>{t('answer')}</button>}
          <button type="button" className="button" onClick={() => setAsked({ what: 'note' })}>{t('note')}</button>
        </p>
      </header>
      <section className="card"><header><h2>{t('body')}</h2></header><div className="body"><p className="pre" style={{ lineHeight: 1.75 }}>{accusation.body}</p>
        {accusation.attachments.length > 0 && <><h3>{t('files')}</h3><ul>{accusation.attachments.map((file) => <li key={file.id}><button type="button" className="link" onClick={() => setAsked({ what: 'file', file })}><Icon name="clip" /> {file.name}</button></li>)}</ul></>}
      </div></section>
      <section className="card"><dl className="body particulars-wide">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl></section>
      <Parties parties={accusation.parties} isAnonymous={accusation.isAnonymous} />
      <section className="card"><header><h2>{t('events')}</h2></header><ol className="body stack tight">{accusation.events.map((one, index) => <li key={index}><span className="small faint">{momentText(one.at, i18n.language)} {one.by ?? t('system')}</span> <strong>{eventText(t, one.event)}</strong>{one.note && <p className="pre">{one.note}</p>}</li>)}</ol></section>
      {asked && <Dialogs asked={asked} accusation={accusation} reread={reread} onClose={() => setAsked(null)} />}
    </div>
  )
}

const EVENTS = ['receive', 'forward', 'note', 'answered', 'seal', 'read'] as const
function eventText(t: ReturnType<typeof useTranslation<'sealed'>>['t'], event: string): string {
  const known = EVENTS.find((one) => one === event)
  return known ? t(`event.${known}`) : event
}

function Parties({ parties, isAnonymous }: { parties: Read['parties']; isAnonymous: boolean }) {
  const { t } = useTranslation('sealed')
  return (
    <section className="card">
      <header><h2>{t('parties')}</h2><span className="tag">{t(isAnonymous ? 'anonymous' : 'real')}</span></header>
      <ul className="body stack tight">
        {parties.map((party, index) => <li key={index}><strong>{party.name}</strong> <span className="small soft">{[party.phone, party.address, party.idNumber].filter(Boolean).join(' · ')}</span></li>)}
      </ul>
    </section>
  )
}

function Dialogs({ asked, accusation, reread, onClose }: { asked: Asked; accusation: Pick<Read, 'code' | 'version'>; reread: () => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation('sealed')
  const { code, version } = accusation
  const done = async (text: string): Promise<void> => {
    toast(text)
    await reread()
  }
  switch (asked.what) {
    case 'forward': return <FormDialog title={t('forwardTitle')} effect={t('forwardEffect')} submit={t('forward')} isGrave onClose={onClose} fields={[{ name: 'unitId', label: t('forwardUnit'), kind: 'unit' }, { name: 'note', label: t('forwardNote'), kind: 'area' }]}
      send={async (values) => { await call<typeof forwardAccusation>('post', '/api/sealed/accusations/{code}/forward', { params: { code }, body: { version, unitId: textIn(values, 'unitId'), note: textIn(values, 'note') } }); await done(t('forwarded')) }} />
    case 'note': return <FormDialog title={t('note')} submit={t('note')} onClose={onClose} fields={[{ name: 'note', label: t('noteText'), kind: 'area' }]}
      send={async (values) => { await send('post', `/api/sealed/accusations/${code}/notes`, { body: { note: textIn(values, 'note') } }); await done(t('noted')) }} />
    case 'answer': return <FormDialog title={t('answer')} effect={t('answerEffect')} submit={t('answer')} onClose={onClose} fields={[{ name: 'note', label: t('answerNote'), kind: 'area' }]}
      send={async (values) => { await call<typeof answerAccusation>('post', '/api/sealed/accusations/{code}/answered', { params: { code }, body: { version, note: textIn(values, 'note') } }); await done(t('answered')) }} />
    case 'file': return <FormDialog title={asked.file.name} submit={t('read')} onClose={onClose} fields={[{ name: 'reason', label: t('fileReason'), kind: 'text' }]}
      send={async (values) => saveFile(await send('post', `/api/sealed/accusations/${code}/attachments/${asked.file.id}`, { body: { reason: textIn(values, 'reason') } }), asked.file.name)} />
  }
}
