import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { expectFits, picture, test as base } from './test.ts'

export { expect } from '@playwright/test'
export { expectFits, picture } from './test.ts'

export const PASSWORD = 'hejie-demo-2026'
export const VILLAGE = '330212001212'
export const TOWN = '330212110000'

/** A petition as a spec tells it; the rest is answered with a pointer. */
export type Told = { title: string } & Record<string, unknown>

export interface Desk {
  /** A browser of one member of staff, signed in. */
  sitDown(username: string): Promise<Page>
  /** Files a matter as somebody at a counter. @returns its code and PIN */
  file(username: string, told: Told): Promise<{ code: string; pin: string }>
  /** Tries an action that must be refused. @returns the words of the refusal */
  refusal(username: string, code: string, action: string, input: Record<string, unknown>): Promise<string>
  /** What the API answers somebody, for what no screen shows. */
  ask(username: string, path: string): Promise<{ status: number; body: Record<string, unknown> }>
}

/** Specs of the people behind the counter: each in a browser of their own. */
export const test = base.extend<{ desk: Desk }>({
  desk: async ({ browser, baseURL, playwright }, use) => {
    const opened: Page[] = []
    const requests = new Map<string, APIRequestContext>()
    const requestOf = async (username: string): Promise<APIRequestContext> => {
      const known = requests.get(username)
      if (known) return known
      const door = await playwright.request.newContext({ baseURL })
      const answer = await door.post('/api/auth/sign-in', { data: { username, password: PASSWORD, asToken: true } })
      expect(answer.status(), `${username} signs in: ${await answer.text()}`).toBe(200)
      const { token } = await answer.json()
      await door.dispose()
      const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${token}` } })
      requests.set(username, request)
      return request
    }
    await use({
      sitDown: async (username) => {
        const context = await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 } })
        const page = await context.newPage()
        opened.push(page)
        const answer = await page.request.post('/api/auth/sign-in', { data: { username, password: PASSWORD } })
        expect(answer.status(), `${username} signs in: ${await answer.text()}`).toBe(200)
        return page
      },
      file: async (username, told) => fileThrough(await requestOf(username), told),
      refusal: async (username, code, action, input) => {
        const request = await requestOf(username)
        const { version } = await (await request.get(`/api/matters/${code}`)).json()
        const answer = await request.post(`/api/matters/${code}/actions/${action}`, { data: { ...input, version } })
        expect(answer.status(), `${action} by ${username} goes through`).toBeGreaterThanOrEqual(400)
        return answer.text()
      },
      ask: async (username, path) => {
        const answer = await (await requestOf(username)).get(path)
        return { status: answer.status(), body: await answer.json() }
      },
    })
    await Promise.all([...opened.map((page) => page.context().close()), ...[...requests.values()].map((request) => request.dispose())])
  },
})

async function fileThrough(request: APIRequestContext, told: Told): Promise<{ code: string; pin: string }> {
  const answer = await request.post('/api/filings', {
    headers: { 'idempotency-key': randomUUID() },
    data: {
      form: '200', channel: 'Q02', body: `${told.title}，请求处理。`, placeCode: TOWN, readBack: true,
      people: [{ role: 'petitioner', name: '钱小明', phone: '13900000000', address: '姜山镇人民路 20 号' }], ...told,
    },
  })
  expect(answer.status(), `filing: ${await answer.text()}`).toBe(201)
  return answer.json()
}

/** Words no other matter has, so that a spec finds its own and nothing else. */
export const uniqueWords = (words: string): string => `${words}${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`

/** The link of a matter in the list that is open. */
export const row = (page: Page, title: string): Locator => page.getByRole('table').getByRole('link', { name: title })

/** Opens one heap of the console and waits until it is read. */
export async function openList(page: Page, query: string): Promise<void> {
  await page.goto(`/console/matters?${query}`)
  await expect(page.locator('.list-total')).not.toBeEmpty()
}

export async function openMatter(page: Page, code: string): Promise<void> {
  await page.goto(`/console/matters/${code}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** Opens one action by its button and gives back its form. */
export async function begin(page: Page, name: string): Promise<Locator> {
  await page.locator('.action-choice').getByRole('button', { name, exact: true }).click()
  const form = page.getByRole('form', { name })
  await expect(form).toBeVisible()
  return form
}

/** Presses the button of a form and waits until the register has taken it. */
export async function finish(page: Page, form: Locator, button: string, done: string): Promise<void> {
  await form.getByRole('button', { name: button, exact: true }).click()
  await expect(page.getByText(done, { exact: true }).first()).toBeVisible()
}

/** Types words into a box that offers what fits and takes the first that it offers. */
export async function pick(within: Page | Locator, label: string, words: string): Promise<void> {
  await within.getByRole('combobox', { name: label }).fill(words)
  await within.getByRole('listbox').getByRole('option').filter({ hasText: words.split(' ').at(-1) ?? words }).first().click()
}

/** Nothing that a colleague with a screen reader, or with weak eyes, would stumble over: WCAG 2.2 AA and good practice. */
export async function expectAccessible(page: Page): Promise<void> {
  // Without frames it needs no second page to bring them together: half the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  expect(violations.map(({ id, help, nodes }) => `${page.url()} ${id}: ${help} ${nodes.map((node) => node.html).slice(0, 3).join(' | ')}`)).toEqual([])
}

/** Looks at a screen as its user does, at a desk and on a phone: it reads aloud, nothing is cut off, and a picture is kept where wanted. */
export async function look(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  await expectAccessible(page)
  await picture(page, name)
  // A tall one: the console scrolls inside itself, and a picture shows what is in sight.
  await page.setViewportSize({ width: 390, height: 1800 })
  await expectFits(page)
  await picture(page, name)
  if (size) await page.setViewportSize(size)
}
