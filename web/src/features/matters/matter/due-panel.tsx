import type { ActionName } from '@hejie/contract/lifecycle'
import type { MatterDetail } from '@hejie/contract/matters'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shortDate, dateOf } from '../../../ui/civil-date.ts'
import { Icon } from '../../../ui/icon.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ActionPanel } from '../actions/action-panel.tsx'
import { ACTION_FORMS } from '../actions/action-forms.ts'
import type { Result } from '../actions/send-action.ts'
import { useMissingWords } from '../missing-words.ts'
import { DueCard } from './due-card.tsx'
import { Tasks } from './tasks.tsx'

type Allowed = MatterDetail['allowedActions'][number]
type FormName = keyof typeof ACTION_FORMS

/** Acts that go beside the course; they stand below the decisions. */
const BESIDE: readonly ActionName[] = ['contact', 'note', 'report-up', 'co-opinion', 'save-draft', 'finish-task']

/** What is lacking here is the very thing the action is about: nobody asked for it, so it is not offered. */
const POINTLESS: readonly string[] = ['intake/no-withdrawal-asked', 'intake/no-refusal-pending', 'intake/refusal-pending', 'intake/info-asked-already', 'assignment/not-a-co-unit', 'assignment/nothing-to-sign', 'assignment/no-objection-left', 'closing/not-supported', 'closing/not-extendable']

/** Which action brings what is missing; it then stands first. */
const SUPPLIES: Readonly<Record<string, ActionName>> = {
  'assignment/not-classified': 'classify', 'assignment/second-objection': 'dispute', 'closing/contact-missing': 'contact', 'closing/draft-missing': 'draft', 'closing/service-proof-missing': 'serve', 'closing/execution-missing': 'execute', 'closing/acceptance-notice-missing': 'accept',
}

const isForm = (name: string | null): name is FormName => name !== null && name in ACTION_FORMS

interface Props {
  matter: MatterDetail
  /** The action whose form is open. */
  action: string | null
  open: (name: string | null) => void
  next: (() => void) | null
  /** Goes back to the list, when the matter is no longer this officer's to see. */
  leave: () => void
}

/** What is due, and what this person may do now: the expected step first, with what is still missing named. */
export function DuePanel({ matter, action, open, next, leave }: Props) {
  const { t } = useTranslation('matters')
  const actions = useTranslation('actions').t
  const [done, setDone] = useState<{ name: ActionName; warnings: readonly string[] } | null>(null)
  const onDone = (result: Result, name: ActionName): void => {
    if (name === 'seal') {
      toast(actions('done.seal'))
      return leave()
    }
    setDone({ name, warnings: result.warnings })
    open(null)
  }
  // A draft under way stands for both saving and sending it.
  const shown = matter.allowedActions.filter((one) => one.name !== 'finish-task' && one.name !== 'save-draft' && !one.missing.some((code) => POINTLESS.includes(code)))
  const main = shown.filter((one) => one.isMain)
  const supply = shown.find((one) => main.some(({ missing }) => missing.some((code) => SUPPLIES[code] === one.name)))
  const first = supply ? [supply, ...main] : main
  const others = shown.filter((one) => !first.includes(one) && !BESIDE.includes(one.name))
  const beside = shown.filter((one) => !first.includes(one) && BESIDE.includes(one.name))
  const numbered = [...first, ...others, ...beside]
  const button = (one: Allowed) => (
    <ActionButton key={one.name} action={one} nth={numbered.indexOf(one) + 1} isOpen={action === one.name} isMain={one === first[0]} isSmall={!first.includes(one)} open={() => { setDone(null); open(one.name) }} />
  )
  return (
    <>
      <DueCard matter={matter} />
      {done && (
        <div className="notice green no-print" role="status">
          <Icon name="check" size={1.2} />
          <div className="grow">
            <p>{actions(`done.${done.name}`)}</p>
            {done.warnings.map((one) => <p key={one} className="small">{t('said', { ns: 'common', name: actions('form.warnings'), value: one })}</p>)}
            {next && <div className="row"><button type="button" className="button small" onClick={next}>{actions('form.nextMatter')}<Icon name="down" /></button></div>}
          </div>
        </div>
      )}
      {isForm(action) && <ActionPanel key={action} matter={matter} action={action} onDone={onDone} onClose={() => open(null)} />}
      <section className="card no-print">
        <header><h2>{t('matter.actions')}</h2></header>
        <div className="body stack tight">
          {first.map(button)}
          {others.length > 0 && <div className="action-grid">{others.map(button)}</div>}
          {beside.length > 0 && others.length + first.length > 0 && <hr />}
          {beside.length > 0 && <div className="action-grid">{beside.map(button)}</div>}
          {shown.length === 0 && <p className="soft">{t('matter.noActions')} {matter.holder && t('matter.noActionsHint', { holder: matter.holder })}</p>}
        </div>
      </section>
      <Tasks matter={matter} />
      <Assignments matter={matter} />
    </>
  )
}

function ActionButton({ action, nth, isOpen, isMain, isSmall, open }: { action: Allowed; nth: number; isOpen: boolean; isMain: boolean; isSmall: boolean; open: () => void }) {
  const { t } = useTranslation('actions')
  const lacks = useMissingWords(action.missing)
  return (
    <div className="action-choice">
      <button type="button" className={`button ${isMain && !action.missing.length ? 'main' : ''} ${isSmall ? 'small' : ''}`} aria-expanded={isOpen} onClick={open} title={isSmall && lacks ? lacks : undefined} aria-keyshortcuts={nth <= 9 ? String(nth) : undefined}>
        <span className="grow cut">{t(`name.${action.name}`)}</span>{isSmall && lacks && <Icon name="info" />}{nth <= 9 && <kbd aria-hidden="true">{nth}</kbd>}
      </button>
      {!isSmall && lacks && <p className="small action-missing"><Icon name="info" /><span>{lacks}</span></p>}
    </div>
  )
}

function Assignments({ matter }: { matter: MatterDetail }) {
  const { t, i18n } = useTranslation('matters')
  const current = matter.assignments.filter((one) => !one.endedAt).toSorted((one, other) => Number(other.part === 'lead') - Number(one.part === 'lead'))
  if (current.length === 0) return null
  return (
    <section className="card">
      <header><h2>{t('matter.assignments')}</h2></header>
      <ul className="body stack tight">
        {current.map((one) => (
          <li key={one.seq}>
            <p className="row wrap"><span className={`tag ${one.part === 'lead' ? 'blue' : ''}`}>{t(one.part === 'lead' ? 'matter.leadPart' : 'matter.coPart')}</span><strong>{one.unit}</strong></p>
            <p className="small soft">{t(`matter.kind.${one.kind}`)} {shortDate(dateOf(one.assignedAt), i18n.language)} · {one.signedAt ? t('matter.signed', { date: shortDate(dateOf(one.signedAt), i18n.language) }) : t('matter.unsigned')}{one.letterNumber && ` · ${t('matter.letter')} ${one.letterNumber}`}</p>
            {one.requirement && <p className="small pre">{t('said', { ns: 'common', name: t('matter.requirement'), value: one.requirement })}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
