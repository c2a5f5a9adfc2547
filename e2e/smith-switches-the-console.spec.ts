import { expect, expectAccessible, picture, test } from './desk.ts'
import type { Page } from '@playwright/test'

/** Names of fields whose Chinese has English beside it: on an English screen they must not be what is shown. */
const TRANSLATED = new Set(['zh', 'className', 'lineName'])

/** Every text in an answer that is somebody's own words or name, and so stays as it was written. */
function wordsOf(value: unknown, into: string[], isKept = false): void {
  if (typeof value === 'string') into.push(value)
  else if (Array.isArray(value)) for (const one of value) wordsOf(one, into, isKept)
  else if (value && typeof value === 'object') for (const [name, inner] of Object.entries(value)) if (isKept || !TRANSLATED.has(name)) wordsOf(inner, into, isKept)
}

/** Chinese that can be seen or heard on a page: texts, labels, placeholders, titles; not what says of itself that it is Chinese. */
const chineseOn = (page: Page): Promise<string[]> => page.evaluate(() => {
  const found: string[] = [document.title]
  const isShown = (element: Element | null): boolean => Boolean(element?.checkVisibility()) && !element?.closest('[lang|=zh]:not(html), script, style')
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (isShown(node.parentElement) || node.parentElement?.matches('option, .sr')) found.push(node.textContent ?? '')
  for (const element of document.body.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) if (isShown(element)) for (const name of ['aria-label', 'placeholder', 'title', 'alt']) found.push(element.getAttribute(name) ?? '')
  // Articles of the law are cited in the language they are written in.
  const isCitation = (run: string): boolean => /(条例|法|法典|办法|规定)第[〇零一二三四五六七八九十百]+条/.test(run)
  return found.flatMap((text) => text.match(/\p{Script=Han}+/gu) ?? []).filter((run) => !isCitation(run))
})

/** Where the wording of both languages is kept side by side, the Chinese is what the screen is about. */
const keepsWording = (url: string): boolean => url.includes('/admin/codes/')

interface Sitting {
  page: Page
  /** Goes to a screen, does what opens more of it, and looks for Chinese that nobody wrote. */
  look(name: string, path: string, open?: () => Promise<void>): Promise<void>
}

function sittingAt(page: Page): Sitting {
  const words: string[] = []
  const reading: Promise<void>[] = []
  page.on('response', (answer) => {
    if (answer.url().includes('/api/') && answer.headers()['content-type']?.includes('json')) reading.push(answer.json().then((body: unknown) => wordsOf(body, words, keepsWording(page.url())), () => undefined))
  })
  return {
    page,
    look: (name, path, open) => test.step(name, async () => {
      await page.goto(path)
      await expect(page.locator('.skeleton')).toHaveCount(0)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await open?.()
      await page.waitForLoadState('networkidle')
      await Promise.all(reading)
      const written = words.join('\n')
      expect((await chineseOn(page)).filter((run) => !written.includes(run)), `${path} in English`).toEqual([])
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      // The demo says on every screen that it is one.
      await expect(page.getByRole('status').filter({ hasText: /^Demo data/ })).toBeVisible()
      await picture(page, `english-${name}`)
    }),
  }
}

test('Smith switches the console to English where he signs in, and it stays so on every screen he opens; every screen says that its data are invented', async ({ page, desk }) => {
  const { code } = await desk.file('chen.clerk', { title: '换语言用的事项', class1: '09', class2: '0903', category: 'C' })
  await page.goto('/console/sign-in')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.getByLabel('Username').fill('li.triage')
  await page.getByLabel('Password', { exact: true }).fill('not-the-password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  // Refusals of the server come in the same language.
  await expect(page.getByRole('alert')).toContainText(/wrong/i)
  await expect(page.getByRole('alert')).not.toContainText(/\p{Script=Han}/u)
  await page.getByLabel('Password', { exact: true }).fill('hejie-demo-2026')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'To do' })).toBeVisible()

  const { look } = sittingAt(page)
  await look('todo', '/console/matters?scope=todo', async () => { await page.getByRole('button', { name: 'Filter' }).click(); await expect(page.locator('.filter-panel')).toBeVisible() })
  await look('matter', `/console/matters/${code}`, async () => { await page.getByRole('button', { name: /^Classify/ }).click(); await page.locator('.due').first().hover() })
  await look('register', '/console/register', async () => { await page.getByRole('button', { name: /^Register/ }).click(); await expect(page.locator('.field-fault').first()).toBeVisible() })
  const clock = (await desk.ask('li.triage', `/api/matters/${code}`)).body.clocks as { seq: number }[]
  await look('clock', `/console/matters/${code}/clocks/${clock[0]?.seq}`, async () => expect(page.getByRole('heading', { level: 1 })).toContainText('route after registration'))
  await look('import', '/console/import')
  await look('people', '/console/people')
  await look('overview', '/console/overview')
  await look('account', '/console/account')
  await expectAccessible(page)
  // And back, from the menu under one’s own name.
  await page.getByRole('button', { name: /李文斌/ }).click()
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.getByRole('heading', { name: '登录与安全' })).toBeVisible()
})

test('the administrator’s, the auditor’s and the accusation desk’s screens are English too', async ({ desk }) => {
  for (const [username, screens] of [
    ['admin.province', ['/console/admin/units', '/console/admin/staff', '/console/admin/codes', '/console/admin/codes/T06', '/console/admin/calendars', '/console/admin/calendars/2026', '/console/admin/limits', '/console/admin/duties?region=330212000000']],
    ['auditor', ['/console/audit']], ['jiang.discipline', ['/console/accusations']],
  ] as const) {
    const page = await desk.sitDown(username)
    await page.addInitScript(() => localStorage.setItem('hejie:preferences', JSON.stringify({ language: 'en' })))
    const { look } = sittingAt(page)
    for (const path of screens) await look(path.replaceAll(/[/?=]/g, '-').slice(9), path)
    await page.context().close()
  }
})
