import type { MatterDetail } from '@hejie/contract/matters'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCodes } from '../../../api/code-tables.ts'
import { unit as unitQuery } from '../../../api/directory.ts'
import { longDate } from '../../../ui/civil-date.ts'

type Reply = MatterDetail['replies'][number]

const STATES = { 'draft': '', 'in-review': 'blue', 'returned': 'orange', 'approved': 'blue', 'issued': 'blue', 'served': 'green' } as const
const isState = (state: string): state is keyof typeof STATES => state in STATES

/** The decision in its making, and what citizens and co-handling units said, above the course of the matter. */
export function ReplyCards({ matter }: { matter: MatterDetail }) {
  const { t } = useTranslation('matters')
  const reply = matter.replies.toSorted((one, other) => other.seq - one.seq)[0]
  const opinions = matter.assignments.filter((one) => one.opinion)
  const objected = matter.assignments.filter((one) => one.objection)
  return (
    <>
      {(matter.status === 'OBJECTED' || matter.status === 'JURIS') && objected.map((one) => <Objection key={one.seq} unit={one.unit} objection={one.objection ?? {}} />)}
      {reply && <ReplyCard reply={reply} isOpen={reply.state !== 'draft'} />}
      {opinions.length > 0 && (
        <section className="card">
          <header><h2>{t('matter.opinion')}</h2></header>
          <div className="body stack">{opinions.map((one) => <div key={one.seq}><h3>{one.unit}</h3><p className="pre">{one.opinion}</p></div>)}</div>
        </section>
      )}
      {matter.evaluations.length > 0 && <Evaluations matter={matter} />}
    </>
  )
}

function ReplyCard({ reply, isOpen }: { reply: Reply; isOpen: boolean }) {
  const { t, i18n } = useTranslation('matters')
  const conclusion = useCodes('conclusion', i18n.language)
  const parts = [
    ['matter.part.request', reply.requestSummary], ['matter.part.facts', reply.facts], ['matter.part.conclusion', conclusion.nameOf(reply.conclusion)], ['matter.part.opinion', reply.opinion], ['matter.part.basis', reply.legalBasis],
    ['matter.part.commitments', [reply.commitments, reply.commitmentsDue && longDate(reply.commitmentsDue, i18n.language)].filter(Boolean).join('\n')], ['matter.part.remedy', reply.remedy],
  ] as const
  const people = [
    ['matter.part.number', reply.number], ['matter.part.draftedBy', reply.draftedBy], ['matter.part.reviewedBy', reply.reviewedBy], ['matter.part.issuedBy', reply.issuedBy], ['matter.part.servedOn', reply.servedOn && longDate(reply.servedOn, i18n.language)],
  ] as const
  return (
    <section className="card">
      <details open={isOpen}>
        <summary className="reply-head"><h2>{t('matter.replies')}</h2>{isState(reply.state) && <span className={`tag ${STATES[reply.state]}`}>{t(`matter.replyState.${reply.state}`)}</span>}</summary>
        <div className="body">
          {reply.reviewNote && <p className={`notice small ${reply.state === 'returned' || reply.state === 'draft' ? 'amber' : ''}`}><span><strong>{t('matter.part.reviewNote')}</strong> {reply.reviewNote}</span></p>}
          <dl className="reply">{parts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{t(name)}</dt><dd className="pre">{value}</dd></div>)}</dl>
          <p className="small soft row wrap">{people.filter(([, value]) => value).map(([name, value]) => <span key={name}>{t('said', { ns: 'common', name: t(name), value })}</span>)}</p>
        </div>
      </details>
    </section>
  )
}

function Evaluations({ matter }: { matter: MatterDetail }) {
  const { t, i18n } = useTranslation('matters')
  const grade = useCodes('grade', i18n.language)
  const reason = useCodes('dissatisfaction', i18n.language)
  return (
    <section className="card">
      <header><h2>{t('matter.evaluations')}</h2></header>
      <div className="body stack tight">
        {matter.evaluations.map((one) => (
          <div key={one.object}>
            <p className="row wrap"><strong>{t(`matter.evaluationOf.${one.object}`)}</strong><span className={`tag ${one.grade === '3' ? 'red' : 'green'}`}>{grade.nameOf(one.grade)}</span>{one.reasons.map((code) => <span key={code} className="tag">{reason.nameOf(code)}</span>)}<span className="small soft">{one.unit}</span></p>
            {one.words && <p className="pre">{one.words}</p>}
          </div>
        ))}
      </div>
    </section>
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Why a unit says that it is not competent, for those who decide about it. */
function Objection({ unit, objection }: { unit: string; objection: Readonly<Record<string, unknown>> }) {
  const { t, i18n } = useTranslation('matters')
  const actions = useTranslation('actions').t
  const reason = useCodes('objection', i18n.language)
  const proper = textOf(objection.properUnitId)
  const known = useQuery({ ...unitQuery(proper), enabled: proper !== '' })
  const parts = [
    [actions('field.objectionReason'), reason.nameOf(textOf(objection.reason))], [actions('field.explanation'), textOf(objection.explanation)], [actions('field.evidence'), textOf(objection.evidence)], [actions('field.properUnitId'), known.data?.name ?? ''],
  ].filter(([, value]) => value)
  return (
    <section className="card">
      <header><h2>{t('matter.objectionOf', { unit })}</h2></header>
      <dl className="reply body">{parts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="pre">{value}</dd></div>)}</dl>
    </section>
  )
}
