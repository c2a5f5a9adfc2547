import type { MatterDetail } from '@hejie/contract/matters'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { choices, useCodes } from '../../../api/code-tables.ts'
import { longDate, momentText, timeOf } from '../../../ui/civil-date.ts'
import { Field } from '../../../ui/field.tsx'
import { FormProblem } from '../../../ui/form-problem.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useForm } from '../../../ui/use-form.ts'
import { matterDetail } from '../matter/use-matter.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { sendAction } from './send-action.ts'
import './actions.css'

const SUGGESTION = ['V7', 'V8', 'V9'] as const
const REQUEST = ['V1', 'V2', 'V3', 'V4', 'V5'] as const
const PARTS = [['requestSummary', 4000, 4], ['facts', 10_000, 10], ['opinion', 10_000, 8], ['legalBasis', 2000, 3], ['commitments', 2000, 3]] as const
/** Each save is an act on record, so the server gets one after a real pause; this computer keeps every word at once. */
const SAVE_AFTER_MS = 60_000

type Draft = { conclusion: string; commitmentsDue: string } & Record<(typeof PARTS)[number][0], string>

function startOf(matter: MatterDetail): Draft {
  const reply = matter.replies.toSorted((one, other) => other.seq - one.seq).find((one) => one.state === 'draft' || one.state === 'returned')
  return {
    conclusion: reply?.conclusion ?? '', requestSummary: reply?.requestSummary ?? '', facts: reply?.facts ?? '', opinion: reply?.opinion ?? '', legalBasis: reply?.legalBasis ?? '', commitments: reply?.commitments ?? '',
    commitmentsDue: reply?.commitmentsDue ?? '',
  }
}

const bodyOf = (draft: Draft) => ({ ...draft, conclusion: draft.conclusion || null, commitmentsDue: draft.commitmentsDue || null })

/** The decision in its making: the parts article 32 demands beside the petitioner's own words. Saved while it is written. */
export function DraftEditor({ matter, onClose }: { matter: MatterDetail; onClose: () => void }) {
  const { t, i18n } = useTranslation('actions')
  const form = useRef<HTMLFormElement>(null)
  const typed = useForm<Draft>({
    initial: startOf(matter), draft: `matter:${matter.code}:draft`,
    send: async (values, key) => {
      const { conclusion, ...rest } = bodyOf(values)
      await sendAction(matter, 'draft', conclusion ? { ...rest, conclusion } : rest, key)
      toast(t('done.draft'))
      onClose()
    },
  })
  const saved = useSavedDraft(matter, typed.values)
  const conclusions = choices(useCodes('conclusion', i18n.language), i18n.language).filter((one) => (matter.category === 'A' ? SUGGESTION : REQUEST).some((code) => code === one.value))
  return (
    <div className="editor">
      <Source matter={matter} />
      <form ref={form} noValidate className="card form editor-form" aria-label={t('draft.title')} onSubmit={(event) => { event.preventDefault(); void typed.send() }} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void typed.send() } }}>
        <header className="row wrap">
          <h2 className="grow">{t('draft.parts')}</h2>
          <span className="small faint" role="status">{saved.isSaving ? t('draft.saving') : saved.hasFailed ? t('draft.saveFailed') : saved.isBehind ? t('draft.notSaved') : saved.at ? t('draft.saved', { time: timeOf(saved.at) }) : ''}</span>
          <button type="button" className="button small" onClick={() => { void saved.saveNow().then(onClose) }}>{t('draft.close')}</button>
        </header>
        {typed.isFromDraft && <p className="small soft">{t('form.from')} <button type="button" className="link" onClick={typed.clear}>{t('form.discard')}</button></p>}
        <Field name="conclusion" label={t('draft.conclusion')} fault={typed.faultOf('conclusion')} isRequired>
          {(control) => <select {...control} className="select" value={typed.values.conclusion} onChange={(event) => typed.set({ conclusion: event.target.value })}><option value="">{t('choose', { ns: 'common' })}</option>{conclusions.map((one) => <option key={one.value} value={one.value}>{one.value} {one.label}</option>)}</select>}
        </Field>
        {PARTS.map(([name, max, rows]) => (
          <Field
            key={name} name={name} label={t(`draft.${name}`)} fault={typed.faultOf(name)} isRequired={name !== 'commitments' && name !== 'legalBasis'}
            hint={name === 'requestSummary' ? t('draft.requestHint') : name === 'legalBasis' ? t('draft.legalHint') : name === 'commitments' ? t('draft.commitmentsHint') : undefined}
            aside={<span className={`count ${typed.values[name].length > max ? 'over' : ''}`}>{t('count', { ns: 'common', length: typed.values[name].length, max })}</span>}
          >
            {(control) => <textarea {...control} className="area" rows={rows} value={typed.values[name]} onChange={(event) => typed.set({ [name]: event.target.value })} />}
          </Field>
        ))}
        <Field name="commitmentsDue" label={t('draft.commitmentsDue')} fault={typed.faultOf('commitmentsDue')} aside={typed.values.commitmentsDue && <span className="count">{longDate(typed.values.commitmentsDue, i18n.language)}</span>}>
          {(control) => <input {...control} type="date" className="input" style={{ maxWidth: '14rem' }} value={typed.values.commitmentsDue} onChange={(event) => typed.set({ commitmentsDue: event.target.value })} />}
        </Field>
        <p className="small soft">{t('draft.remedy')}</p>
        <p className="action-effect"><strong>{t('form.what')}</strong>{t('effect.draft')}</p>
        <FormProblem problem={typed.problem}><ChangedMeanwhile problem={typed.problem} matter={matter} /></FormProblem>
        <div className="form-foot">
          <button type="submit" className="button main" aria-busy={typed.isSending} title={t('form.sendKey')}>{t('do.draft')}</button>
          <button type="button" className="button" onClick={() => void saved.saveNow()}>{t('do.save-draft')}</button>
        </div>
      </form>
    </div>
  )
}

