import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { through } from './test.ts'

/** What a filing says where a spec does not care; answered page by page with a pointer. */
export interface Told {
  kind?: string
  title?: string
  body?: string
  name?: string
  placeCode?: string
}

const next = (page: Page): Promise<void> => through(page, () => page.locator('#answers .actions .button').first().click())

/** Walks through the pages to the receipt. @returns code and PIN */
export async function fileAs(page: Page, told: Told = {}): Promise<{ code: string; pin: string }> {
  await page.goto('/file')
  await next(page)
  await page.getByLabel(told.kind ?? '请求解决问题').check()
  await next(page)
  await page.goto(`/file/place?at=${told.placeCode ?? '330212110000'}`)
  await next(page)
  await page.locator('#title').fill(told.title ?? '小区电梯停用')
  await page.locator('#body').fill(told.body ?? '请求修复电梯。电梯从十月起停用，老人上下楼困难。')
  await next(page)
  if (page.url().includes('/file/topic')) {
    await page.locator('[name=class1][value="09"]').check()
    await next(page)
    await page.locator('[name=class2][value="0903"]').check()
    await next(page)
  }
  await page.locator('[name=standing][value=self]').check()
  await next(page)
  await page.locator('#name').fill(told.name ?? '李小花')
  await page.locator('#phone').fill('13800000000')
  await page.locator('#address').fill('姜山镇人民路 12 号')
  await next(page)
  await page.locator('[name=isJoint][value=no]').check()
  await next(page)
  if (page.url().includes('/file/privacy')) {
    await page.locator('[name=isPublic][value=no]').check()
    await page.locator('[name=hidesIdentity][value=no]').check()
    await next(page)
  }
  await next(page)
  await through(page, () => page.locator('#send').click())
  await expect(page.locator('#pin')).toBeVisible()
  return { code: (await page.locator('#code .away').textContent()) ?? '', pin: (await page.locator('#pin').textContent()) ?? '' }
}
