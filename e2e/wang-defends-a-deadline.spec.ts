import { expect, expectAccessible, expectFits, openMatter, picture, test, TOWN, uniqueWords } from './desk.ts'
import { expectAccessible as expectReadable } from './test.ts'
import type { Page } from '@playwright/test'

// A bureau has fifteen days to say in writing whether it handles a matter. Officer and citizen ask the same thing: why this day?

test('Wang defends a date line by line, and the petitioner sees the same days without scripts', async ({ desk, office, browser, baseURL }) => {
  const { code, pin } = await desk.file('chen.clerk', { title: uniqueWords('楼道灯不亮'), category: 'C', purpose: 'M4', channel: 'Q02' })
  await office.act('li.triage', code, 'classify', { category: 'C', route: 'C6', class1: '09', class2: '0903', purpose: 'M4' })
  await office.act('li.triage', code, 'transfer', { unitId: await office.unit('li.triage', '宁波市鄞州区住房和城乡建设局') })
  await office.act('wang.handler', code, 'sign', { recusalDeclared: true })

  const page = await desk.sitDown('wang.handler')
  await openMatter(page, code)
  await page.getByText('全部期限').click()
  await page.getByRole('link', { name: '转送交办件：书面告知' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '“转送交办件：书面告知”的期限是怎么算的' })).toBeVisible()
  await expect(page.getByText('信访工作条例第二十三条第三款').first()).toBeVisible()
  await expect(page.getByText('开始当日，不计入').first()).toBeVisible()
  await expect(page.getByRole('table').filter({ hasText: '自然日，逐日计入' })).toContainText('1–15')
  await expect(page.getByText(/到窗口办理以业务时间 17:30 为止，网上提交以 24:00 为止/)).toBeVisible()
  const due = await page.locator('.two-dates strong').last().textContent()
  expect(due).toMatch(/^2026年12月/)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 1500 })
  await picture(page, 'deadline-officer')
  await page.setViewportSize({ width: 390, height: 2400 })
  await expectFits(page)
  await picture(page, 'deadline-officer')

  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'zh-CN', viewport: { width: 390, height: 844 } })
  const phone = await context.newPage()
  await openDates(phone, code, pin)
  const section = phone.getByRole('region', { name: '转送交办件：书面告知' }).first()
  await expect(section).toContainText('信访工作条例第二十三条第三款')
  await expect(section).toContainText('开始当日，不计入')
  // The house's own limits between officials are not the petitioner's.
  await expect(phone.getByText('首次联系信访人')).toHaveCount(0)
  await expectFits(phone)
  await picture(phone, 'deadline-citizen')
  await context.close()
  // Axe needs scripts: the same page in a browser that has them.
  const desktop = await (await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 1280, height: 900 } })).newPage()
  await openDates(desktop, code, pin)
  await expectReadable(desktop)
  await picture(desktop, 'deadline-citizen')
  await desktop.context().close()
})

test('The administrator sees which dates a local day off would move before it is saved', async ({ desk, office }) => {
  const { code } = await desk.file('chen.clerk', { title: uniqueWords('路灯不亮'), category: 'C', purpose: 'M4', placeCode: TOWN })
  await office.act('li.triage', code, 'classify', { category: 'C', route: 'C6', class1: '09', class2: '0903', purpose: 'M4' })
  await office.act('li.triage', code, 'transfer', { unitId: await office.unit('li.triage', '宁波市鄞州区住房和城乡建设局') })
  const { body } = await desk.ask('li.triage', `/api/matters/${code}`)
  const [clock] = (body.clocks as { rule: string; legal: string }[]).filter((one) => one.rule === 'DL03')
  const legal = clock?.legal ?? ''

  const page = await desk.sitDown('admin')
  await page.goto(`/console/admin/calendars/${legal.slice(0, 4)}`)
  await page.getByRole('button', { name: '添加地方安排' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('日期').fill(legal)
  await form.getByLabel('名称').fill('区庆')
  await form.getByRole('button', { name: '下一步：看影响' }).click()
  const shown = page.getByRole('dialog', { name: '保存前：哪些期限会变' })
  await expect(shown).toContainText(code)
  await expect(shown).toContainText('转送交办件：书面告知')
  await picture(page, 'calendar-preview')
  await expectAccessible(page)
  await shown.getByRole('button', { name: '确认保存并重算' }).click()
  await expect(page.getByText('已保存').first()).toBeVisible()
  await expect.poll(async () => ((await desk.ask('li.triage', `/api/matters/${code}`)).body.clocks as { rule: string; legal: string }[]).find((one) => one.rule === 'DL03')?.legal, { timeout: 40_000 }).not.toBe(legal)

  // The day is taken back, and the dates with it: other journeys share this calendar.
  await page.getByRole('listitem').filter({ hasText: '区庆' }).getByRole('button', { name: '取消这一天' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /确认保存/ }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '区庆' })).toHaveCount(0)
})

test('The province plans another length for a limit; what runs is left alone, and the counter of an agency gets its hours', async ({ desk }) => {
  const page = await desk.sitDown('admin.province')
  await page.goto('/console/admin/limits')
  await expect(page.getByRole('row', { name: /^DL05/ })).toContainText('信访工作条例第三十四条')
  await expectAccessible(page)
  await picture(page, 'limits')
  await page.getByRole('button', { name: '修改期限 DL30' }).click()
  const form = page.getByRole('dialog')
  await expect(form).toContainText('不受影响')
  await form.getByLabel('期限', { exact: true }).fill('20')
  await form.getByLabel('施行日期').fill('2026-01-01')
  await form.getByRole('button', { name: '保存计划' }).click()
  await expect(form).toContainText('最早从明天')
  await picture(page, 'limit-change')
  await form.getByLabel('施行日期').fill('2099-01-01')
  await form.getByRole('button', { name: '保存计划' }).click()
  await expect(page.getByRole('row', { name: /^DL30/ })).toContainText('20 日')
  await page.getByRole('button', { name: '撤回期限 DL30 的计划' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回计划' }).click()
  await expect(page.getByRole('row', { name: /^DL30/ })).not.toContainText('20 日')
  await phoneView(page, 'limits')

  await page.goto('/console/admin/calendars')
  await page.getByRole('button', { name: '设定单位的业务时间' }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: '单位' }).fill('鄞州区公安')
  await page.getByRole('listbox').getByRole('option').first().click()
  await page.getByRole('dialog').getByLabel('结束').fill('16:30')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('14:00–16:30')).toBeVisible()
  await picture(page, 'business-hours')
  await phoneView(page, 'business-hours')
  await page.getByRole('button', { name: '恢复一般时间' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '恢复一般时间' }).click()
  await expect(page.getByText('没有单位单独设定。')).toBeVisible()
})

async function openDates(page: Page, code: string, pin: string): Promise<void> {
  await page.goto('/follow')
  await page.getByLabel('编号').fill(code)
  await page.getByLabel('查询码').fill(pin)
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.getByRole('link', { name: '看每一天怎么算（可打印）' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '期限是怎么算的' })).toBeVisible()
}

async function phoneView(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 1600 })
  await expectFits(page)
  await picture(page, name)
  await page.setViewportSize({ width: 1440, height: 900 })
}
