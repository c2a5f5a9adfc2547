import { expect, test, through } from './test.ts'
import type { Page } from '@playwright/test'

const next = (page: Page): Promise<void> => through(page, () => page.locator('#answers .actions .button').first().click())

async function toWords(page: Page): Promise<void> {
  await page.goto('/file')
  await next(page)
  await page.locator('[name=kind][value=request]').check()
  await next(page)
  await page.goto('/file/place?at=330212110000')
  await next(page)
}

test('Sun closes his browser in the middle of a sentence and finds it again', async ({ page, browser, baseURL }) => {
  await toWords(page)
  await page.locator('#body').fill('从十月起每天夜里')
  // What is typed is kept every five seconds without pressing anything.
  await page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 204)
  const device = await page.context().storageState()
  await page.context().close()
  const again = await browser.newContext({ baseURL, storageState: device, locale: 'zh-CN' })
  const later = await again.newPage()
  await later.goto('/')
  await expect(later.getByText('您有一份没写完的内容')).toBeVisible()
  await later.getByRole('link', { name: '接着写' }).click()
  await expect(later.locator('#body')).toHaveValue('从十月起每天夜里')
  await again.close()
})

test('Sun sends while he has no connection, comes back, and it is registered once', async ({ page, context }) => {
  await toWords(page)
  await page.locator('#title').fill('断网也不丢')
  await page.locator('#body').fill('请求修复路灯。')
  await context.setOffline(true)
  await page.locator('#answers .actions .button').first().click().catch(() => undefined)
  await expect(page.locator('#body')).toBeHidden()
  await context.setOffline(false)
  await page.goto('/file/words')
  await page.locator('#title').fill('断网也不丢')
  await page.locator('#body').fill('请求修复路灯。')
  await next(page)
  await page.locator('[name=class1][value="-"]').check()
  await next(page)
  await page.locator('[name=standing][value=anonymous]').check()
  await next(page)
  await page.locator('[name=isPublic][value=yes]').check()
  await next(page)
  await next(page)
  // He presses twice, from two windows.
  const second = await context.newPage()
  await second.goto('/file/check')
  await Promise.all([page.locator('#send').click(), second.locator('#send').click()])
  for (const one of [page, second]) if (!one.url().endsWith('/sent')) await one.goto('/file/sent')
  const codes = await Promise.all([page, second].map((one) => one.locator('#code .away').textContent()))
  expect(codes[0]).toMatch(/^\d{16}$/)
  expect(codes[1]).toBe(codes[0])
})
