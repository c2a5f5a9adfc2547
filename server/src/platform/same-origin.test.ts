import { expect, test } from 'vitest'
import { newRouter } from './http.ts'
import { problemResponse } from './problem.ts'
import { sameOriginOnly } from './same-origin.ts'

const app = newRouter()
app.use(sameOriginOnly('https://centre.gov.test'))
app.all('*', (c) => c.text('reached'))
app.onError((error, c) => problemResponse(c, error))

const send = async (headers: Record<string, string>, options: { method?: string; path?: string } = {}): Promise<number> =>
  (await app.request(`http://inner.test${options.path ?? '/api/x'}`, { method: options.method ?? 'POST', headers })).status

test.each<[string, Record<string, string>, number]>([
  ['our own page says so', { 'sec-fetch-site': 'same-origin', cookie: 'a=1' }, 200],
  ['typed by the user', { 'sec-fetch-site': 'none', cookie: 'a=1' }, 200],
  ['another site', { 'sec-fetch-site': 'cross-site', cookie: 'a=1' }, 403],
  ['a neighbour below the same domain', { 'sec-fetch-site': 'same-site', cookie: 'a=1' }, 403],
  ['the public address, behind a proxy', { origin: 'https://centre.gov.test', cookie: 'a=1' }, 200],
  ['the address asked', { origin: 'http://inner.test', cookie: 'a=1' }, 200],
  ['the address asked, named by the proxy', { origin: 'http://other.test:8080', host: 'other.test:8080', cookie: 'a=1' }, 200],
  ['another origin', { origin: 'https://evil.test', cookie: 'a=1' }, 403],
  ['another origin without a cookie', { origin: 'https://evil.test' }, 403],
  ['an origin that hides', { origin: 'null', cookie: 'a=1' }, 403],
  ['a program with JSON and a cookie', { cookie: 'a=1', 'content-type': 'application/json; charset=utf-8' }, 200],
  ['a form of nowhere with a cookie', { cookie: 'a=1', 'content-type': 'application/x-www-form-urlencoded' }, 403],
  ['a form that calls itself text', { cookie: 'a=1', 'content-type': 'text/plain' }, 403],
  ['a program without a cookie', { 'content-type': 'multipart/form-data; boundary=x' }, 200],
])('a change from %s', async (_, headers, status) => {
  expect(await send(headers)).toBe(status)
})

test('reading and pages outside the API are not its business', async () => {
  expect(await send({ 'sec-fetch-site': 'cross-site' }, { method: 'GET' })).toBe(200)
  expect(await send({ 'sec-fetch-site': 'cross-site' }, { path: '/file' })).toBe(200)
})
