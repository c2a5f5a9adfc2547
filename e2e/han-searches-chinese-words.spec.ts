import { expect, openList, picture, row, test, uniqueWords } from './desk.ts'
import type { Page } from '@playwright/test'

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox', { name: '搜索标题、正文、答复或编号' }).fill(words)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL((url) => url.searchParams.get('text') === words)
  await expect(page.locator('.list-total')).not.toBeEmpty()
}

test('Han finds by Chinese words of two characters or more in title, text and reply, and sees which passage was found', async ({ desk }) => {
  const mark = uniqueWords('号')
  await desk.file('chen.clerk', { title: `河道淤塞${mark}`, body: '连日大雨，田里积水没过脚踝，请求清淤。' })
  const page = await desk.sitDown('han.commander')
  await openList(page, 'scope=region')
  for (const words of ['淤塞', `河道淤塞${mark}`]) {
    await search(page, words)
    await expect(row(page, `河道淤塞${mark}`)).toBeVisible()
  }
  // Words of the text alone, in the middle of a sentence, and two that stand apart.
  for (const words of ['没过脚踝', '积水 清淤']) {
    await search(page, words)
    await expect(row(page, `河道淤塞${mark}`)).toBeVisible()
    await expect(page.locator('.list-passage mark').first()).toBeVisible()
  }
  await picture(page, 'search-passages')
  // Words of the reply alone: the petitioner never wrote them.
  await search(page, '已约谈责任单位')
  await expect(row(page, '小区地下车库渗水')).toBeVisible()
  await expect(row(page, `河道淤塞${mark}`)).toHaveCount(0)
  await search(page, '没过膝盖')
  await expect(page.getByText('没有符合条件的事项')).toBeVisible()
  await search(page, '水')
  await expect(page.getByText('至少输入两个字')).toBeVisible()
})

test('Han sees how many matters are repeated and what is missing in the register of the county', async ({ desk }) => {
  const page = await desk.sitDown('han.commander')
  await page.goto('/console/overview')
  const quality = page.locator('.card').filter({ has: page.getByRole('heading', { name: '登记质量' }) })
  for (const measure of ['重复件占比', '内容分类缺失率', '问题属地缺失率', '实名件联系电话缺失率']) await expect(quality.locator('.tile').filter({ hasText: measure })).toContainText(/\d+\.\d%.*\d+ 件/)
  await quality.scrollIntoViewIfNeeded()
  await picture(page, 'register-quality')
})

test('Han looks for a person only with a reason, and the record keeps the reason and not the name', async ({ desk }) => {
  const name = `查${uniqueWords('无').slice(-6)}`
  await desk.file('chen.clerk', { title: '找人用的事项', people: [{ role: 'petitioner', name, phone: '13900003333', address: '姜山镇' }] })
  const page = await desk.sitDown('han.commander')
  await page.goto('/console/people')
  await page.getByLabel('姓名（名称）').fill(name)
  await page.getByRole('button', { name: '查找', exact: true }).click()
  await expect(page.locator('[data-field=reason] .field-fault')).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  const reason = uniqueWords('核对来访人此前反映的事项')
  await page.getByLabel('查找事由').fill(reason)
  await page.getByRole('button', { name: '查找', exact: true }).click()
  await expect(page.getByRole('link', { name: '找人用的事项' })).toBeVisible()
  // The question stands in no address that a browser keeps.
  expect(page.url()).not.toContain(encodeURIComponent(name))
  await picture(page, 'person-found')
  const { body } = await desk.ask('auditor', '/api/audit/lines?action=matter.search-by-person')
  const line = (body.items as { reason: string; actorName: string }[]).find((one) => one.reason === reason)
  expect(line).toMatchObject({ actorName: '韩守夜', detail: { by: ['name'], found: 1 } })
  expect(JSON.stringify(line)).not.toContain(name)
})
