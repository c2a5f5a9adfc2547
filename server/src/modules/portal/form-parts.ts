import { html } from 'hono/html'
import type { Html, Visit } from './visit.ts'

/** Something to change: the id of the field it is about, and what to do, in the reader's words. */
export interface PageFault {
  field: string
  message: string
  /** Another page, where the field is not on this one. */
  href?: string
}

/** Everything to change, said first, each line leading to its field. Takes the focus, so that it is read aloud at once. */
export function faultSummary({ t }: Visit, faults: readonly PageFault[]): Html | string {
  if (faults.length === 0) return ''
  return html`<div class="faults" role="alert" tabindex="-1" autofocus aria-labelledby="faults-title">
<h2 id="faults-title">${t.errors.summary}</h2>
<ul>${faults.map((one) => html`<li><a href="${one.href ?? `#${one.field}`}">${one.message}</a></li>`)}</ul>
</div>`
}

export const faultAt = (faults: readonly PageFault[], field: string): string | null => faults.find((one) => one.field === field)?.message ?? null

const faultLine = (name: string, fault: string | null): Html | string => (fault ? html`<p class="fault" id="${name}-fault">${fault}</p>` : '')

function describedBy(name: string, hint: string | undefined, fault: string | null): Html | string {
  const ids = [hint ? `${name}-hint` : '', fault ? `${name}-fault` : ''].filter((id) => id !== '').join(' ')
  return html`${ids ? html` aria-describedby="${ids}"` : ''}${fault ? html` aria-invalid="true"` : ''}`
}

export interface FieldOptions {
  name: string
  label: string
  hint?: string
  value: string
  faults: readonly PageFault[]
  /** Said after the label. */
  optional?: string
  type?: 'text' | 'tel' | 'search'
  inputmode?: 'numeric' | 'tel' | 'text'
  autocomplete?: string
  width?: 'short' | 'middle' | 'full'
}

export function textField({ name, label, hint, value, faults, optional = '', type = 'text', inputmode, autocomplete = 'off', width = 'full' }: FieldOptions): Html {
  const fault = faultAt(faults, name)
  return html`<div class="field${fault ? ' wrong' : ''}">
<label for="${name}">${label}${optional ? html`<span class="optional">${optional}</span>` : ''}</label>
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${faultLine(name, fault)}
<input id="${name}" name="${name}" type="${type}" value="${value}" class="${width}" autocomplete="${autocomplete}"${inputmode ? html` inputmode="${inputmode}"` : ''}${describedBy(name, hint, fault)}>
</div>`
}

export function textArea({ name, label, hint, value, faults, optional = '', rows, counter }: FieldOptions & { rows: number; counter?: { max: number; left: string; over: string } }): Html {
  const fault = faultAt(faults, name)
  // The first line break after <textarea> is dropped by browsers, so one is always given.
  return html`<div class="field${fault ? ' wrong' : ''}">
<label for="${name}">${label}${optional ? html`<span class="optional">${optional}</span>` : ''}</label>
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${faultLine(name, fault)}
<textarea id="${name}" name="${name}" rows="${rows}"${describedBy(name, hint, fault)}${counter ? html` data-max="${counter.max}" data-left="${counter.left}" data-over="${counter.over}"` : ''}>
${value}</textarea>
</div>`
}

export interface Choice {
  value: string
  label: string
  hint?: string
}
export interface ChoiceOptions {
  name: string
  legend: string
  hint?: string
  items: readonly Choice[]
  value: string | null
  faults: readonly PageFault[]
  /** The legend is the page's own title, already shown. */
  legendIsTitle?: boolean
  isDense?: boolean
}

/** One of several, each a row of its own that can be pressed anywhere. The first carries the id that a fault links to. */
export function radios({ name, legend, hint, items, value, faults, legendIsTitle, isDense }: ChoiceOptions): Html {
  const fault = faultAt(faults, name)
  return html`<fieldset class="field choices${isDense ? ' dense' : ''}${fault ? ' wrong' : ''}"${describedBy(name, hint, fault)}>
<legend${legendIsTitle ? html` class="away"` : ''}>${legend}</legend>
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${faultLine(name, fault)}
${items.map((item, index) => choiceRow('radio', name, index, item, item.value === value))}
</fieldset>`
}

/** Any of several. */
export function checkboxes({ name, legend, hint, items, faults, values, isDense }: Omit<ChoiceOptions, 'value'> & { values: readonly string[] }): Html {
  const fault = faultAt(faults, name)
  return html`<fieldset class="field choices${isDense ? ' dense' : ''}${fault ? ' wrong' : ''}"${describedBy(name, hint, fault)}>
<legend>${legend}</legend>
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${faultLine(name, fault)}
${items.map((item, index) => choiceRow('checkbox', name, index, item, values.includes(item.value)))}
</fieldset>`
}

function choiceRow(type: 'radio' | 'checkbox', name: string, index: number, { value, label, hint }: Choice, isChosen: boolean): Html {
  const id = index === 0 ? name : `${name}-${index}`
  return html`<div class="choice"><input type="${type}" id="${id}" name="${name}" value="${value}"${isChosen ? ' checked' : ''}${hint ? html` aria-describedby="${id}-says"` : ''}><label for="${id}">${label}</label>${hint ? html`<p class="says" id="${id}-says">${hint}</p>` : ''}</div>`
}

export function selectField({ name, label, hint, value, faults, optional = '', items }: FieldOptions & { items: readonly Choice[] }): Html {
  const fault = faultAt(faults, name)
  return html`<div class="field${fault ? ' wrong' : ''}">
<label for="${name}">${label}${optional ? html`<span class="optional">${optional}</span>` : ''}</label>
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${faultLine(name, fault)}
<select id="${name}" name="${name}"${describedBy(name, hint, fault)}>${items.map((item) => html`<option value="${item.value}"${item.value === value ? ' selected' : ''}>${item.label}</option>`)}</select>
</div>`
}

export const FORM_ID = 'answers'

/** The main form of a page, with the token that shows it came from us. */
export function mainForm(token: string, parts: { action: string; body: Html; isUpload?: boolean; saves?: boolean }): Html {
  return html`<form id="${FORM_ID}" method="post" action="${parts.action}" novalidate${parts.isUpload ? html` enctype="multipart/form-data"` : ''}${parts.saves ? html` data-saves` : ''}>
<input type="hidden" name="token" value="${token}">
${parts.body}
</form>`
}
