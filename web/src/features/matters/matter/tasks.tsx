import type { MatterDetail } from '@hejie/contract/matters'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCodes } from '../../../api/code-tables.ts'
import { useKnownMe } from '../../../api/session.ts'
import { shortDate } from '../../../ui/civil-date.ts'
import { Field } from '../../../ui/field.tsx'
import { FormProblem } from '../../../ui/form-problem.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useForm } from '../../../ui/use-form.ts'
import { sendAction } from '../actions/send-action.ts'

type Task = MatterDetail['tasks'][number]

/** Tasks that are done by writing down what came of them; the others end with the action they wait for. */
const DONE_BY_WRITING: readonly string[] = ['call-back', 'execution', 'correction', 'review-unstaffed', 'raised', 'supervision', 'urgent-report']

/** What a person has to do besides the main course; done where it stands. */
export function Tasks({ matter }: { matter: MatterDetail }) {
  const { t } = useTranslation('matters')
  const { posts } = useKnownMe()
  const open = matter.tasks.filter((task) => !task.doneAt)
  if (open.length === 0) return null
  const mayWrite = matter.allowedActions.some((one) => one.name === 'finish-task')
  // Others see what somebody else has to do; it is theirs to say what came of it.
  const isMine = (task: Task): boolean => posts.some((post) => post.unitName === task.unit && post.roles.some((role) => role === task.role))
  return (
    <section className="card">
      <header><h2>{t('matter.tasks')}</h2></header>
      <ul className="body stack tight">{open.map((task) => <OpenTask key={task.id} matter={matter} task={task} mayFinish={mayWrite && isMine(task) && DONE_BY_WRITING.includes(task.kind)} />)}</ul>
    </section>
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function OpenTask({ matter, task, mayFinish }: { matter: MatterDetail; task: Task; mayFinish: boolean }) {
  const { t, i18n } = useTranslation('matters')
  const actions = useTranslation('actions').t
  const [isOpen, setOpen] = useState(false)
  const typed = useForm({
    initial: { outcome: '' }, draft: `matter:${matter.code}:task:${task.id}`,
    send: async ({ outcome }, key) => {
      await sendAction(matter, 'finish-task', { taskId: task.id, outcome: outcome.trim() }, key)
      toast(actions('done.finish-task'))
    },
  })
  const refusal = useCodes('refusal', i18n.language, task.kind === 'refusal-proposal')
  const words = task.kind === 'refusal-proposal'
    ? [refusal.nameOf(textOf(task.detail.reason)), textOf(task.detail.explanation), textOf(task.detail.originalCode), textOf(task.detail.organ)].filter(Boolean).join('\n')
    : textOf(task.detail.plan) || textOf(task.detail.reason) || textOf(task.detail.reasons)
  return (
    <li>
      <p className="row wrap"><strong>{taskText(t, task.kind)}</strong>{task.dueOn && <span className="tag amber">{t('matter.taskDue', { date: shortDate(task.dueOn, i18n.language) })}</span>}<span className="small soft">{task.unit}</span></p>
      {words && <p className="small pre">{words}</p>}
      {mayFinish && !isOpen && <button type="button" className="button small" onClick={() => setOpen(true)}>{actions('name.finish-task')}</button>}
      {isOpen && (
        <form className="form action-form" onSubmit={(event) => { event.preventDefault(); void typed.send() }}>
          <Field name="outcome" label={actions('field.outcome')} fault={typed.faultOf('outcome')} isRequired>
            {(control) => <textarea {...control} className="area" rows={3} value={typed.values.outcome} onChange={(event) => typed.set({ outcome: event.target.value })} />}
          </Field>
          <FormProblem problem={typed.problem} />
          <div className="form-foot"><button type="submit" className="button main" aria-busy={typed.isSending}>{actions('do.finish-task')}</button><button type="button" className="button" onClick={() => setOpen(false)}>{t('cancel', { ns: 'common' })}</button></div>
        </form>
      )}
    </li>
  )
}

const KINDS = ['call-back', 'withdrawal-call-back', 'execution', 'refusal-proposal', 'correction', 'review-unstaffed', 'raised', 'supervision', 'termination-check', 'urgent-report'] as const
function taskText(t: ReturnType<typeof useTranslation<'matters'>>['t'], kind: string): string {
  const known = KINDS.find((one) => one === kind)
  return known ? t(`task.${known}`) : kind
}
