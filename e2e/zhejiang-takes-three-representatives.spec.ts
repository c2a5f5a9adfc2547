import { randomUUID } from 'node:crypto'
import { PASSWORD, TOWN, expect, picture, test } from './desk.ts'
import { openServer } from './server.ts'

const people = (representatives: number) => Array.from({ length: representatives }, (_, index) => ({ role: 'representative', name: `代表${index + 1}`, phone: '13900000000', address: '姜山镇人民路 20 号' }))

test('where Zhejiang\'s stricter rule is set, eight people send three representatives and not four; more than ten send five', async ({ browser, playwright }) => {
  test.setTimeout(240_000)
  const server = await openServer({ HEJIE_REPRESENTATIVES: 'zhejiang' })
  try {
    const request = await playwright.request.newContext({ baseURL: server.url })
    const signedIn = await request.post('/api/auth/sign-in', { data: { username: 'chen.clerk', password: PASSWORD, asToken: true } })
    const { token } = await signedIn.json()
    const file = async (count: number, representatives: number) => request.post('/api/filings', {
      headers: { 'authorization': `Bearer ${token}`, 'idempotency-key': randomUUID() },
      data: { form: '200', channel: 'Q02', title: '楼道灯不亮', body: '楼道灯不亮，请求修复。', placeCode: TOWN, readBack: true, peopleCount: count, people: people(representatives) },
    })
    const refused = await file(8, 4)
    expect(refused.status()).toBe(400)
    expect(await refused.text()).toContain('最多 3')
    expect((await file(8, 3)).status()).toBe(201)
    expect((await file(11, 5)).status()).toBe(201)
    expect((await file(11, 6)).status()).toBe(400)
    await request.dispose()

    // At the counter the refusal stands beside what was typed.
    const page = await (await browser.newContext({ baseURL: server.url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage()
    await page.request.post('/api/auth/sign-in', { data: { username: 'chen.clerk', password: PASSWORD } })
    await page.goto('/console/register')
    await expect(page.getByLabel('姓名（名称）').first()).toBeVisible()
    await picture(page, 'zhejiang-register')
    await page.context().close()
  } finally {
    await server.close()
  }
})