/** Keeps the draft on the server a moment after each pause in writing; one save at a time, so versions never race. */
function useSavedDraft(matter: MatterDetail, values: Draft) {
  const client = useQueryClient()
  const content = JSON.stringify(bodyOf(values))
  const [savedContent, setSavedContent] = useState(() => JSON.stringify(bodyOf(startOf(matter))))
  const [isSaving, setSaving] = useState(false)
  const [failedContent, setFailedContent] = useState<string | null>(null)
  const [at, setAt] = useState<string | null>(null)
  const isBehind = content !== savedContent
  const saveNow = async (): Promise<void> => {
    if (!isBehind || isSaving || !matter.allowedActions.some((one) => one.name === 'save-draft')) return
    setSaving(true)
    try {
      await sendAction(client.getQueryData(matterDetail(matter.code).queryKey) ?? matter, 'save-draft', bodyOf(values), crypto.randomUUID())
      setSavedContent(content)
      setFailedContent(null)
      setAt(new Date().toISOString())
    } catch {
      // Kept on this computer all the same; saving is tried again after the next change.
      setFailedContent(content)
    } finally {
      setSaving(false)
    }
  }
  const latest = useRef(saveNow)
  latest.current = saveNow
  useEffect(() => {
    if (!isBehind || isSaving || failedContent === content) return
    const later = setTimeout(() => void latest.current(), SAVE_AFTER_MS)
    return () => clearTimeout(later)
  }, [content, isBehind, isSaving, failedContent])
  return { isBehind, isSaving, hasFailed: failedContent === content, at, saveNow }
}

/** What the decision answers: the petitioner's words, what was added, what was found out, why it came back. */
function Source({ matter }: { matter: MatterDetail }) {
  const { t, i18n } = useTranslation('actions')
  const returned = matter.replies.find((one) => one.reviewNote)
  return (
    <div className="editor-source">
      {returned?.reviewNote && <p className="notice amber"><Icon name="info" /><span><strong>{t('draft.reviewNote')}</strong> {returned.reviewNote}</span></p>}
      <section className="card">
        <header><h2>{t('draft.citizenText')}</h2></header>
        <div className="body">
          <p className="pre matter-body">{matter.body}</p>
          {matter.infoRequests.filter((one) => one.answer).map((one) => <p key={one.seq} className="pre matter-answer">{one.answer}</p>)}
        </div>
      </section>
      {matter.contacts.length > 0 && (
        <section className="card">
          <header><h3>{t('draft.contacts')}</h3></header>
          <ul className="body stack tight small">{matter.contacts.map((one) => <li key={one.seq}><span className="faint">{momentText(one.at, i18n.language)} {one.by}</span><p className="pre">{one.note}</p></li>)}</ul>
        </section>
      )}
      {matter.assignments.some((one) => one.opinion) && (
        <section className="card">
          <header><h3>{t('draft.coOpinions')}</h3></header>
          <div className="body stack tight small">{matter.assignments.filter((one) => one.opinion).map((one) => <div key={one.seq}><strong>{one.unit}</strong><p className="pre">{one.opinion}</p></div>)}</div>
        </section>
      )}
    </div>
  )
}
