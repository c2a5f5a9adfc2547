import { expect, picture, test, through } from './test.ts'
import type { Page } from '@playwright/test'

const next = (page: Page): Promise<void> => through(page, () => page.getByRole('button', { name: '继续' }).click())

test('He names six representatives of twenty neighbours: refused with what the law says, nobody he typed is lost, five are taken', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/file')
  await through(page, () => page.getByRole('button', { name: '开始填写' }).click())
  await page.getByLabel('请求解决问题').check()
  await next(page)
  await page.goto('/file/place?at=330212110000')
  await through(page, () => page.getByRole('button', { name: /就选这里/ }).click())
  await page.getByLabel('一句话说清是什么事').fill('小区没有自来水')
  await page.getByLabel('详细经过和您的要求').fill('请求恢复供水。全楼停水三天。')
  await next(page)
  await page.getByLabel('说不清').check()
  await next(page)
  await page.getByLabel('我自己').check()
  await next(page)
  await page.getByLabel('姓名').fill('何大明')
  await page.getByLabel('住址').fill('姜山镇 3 号')
  await next(page)

  await expect(page.getByLabel('一共多少人')).toBeHidden()
  await page.getByLabel('好几个人').check()
  await page.getByLabel('一共多少人').fill('20')
  for (const name of ['代表二', '代表三', '代表四', '代表五', '代表六']) {
    await page.getByLabel('代表姓名').fill(name)
    await through(page, () => page.getByRole('button', { name: '添加这位代表' }).click())
  }
  await expect(page.getByRole('alert')).toContainText('代表人最多 5 名')
  await expect(page.getByRole('listitem').filter({ hasText: '代表六' })).toBeVisible()
  await picture(page, 'six-representatives')
  await through(page, () => page.getByRole('button', { name: '删除 代表六' }).click())
  await next(page)
  await page.getByLabel('不公开').check()
  await page.getByLabel('可以知道').check()
  await next(page)
  await next(page)
  await expect(page.getByText('20 人共同提出')).toBeVisible()
  await through(page, () => page.getByRole('button', { name: '确认，提交' }).click())
  await expect(page.getByRole('heading', { name: '已经收到' })).toBeVisible()
})
