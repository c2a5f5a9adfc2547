import { readFileSync } from 'node:fs'
import { expect, openMatter, picture, test, uniqueWords } from './desk.ts'
import type { Page } from '@playwright/test'

const lines = (page: Page, ...words: string[]) => words.reduce((found, word) => found.filter({ hasText: word }), page.getByRole('table').getByRole('row'))

test('Li reads a petitioner’s phone for a reason; the auditor, who is not the administrator, sees who read it and why, and no matter', async ({ desk }) => {
  const reason = uniqueWords('核对联系方式')
  const { code } = await desk.file('chen.clerk', { title: uniqueWords('路灯不亮'), people: [{ role: 'petitioner', name: '孙亮亮', phone: '13900002222', address: '姜山镇人民路 31 号' }] })
  const reader = await desk.sitDown('li.triage')
  await openMatter(reader, code)
  await expect(reader.getByText('139****2222')).toBeVisible()
  await reader.getByRole('button', { name: '显示' }).click()
  const dialog = reader.getByRole('dialog', { name: '显示个人信息' })
  // Without a reason nothing is shown.
  await dialog.getByRole('button', { name: '显示并记录' }).click()
  await expect(dialog.locator('.field-fault')).toBeVisible()
  await dialog.getByLabel('查看事由').fill(reason)
  await dialog.getByRole('button', { name: '显示并记录' }).click()
  await expect(reader.getByRole('link', { name: '13900002222' })).toBeVisible()

  const auditor = await desk.sitDown('auditor')
  await auditor.goto('/console/')
  await expect(auditor.getByRole('heading', { name: '安全审计' })).toBeVisible()
  await expect(auditor.getByRole('navigation', { name: '主导航' }).getByRole('listitem')).toHaveText(['安全审计'])
  const line = lines(auditor, reason)
  await expect(line).toHaveCount(1)
  await expect(line).toContainText('李文斌')
  await expect(line).toContainText('查看个人信息')
  // The record says that somebody read, never what they read.
  await expect(auditor.getByRole('main')).not.toContainText('13900002222')
  await expect(auditor.getByRole('main')).not.toContainText('孙亮亮')
  await line.getByRole('button', { name: `事项 ${code}` }).click()
  await expect(auditor.getByLabel('对象')).toHaveValue(code)
  await expect(lines(auditor, '李文斌', '打开事项').first()).toBeVisible()
  await expect(lines(auditor, '陈雨桐', '登记')).toHaveCount(1)
  await picture(auditor, 'audit-of-one-matter')

  for (const path of [`/console/matters/${code}`, '/console/matters?scope=region', '/console/admin/staff']) {
    await auditor.goto(path)
    await expect(auditor.getByRole('main')).toContainText(/没有找到|没有权限|没有符合条件|无权/)
    await expect(auditor.getByRole('main')).not.toContainText('路灯不亮')
  }
  const administrator = await desk.sitDown('admin')
  await administrator.goto('/console/audit')
  await expect(administrator.getByText('没有权限').first()).toBeVisible()
  for (const path of ['/api/audit/lines', '/api/audit/export?reason=x']) expect((await desk.ask('admin', path)).status).toBe(403)
})

test('the auditor verifies every chain on the screen, and takes a copy along for a reason that is recorded too', async ({ desk }) => {
  const page = await desk.sitDown('auditor')
  await page.goto('/console/audit')
  await page.getByRole('button', { name: '核验完整性' }).click()
  await expect(page.getByText('记录完整')).toBeVisible()
  await expect(page.getByText(/共核对 \d+ 条、64 道/)).toBeVisible()
  await picture(page, 'audit-verified')

  const reason = uniqueWords('季度检查留存')
  await page.getByRole('button', { name: '导出', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '导出审计记录' })
  await dialog.getByLabel('导出事由').fill(reason)
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '导出', exact: true }).click()
  const file = readFileSync(await (await download).path(), 'utf8').trim().split('\n')
  expect(file.length).toBeGreaterThan(20)
  // The first line holds the head of every lane: the copy can be verified away from the database.
  expect(Object.keys(JSON.parse(file[0] ?? '{}'))).toEqual(expect.arrayContaining(['heads', 'isComplete']))
  expect(file.slice(1).every((line) => 'hash' in JSON.parse(line))).toBe(true)
  await page.reload()
  await expect(lines(page, reason)).toContainText('导出审计记录')
})
