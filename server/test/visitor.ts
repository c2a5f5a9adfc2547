import type { TestServer } from './harness.ts'

/** A page as somebody got it. */
export interface Seen {
  status: number
  /** Where they ended up, after being led on. */
  path: string
  html: string
  /** What can be read on it. */
  text: string
  headers: Headers
}

type Values = Readonly<Record<string, string | readonly string[] | File | readonly File[]>>

/** A browser without script: keeps cookies, follows redirects, sends a page's form with the fields that are filled in. */
export interface Visitor {
  seen: Seen
  cookies: Map<string, string>
  open(path: string): Promise<Seen>
  /** Sends the main form of the page seen last, with what it holds and `values`; `null` takes a field out. */
  send(values?: Values, options?: { headers?: Record<string, string>; omit?: readonly string[] }): Promise<Seen>
}

export function givenVisitor(server: TestServer, headers: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>()
  const visitor: Visitor = {
    seen: { status: 0, path: '', html: '', text: '', headers: new Headers() }, cookies,
    open: (path) => go(path, { method: 'GET' }),
    send: (values = {}, options = {}) => {
      const form = mainFormOf(visitor.seen.html)
      const fields = [...form.fields.filter(([name]) => !(name in values) && !options.omit?.includes(name)), ...Object.entries(values).flatMap(([name, value]) => [value].flat().map((one): [string, string | File] => [name, one]))]
      const body = form.isUpload ? new FormData() : new URLSearchParams()
      for (const [name, value] of fields) body.append(name, value as string)
      return go(form.action || visitor.seen.path, { method: 'POST', form: body, headers: { 'sec-fetch-site': 'same-origin', ...options.headers } })
    },
  }
  async function go(path: string, request: { method: string; form?: URLSearchParams | FormData; headers?: Record<string, string> }): Promise<Seen> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await server.call(path, { ...request, headers: { ...headers, ...request.headers, ...(cookie ? { cookie } : {}) } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const onward = answer.headers.get('location')
    if (onward && answer.status < 400) return go(onward.split('#')[0] ?? '/', { method: 'GET' })
    const html = await answer.text()
    visitor.seen = { status: answer.status, path, html, text: textOf(html), headers: answer.headers }
    return visitor.seen
  }
  return visitor
}

function mainFormOf(html: string): { action: string; isUpload: boolean; fields: [string, string][] } {
  const [whole = '', attributes = ''] = /<form id="answers"([^>]*)>[\s\S]*?<\/form>/.exec(html) ?? []
  if (whole === '') throw new Error('this page has no form to send')
  const fields: [string, string][] = []
  for (const [, tag] of whole.matchAll(/<input([^>]*)>/g)) {
    const kind = attribute(tag, 'type')
    if (!['radio', 'checkbox'].includes(kind) ? kind !== 'file' : /\schecked/.test(tag ?? '')) fields.push([attribute(tag, 'name'), attribute(tag, 'value')])
  }
  for (const [, tag, text = ''] of whole.matchAll(/<textarea([^>]*)>\n?([\s\S]*?)<\/textarea>/g)) fields.push([attribute(tag, 'name'), unescape(text)])
  for (const [, tag, options = ''] of whole.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) fields.push([attribute(tag, 'name'), attribute(/<option([^>]*selected[^>]*)>/.exec(options)?.[1], 'value')])
  return { action: attribute(attributes, 'action'), isUpload: attributes.includes('multipart'), fields }
}

const attribute = (tag: string | undefined, name: string): string => unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag ?? '')?.[1] ?? '')
const unescape = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const textOf = (html: string): string => unescape(html.replaceAll(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ').trim()

/** What every page of the journey is answered with, unless a test says something else. */
export interface Answers {
  kind: string
  place: string
  words: Values
  class1: string
  class2: string
  standing: string
  you: Values
  together: Values
  privacy: Values
}

const ORDINARY: Answers = {
  kind: 'request', place: '330212110000', words: { title: '夜里施工太吵', body: '请求停止夜间施工。工地每晚打桩到一点，老人睡不着。', about: '某建筑公司' }, class1: '05', class2: '0503', standing: 'self',
  you: { name: '李小花', phone: '13800000000', address: '姜山镇人民路12号', idKind: '', idNumber: '' }, together: { isJoint: 'no' }, privacy: { isPublic: 'no', hidesIdentity: 'yes' },
}

/** Walks from the first page to the page to check, answering whatever is asked on the way. */
export async function walkToCheck(visitor: Visitor, over: Partial<Answers> = {}): Promise<Seen> {
  const answers = { ...ORDINARY, ...over }
  await visitor.open('/file')
  await visitor.send()
  for (let page = 0; page < 15 && visitor.seen.path !== '/file/check'; page += 1) {
    const before = visitor.seen
    await answerPage(visitor, before, answers)
    if (visitor.seen.status >= 400) throw new Error(`${before.path}: ${visitor.seen.text.slice(0, 600)}`)
  }
  return visitor.seen
}

async function answerPage(visitor: Visitor, { path }: Seen, answers: Answers): Promise<void> {
  switch (path.split('?')[0]) {
    case '/file/kind': await visitor.send({ kind: answers.kind }); return
    case '/file/place': await visitor.open(`/file/place?at=${answers.place}`); await visitor.send({ placeDetail: '人民路' }); return
    case '/file/words': await visitor.send(answers.words); return
    case '/file/topic': await visitor.send(path.includes('?in=') ? { class2: answers.class2 } : { class1: answers.class1 }); return
    case '/file/who': await visitor.send({ standing: answers.standing }); return
    case '/file/you': await visitor.send(answers.you); return
    case '/file/together': await visitor.send(answers.together); return
    case '/file/privacy': await visitor.send(answers.privacy); return
    case '/file/files': await visitor.send(); return
    default: throw new Error(`no answer for ${path}`)
  }
}

/** Code and PIN as the page shows them. */
export function receiptOn({ html }: Seen): { code: string; pin: string } {
  return { code: /id="code"><span class="away">(\d{16})</.exec(html)?.[1] ?? '', pin: /id="pin">(\d{6})</.exec(html)?.[1] ?? '' }
}
