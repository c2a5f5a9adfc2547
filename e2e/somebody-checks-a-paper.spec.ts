import { expect, expectAccessible, expectFits, picture, test } from './desk.ts'

test('somebody who was handed a receipt checks it by the code at its end, without an account and without script', async ({ browser, baseURL, desk }) => {
  const { code } = await desk.file('chen.clerk', { title: '演示：楼道灯不亮' })
  const { body } = await desk.ask('chen.clerk', `/api/matters/${code}`)
  const papers = body.papers as { kind: string; digest: string }[]
  const digits = papers.find(({ kind }) => kind === 'WS02')?.digest.slice(0, 16) ?? ''
  const context = await browser.newContext({ baseURL, locale: 'zh-CN', javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('link', { name: '文书核验' }).click()
  await page.getByLabel('核验码').fill('4F2A-0000')
  await page.getByRole('button', { name: '核验' }).click()
  await expect(page.getByText('核验码是16位数字和字母A至F。').first()).toBeVisible()
  await page.getByLabel('核验码').fill(`${digits.slice(0, 8)} ${digits.slice(8)}`.toUpperCase())
  await page.getByRole('button', { name: '核验' }).click()
  await expect(page.getByRole('heading', { name: '核验一致' })).toBeVisible()
  await expect(page.getByText('信访事项登记回执')).toBeVisible()
  await expect(page.getByText('楼道灯')).toHaveCount(0)
  await expectFits(page)
  await picture(page, 'paper-checked')
  await context.close()
  const seen = await browser.newContext({ baseURL, locale: 'zh-CN' })
  const scripted = await seen.newPage()
  await scripted.goto(`/verify?code=${digits}`)
  await expectAccessible(scripted)
  await seen.close()
})
