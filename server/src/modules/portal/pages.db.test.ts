import { expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import { givenMatter } from '../../../test/factories/matters.ts'
import { givenVisitor, walkToCheck } from '../../../test/visitor.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { newRouter } from '../../platform/http.ts'
import { errorPage, isPortalPath } from './index.ts'

const OPEN_PAGES = ['/', '/guide', '/guide/rules', '/guide/channels', '/guide/channels?at=330212110000', '/file', '/follow', '/nowhere']
const JOURNEY = ['kind', 'place?at=330212110000', 'words', 'topic', 'topic?in=06', 'who', 'you', 'together', 'privacy', 'files', 'check', 'clear']

/** Bytes of everything a page loads: itself, its style, its script, its mark. */
async function weight(visitor: Visitor): Promise<number> {
  const { html } = visitor.seen
  const linked = [...new Set([...html.matchAll(/(?:href|src)="(\/portal\/[^"]+)"/g)].map(([, path]) => path ?? ''))]
  const sizes = []
  for (const path of linked) sizes.push(Buffer.byteLength((await visitor.open(path)).html))
  return Buffer.byteLength(html) + sizes.reduce((sum, size) => sum + size, 0)
}

test('every page with its style weighs less than 50 kB, says its language and title, and has one main heading', async () => {
  await using server = await givenServer()
  for (const language of ['zh-CN', 'en'] as const) {
    const visitor = givenVisitor(server, { 'accept-language': language })
    await walkToCheck(visitor)
    for (const path of [...OPEN_PAGES, ...JOURNEY.map((one) => `/file/${one}`)]) {
      const { html } = await visitor.open(path)
      expect(html, path).toContain(`<html lang="${language}"`)
      expect(html.match(/<h1[ >]/g), path).toHaveLength(1)
      expect(html.match(/<title>[^<]{5,}<\/title>/g), path).toHaveLength(1)
      expect(await weight(visitor), path).toBeLessThan(50_000)
    }
  }
})

test('no page carries a script or style of its own, an attribute that runs, or anything from elsewhere', async () => {
  await using server = await givenServer()
  const visitor = givenVisitor(server)
  await walkToCheck(visitor)
  for (const path of [...OPEN_PAGES, ...JOURNEY.map((one) => `/file/${one}`)]) {
    const { html, headers } = await visitor.open(path)
    expect(html, path).not.toMatch(/<style|<script>|\son\w+=|style="|(?:src|href)="(?:https?:)?\/\//)
    expect(headers.get('content-security-policy'), path).toContain("script-src 'self'; style-src 'self'")
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy')], path).toEqual(['nosniff', 'same-origin'])
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
  }
})

test('personal pages stay in no browser\'s store; style and script are kept for good', async () => {
  await using server = await givenServer()
  const visitor = givenVisitor(server)
  await walkToCheck(visitor)
  for (const path of ['/file/you', '/file/check', '/follow', '/follow/progress']) expect((await visitor.open(path)).headers.get('cache-control'), path).toBe('no-store')
  const [, style = ''] = /href="(\/portal\/[^"]+style\.css)"/.exec((await visitor.open('/')).html) ?? []
  const { headers } = await visitor.open(style)
  expect([headers.get('content-type'), headers.get('cache-control')]).toEqual(['text/css; charset=utf-8', 'public, max-age=31536000, immutable'])
})

test('what somebody typed is shown as text, never as mark-up', async () => {
  await using server = await givenServer()
  const visitor = givenVisitor(server)
  await walkToCheck(visitor, { words: { title: '<img src=x onerror=alert(1)>', body: '</textarea><script>alert(1)</script>', about: '"><b>' } })
  for (const path of ['/file/words', '/file/check']) {
    const { html } = await visitor.open(path)
    expect(html, path).not.toContain('<img src=x')
    expect(html, path).not.toContain('<script>alert')
  }
  await visitor.open('/file/check')
  await visitor.send()
  expect((await visitor.send({ do: 'follow' })).html).not.toContain('<img src=x')
})

test('English pages are in English, but for names of places and the law\'s own terms in brackets', async () => {
  await using server = await givenServer()
  const visitor = givenVisitor(server, { 'accept-language': 'en' })
  await walkToCheck(visitor)
  for (const path of ['/', '/guide/rules', '/file', '/file/words', '/file/who', '/file/you', '/file/together', '/file/privacy', '/file/files', '/follow']) {
    const { text } = await visitor.open(path)
    const rest = text.replaceAll(/[（(][^()（）]*[)）]/g, '').replaceAll('中文', '').replace(/(?:夜里施工太吵|请求停止[\s\S]*?睡不着。|某建筑公司|李小花|姜山镇人民路12号)/g, '')
    expect(rest.match(/[\u4e00-\u9fff]+/g) ?? [], path).toEqual([])
  }
})

test('the demonstration says so on every page; a real installation does not', async () => {
  await using demo = await givenServer({ demo: true })
  await using real = await givenServer({ demo: false })
  for (const path of ['/', '/file', '/follow', '/nowhere']) {
    expect((await givenVisitor(demo).open(path)).text, path).toContain('演示数据')
    expect((await givenVisitor(real).open(path)).text, path).not.toContain('演示数据')
  }
})

test('a wrong address is a page in the same style; the API keeps its own answers', async () => {
  await using server = await givenServer()
  const seen = await givenVisitor(server).open('/file/nothing')
  expect([seen.status, seen.text.includes('没有这个网页'), seen.html.includes('href="/follow"')]).toEqual([404, true, true])
  expect((await server.call('/api/nothing')).headers.get('content-type')).toContain('application/problem+json')
  expect(['/', '/file', '/follow/x'].every(isPortalPath)).toBe(true)
  expect(['/api/x', '/console/', '/console', '/health'].some(isPortalPath)).toBe(false)
})

test('when the database is away, what was typed comes back in a form that sends it again', async () => {
  await using server = await givenServer()
  const { deps } = server
  const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const router = newRouter()
  router.use(async (c, next) => {
    c.set('language', 'zh')
    await next()
  })
  router.all('*', () => Promise.reject(away))
  router.onError((error, c) => errorPage(deps, c, error))
  const typed = '写了很久的一段话，\n第二行，写了很久的一段话'
  const answer = await router.request('/file/words?x=1', { method: 'POST', body: new URLSearchParams({ title: '标题', body: typed, token: 'old' }) })
  const html = await answer.text()
  expect(answer.status).toBe(503)
  expect(html).toContain('action="/file/words?x=1"')
  expect(html).toContain(`<textarea name="body" hidden>\n${typed}</textarea>`)
  expect(html).toContain('再试一次')
  expect(html).not.toContain('value="old"')
  expect((await router.request('/file/words')).status).toBe(503)
})

test('something unexpected shows a reference and nothing of what happened', async () => {
  await using server = await givenServer()
  const router = newRouter()
  router.use(async (c, next) => {
    c.set('language', 'zh')
    await next()
  })
  router.all('*', () => Promise.reject(new Error('secret detail in /srv/app.ts')))
  router.onError((error, c) => errorPage(server.deps, c, error))
  const html = await (await router.request('/file/words')).text()
  expect(html).toMatch(/编号 [0-9a-f]{8}/)
  expect(html).not.toContain('secret detail')
})

test('the display is changed on every page, and leads back only within this site', async () => {
  await using server = await givenServer()
  const visitor = givenVisitor(server)
  expect((await visitor.open('/display?display=big&back=/guide')).html).toContain('class="big"')
  expect(visitor.seen.path).toBe('/guide')
  for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example', '']) expect((await visitor.open(`/display?back=${encodeURIComponent(back)}`)).path, back).toBe('/')
})

test('the page of places names the petition office and the centre of a county', async () => {
  await using server = await givenServer()
  const { text } = await givenVisitor(server).open('/guide/channels?at=330212110000')
  for (const name of ['鄞州区信访局', '社会矛盾纠纷调处化解中心', '周一至周五']) expect(text).toContain(name)
})

test('a matter\'s progress weighs little too', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server, { by: 'citizen', status: 'SERVED' })
  const visitor = givenVisitor(server)
  await visitor.open('/follow')
  await visitor.send({ code: matter.code, pin: matter.pin })
  for (const path of ['/follow/progress', '/follow/evaluate', '/follow/ask-review', '/follow/reply']) {
    await visitor.open(path)
    expect(await weight(visitor), path).toBeLessThan(50_000)
  }
})
