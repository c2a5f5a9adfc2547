import { html } from 'hono/html'
import { ACCEPTED_EXTENSIONS, FILING_LIMITS } from '../../intake/index.ts'
import { sizeInWords } from '../date-words.rules.ts'
import type { Draft } from '../draft.ts'
import { faultAt } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import type { Form } from '../form.ts'
import type { Html, Visit } from '../visit.ts'
import { stepFrame } from './step-page.ts'
import type { StepPage } from './step-page.ts'

function take(draft: Draft, form: Form): Draft {
  const removed = /^remove-(.+)$/.exec(form.text('do'))?.[1]
  return removed === undefined ? draft : { ...draft, files: draft.files.filter(({ id }) => id !== removed) }
}

/** Photos and papers: chosen, sent, listed, taken back. What was sent is already kept when the page comes back. */
export const filesPage: StepPage = {
  title: ({ t }) => t.filing.files.title,
  take,
  missing: ({ t }, _draft, form) => (form.text('do') === 'upload' && form.files('file').length === 0 ? [{ field: 'file', message: t.filing.files.pick }] : []),
  stay: (_draft, form) => (form.text('do') === '' ? null : '/file/files#uploaded'),
  body: (visit, draft, faults) => {
    const { t, deps } = visit
    const words = t.filing.files
    return stepFrame(visit, 'files', draft, {
      title: words.title, faults, isUpload: true,
      fields: html`<p class="hint">${words.hint(deps.config.maxAttachmentBytes / 1024 / 1024, FILING_LIMITS.attachments)}</p>
${fileField(visit, faults)}
<p><button class="button second" name="do" value="upload">${words.upload}</button></p>
${fileList(visit, draft.files, true)}`,
    })
  },
}

/** The browser's own field for choosing files. */
export function fileField({ t }: Visit, faults: readonly PageFault[], label = t.filing.files.choose): Html {
  const fault = faultAt(faults, 'file')
  return html`<div class="field${fault ? ' wrong' : ''}"><label for="file">${label}</label>${fault ? html`<p class="fault" id="file-fault">${fault}</p>` : ''}
<input type="file" id="file" name="file" multiple accept="${ACCEPTED}"${fault ? html` aria-describedby="file-fault" aria-invalid="true"` : ''}></div>`
}

/** A hint for the chooser of the device; what is really accepted is decided when the file arrives. */
const ACCEPTED = ['image/*', ...ACCEPTED_EXTENSIONS.map((extension) => `.${extension}`)].join(',')

export function fileList({ t }: Visit, files: Draft['files'], mayRemove: boolean): Html {
  const words = t.filing.files
  return html`<h2 id="uploaded">${words.list}</h2>
${files.length === 0 ? html`<p class="small">${words.empty}</p>` : html`<ul class="list">${files.map(({ id, name, bytes }) => html`<li><span>${name} <span class="small">${sizeInWords(bytes)}</span></span>${mayRemove ? html`<button class="button plain" name="do" value="remove-${id}">${t.filing.remove}<span class="away"> ${name}</span></button>` : ''}</li>`)}</ul>`}`
}
