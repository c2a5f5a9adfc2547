import { PAPER_FIELDS, PAPER_FORMS } from '@hejie/contract/papers'
import type { PaperField } from '@hejie/contract/papers'
import { civilDate, Temporal } from '../../platform/time.ts'
import { layoutOf } from './layout.ts'
import type { Block } from './layout.ts'
import { verificationCode } from './paper.ts'
import type { IssuedPaper } from './paper.ts'
import { PAPER_STYLE } from './paper-style.ts'

type Language = 'zh' | 'en'

export interface PrintOptions {
  language: Language
  /** Demo data: the seal says 样例 and cannot be taken for a real one. */
  demo: boolean
  /** Only on a receipt printed at the counter in the same minute; it is kept nowhere. */
  pin?: string
  /** Where anybody can check the paper by its code. */
  verifyAt?: string
  /** False: the paper is no longer word for word what was issued; it says so instead of passing for valid. */
  isIntact?: boolean
}

/**
 * A self-contained page for print: A4, the layout of 党政机关公文格式 (GB/T 9704-2012) — margins 37/35/28/26 mm, 仿宋 三号,
 * 22 lines of 28 characters, centred title, hexagonal brackets in the number, page numbers. Nothing is loaded from anywhere.
 */
export function renderPaper(paper: Omit<IssuedPaper, 'seq' | 'isShownToCitizen'>, options: PrintOptions): string {
  const { language } = options
  const title = language === 'zh' ? paper.title : PAPER_FORMS[paper.kind].en
  const body = layoutOf(paper.kind).map((block) => renderBlock(block, paper, options)).join('\n')
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(paper.number ? `${title} ${paper.number}` : title)}</title>
<style>${PAPER_STYLE}</style>
</head>
<body>
<main>
<p class="organ">${escape(paper.issuer)}</p>
${paper.number ? `<p class="number">${escape(paper.number)}</p>` : ''}
<hr>
${options.isIntact === false ? `<p class="altered" role="alert">${ALTERED[language]}</p>` : ''}
<h1>${escape(title)}</h1>
${body}
${signature(paper, options)}
${footer(paper, options)}
</main>
</body>
</html>
`
}

const ALTERED = {
  zh: '核验不一致：这份文书的内容与签发时不同，不得使用。请联系系统管理员。',
  en: 'Verification failed: this paper is not what was issued. Do not use it; tell the administrator.',
}

function renderBlock(block: Block, paper: Pick<IssuedPaper, 'content'>, { language, pin }: PrintOptions): string {
  if ('say' in block) return sentence(block.say[language], paper.content, language)
  if ('lines' in block) {
    const filled = block.lines.filter((field) => paper.content[field])
    return filled.length === 0 ? '' : `<dl>${filled.map((field) => `<dt>${PAPER_FIELDS[field][language]}</dt><dd>${paragraphs(shown(paper.content[field], language))}</dd>`).join('')}</dl>`
  }
  if ('large' in block) {
    const value = block.field === 'pin' ? pin : paper.content[block.field]
    return value ? `<p class="large"><span>${block.large[language]}</span><strong>${escape(inGroups(value))}</strong></p>` : ''
  }
  const text = paper.content[block.field]
  if (!text) return ''
  const items = text.split('\n').filter((line) => line.trim() !== '')
  const isList = block.field === 'steps' || block.field === 'list'
  return `<h2>${block.head[language]}</h2>${isList ? `<ol>${items.map((item) => `<li>${escape(shown(item, language))}</li>`).join('')}</ol>` : items.map((item) => `<p>${escape(shown(item, language))}</p>`).join('')}`
}

/** A sentence with its fields filled in; none at all when a field it needs is empty. */
function sentence(text: string, content: IssuedPaper['content'], language: Language): string {
  const needed = [...text.matchAll(/\{(\w+)\}/g)].map(([, field]) => field ?? '')
  const valueOf = (field: string): string => (isPaperField(field) ? content[field] ?? '' : '')
  if (needed.some((field) => valueOf(field) === '')) return ''
  const filled = text.replaceAll(/\{(\w+)\}/g, (_, field: string) => shown(valueOf(field), language)).replace(/。。$/, '。')
  const isGreeting = needed.length === 1 && needed[0] === 'recipient'
  return isGreeting ? `<p class="to">${escape(filled)}</p>` : paragraphs(filled)
}

const isPaperField = (text: string): text is PaperField => text in PAPER_FIELDS

function paragraphs(text: string): string {
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => `<p>${escape(line)}</p>`).join('')
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** Dates in the words of the language: 2026年5月6日. */
function shown(value: string | undefined, language: Language): string {
  if (!value || !ISO_DATE.test(value)) return value ?? ''
  const date = Temporal.PlainDate.from(value)
  return language === 'zh' ? `${date.year}年${date.month}月${date.day}日` : `${date.day} ${MONTHS[date.month - 1]} ${date.year}`
}
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** Sixteen digits in fours, so that they can be read out on the telephone. */
const inGroups = (value: string): string => (/^\d{16}$/.test(value) ? value.match(/.{4}/g)!.join(' ') : value)

function signature(paper: Pick<IssuedPaper, 'issuer' | 'issuedAt'>, { language, demo }: PrintOptions): string {
  const day = civilDate(Temporal.Instant.from(paper.issuedAt)).toString()
  return `<div class="signature"><p>${escape(paper.issuer)}</p><p>${shown(day, language)}</p>${demo ? SAMPLE_SEAL : ''}</div>`
}

/** No seal of a real organ is ever drawn; on demo data a ring that says sample stands in its place. */
const SAMPLE_SEAL = `<svg class="seal" viewBox="0 0 120 120" role="img" aria-label="样例 sample"><circle cx="60" cy="60" r="56" fill="none" stroke="#c00" stroke-width="4"/><text x="60" y="58" text-anchor="middle" font-size="30" fill="#c00">样例</text><text x="60" y="84" text-anchor="middle" font-size="15" fill="#c00">演示数据</text></svg>`

function footer(paper: Pick<IssuedPaper, 'digest' | 'content'>, { language, verifyAt }: PrintOptions): string {
  const code = verificationCode(paper.digest)
  return language === 'zh'
    ? `<footer><p>核验码 ${code}</p>${verifyAt ? `<p>在 ${escape(verifyAt)} 输入核验码，可以核对这份文书的真伪。</p>` : ''}</footer>`
    : `<footer><p>Verification code ${code}</p>${verifyAt ? `<p>Enter it at ${escape(verifyAt)} to check that this paper is genuine.</p>` : ''}<p>Headings are translated for reading; the Chinese text is the one that was issued.</p></footer>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
