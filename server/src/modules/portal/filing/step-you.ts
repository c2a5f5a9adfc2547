import { html } from 'hono/html'
import { ID_KINDS } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { selectField, textField } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import type { Html, Visit } from '../visit.ts'
import { stepFrame } from './step-page.ts'
import type { StepPage } from './step-page.ts'

const titleOf = ({ t }: Visit, { standing }: Draft): string => t.filing.you.title[standing === 'agent' || standing === 'organisation' ? standing : 'self']

/** How the petitioner is reached: the least that the procedure needs, and the document only if they like. */
export const youPage: StepPage = {
  title: titleOf,
  take: (draft, form) => ({
    ...draft,
    petitioner: { name: form.text('name'), phone: form.text('phone'), address: form.text('address') },
    idKind: ID_KINDS.find((one) => one === form.text('idKind')) ?? null, idNumber: form.text('idNumber'),
    agent: { ...draft.agent, name: form.text('agent-name'), phone: form.text('agent-phone') },
  }),
  missing: () => [],
  body: (visit, draft, faults) => stepFrame(visit, 'you', draft, {
    title: titleOf(visit, draft), faults, before: html`<p class="hint">${visit.t.filing.you.about}</p>`,
    fields: draft.standing === 'organisation' ? organisationFields(visit, draft, faults) : personFields(visit, draft, faults),
  }),
}

function personFields(visit: Visit, draft: Draft, faults: readonly PageFault[]): Html {
  const { you, optional } = visit.t.filing
  const isSelf = draft.standing !== 'agent'
  return html`${isSelf ? '' : html`<h2>${you.petitioner}</h2>`}
${textField({ name: 'name', label: you.name, value: draft.petitioner.name, faults, width: 'middle', autocomplete: isSelf ? 'name' : 'off' })}
${textField({ name: 'phone', label: you.phone, hint: you.phoneHint, optional, value: draft.petitioner.phone, faults, type: 'tel', width: 'middle', autocomplete: isSelf ? 'tel' : 'off' })}
${textField({ name: 'address', label: you.address, hint: you.addressHint, value: draft.petitioner.address, faults, autocomplete: isSelf ? 'street-address' : 'off' })}
${documentFields(visit, draft, faults)}
${isSelf ? '' : html`<div class="group"><h2>${you.agentPart}</h2><p class="hint">${you.agentHint}</p>${agentFields(draft, faults, you.agentName, you.agentPhone, '')}</div>`}`
}

function documentFields({ t }: Visit, draft: Draft, faults: readonly PageFault[]): Html {
  const { you, optional } = t.filing
  const items = ['', ...ID_KINDS.filter((one) => one !== 'I6')].map((value) => ({ value, label: you.idKinds[value] ?? value }))
  return html`<div class="group"><h2>${you.idPart}<span class="optional">${optional}</span></h2><p class="hint">${you.idHint}</p>
${selectField({ name: 'idKind', label: you.idKind, value: draft.idKind ?? '', faults, items })}
${textField({ name: 'idNumber', label: you.idNumber, value: draft.idNumber, faults, width: 'middle' })}</div>`
}

function organisationFields(visit: Visit, draft: Draft, faults: readonly PageFault[]): Html {
  const { you, optional } = visit.t.filing
  return html`${textField({ name: 'name', label: you.orgName, value: draft.petitioner.name, faults, autocomplete: 'organization' })}
${textField({ name: 'address', label: you.orgAddress, hint: you.addressHint, value: draft.petitioner.address, faults })}
${textField({ name: 'phone', label: you.orgPhone, hint: you.phoneHint, optional, value: draft.petitioner.phone, faults, type: 'tel', width: 'middle' })}
${textField({ name: 'idNumber', label: you.creditCode, hint: you.creditHint, optional, value: draft.idNumber, faults, width: 'middle' })}
${agentFields(draft, faults, you.contactName, you.contactPhone, optional)}`
}

function agentFields(draft: Draft, faults: readonly PageFault[], name: string, phone: string, optional: string): Html {
  return html`${textField({ name: 'agent-name', label: name, optional, value: draft.agent.name, faults, width: 'middle' })}${textField({ name: 'agent-phone', label: phone, optional, value: draft.agent.phone, faults, type: 'tel', width: 'middle' })}`
}
