import { html } from 'hono/html'
import { maxRepresentatives } from '../../intake/index.ts'
import type { Draft, Person } from '../draft.ts'
import { countTyped } from '../draft.rules.ts'
import { faultAt, radios, textField } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import type { Form } from '../form.ts'
import type { Html, Visit } from '../visit.ts'
import { stepFrame } from './step-page.ts'
import type { StepPage } from './step-page.ts'

const NOBODY: Person = { name: '', phone: '', address: '' }
const isNobody = ({ name, phone, address }: Person): boolean => [name, phone, address].every((one) => one.trim() === '')

/** A representative who was typed counts also when somebody forgets to press "add"; the rules look at them in the list. */
function take(draft: Draft, form: Form, isAnswer: boolean): Draft {
  const answer = form.text('isJoint')
  const isJoint = answer === 'yes' ? true : answer === 'no' ? false : null
  const typed: Person = { name: form.text('representative-name'), phone: form.text('representative-phone'), address: form.text('representative-address') }
  const removed = /^remove-(\d+)$/.exec(form.text('do'))?.[1]
  const kept = removed === undefined ? draft.representatives : draft.representatives.filter((_, index) => index !== Number(removed))
  const isAdded = isAnswer && isJoint === true && !isNobody(typed)
  return { ...draft, isJoint, peopleCount: form.text('peopleCount').trim(), representatives: isAdded ? [...kept, typed] : kept, nextRepresentative: isAdded ? NOBODY : typed }
}

/** Whether several people ask for the same, how many, and who stands for them. 信访工作条例第二十条 */
export const togetherPage: StepPage = {
  title: ({ t }) => t.filing.together.title,
  take,
  missing: ({ t }, draft) => (draft.isJoint === null ? [{ field: 'isJoint', message: t.filing.together.missing }] : []),
  stay: (_draft, form) => (form.text('do') === '' ? null : '/file/together#representatives'),
  body: (visit, draft, faults) => {
    const words = visit.t.filing.together
    const items = [{ value: 'no', label: words.alone }, { value: 'yes', label: words.several, hint: words.severalHint }]
    return stepFrame(visit, 'together', draft, {
      title: words.title, faults,
      fields: html`${radios({ name: 'isJoint', legend: words.legend, items, value: draft.isJoint === null ? null : draft.isJoint ? 'yes' : 'no', faults })}
<div class="only-joint">${textField({ name: 'peopleCount', label: words.count, hint: words.countHint, value: draft.peopleCount, faults, inputmode: 'numeric', width: 'short' })}
${representatives(visit, draft, faults)}</div>`,
    })
  },
}

function representatives({ t, deps }: Visit, draft: Draft, faults: readonly PageFault[]): Html {
  const words = t.filing.together
  const max = maxRepresentatives(deps.config.representativeRule, Math.max(countTyped(draft), draft.representatives.length + 1))
  const faultOf = (index: number): Html | string => {
    const fault = faultAt(faults, `representative-${index + 1}`)
    return fault ? html`<p class="fault">${fault}</p>` : ''
  }
  return html`<h2 id="representatives">${words.representatives}</h2>
<p class="hint">${words.rule(max)}</p>
<ul class="list"><li>${draft.petitioner.name || words.you}${draft.petitioner.name ? html` <span class="small">${words.you}</span>` : ''}</li>
${draft.representatives.map((one, index) => html`<li id="representative-${index + 1}" tabindex="-1"><span>${one.name} <span class="small">${one.phone}</span>${faultOf(index)}</span><button class="button plain" name="do" value="remove-${index}">${t.filing.remove}<span class="away"> ${one.name}</span></button></li>`)}</ul>
<h3>${words.addTitle}</h3>
${textField({ name: 'representative-name', label: words.name, value: draft.nextRepresentative.name, faults, width: 'middle' })}
${textField({ name: 'representative-phone', label: words.phone, optional: t.filing.optional, value: draft.nextRepresentative.phone, faults, type: 'tel', width: 'middle' })}
${textField({ name: 'representative-address', label: words.address, optional: t.filing.optional, value: draft.nextRepresentative.address, faults })}
<p><button class="button second" name="do" value="add">${words.add}</button></p>
<p class="hint">${words.listHint}</p>`
}
