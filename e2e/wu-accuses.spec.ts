import { expect, picture, test } from './test.ts'
import { fileAs } from './filing.ts'

test('Wu accuses a village head; nobody at the office can find it, and the page says only that it was forwarded', async ({ page, office, request }) => {
  const title = `村主任私分补偿款${Date.now()}`
  const { code } = await fileAs(page, { kind: '检举、控告', title, body: `${title}，请查处。` })
  await expect(page.getByText('走保密通道')).toBeVisible()
  await picture(page, 'accusation-receipt')
  await page.getByRole('button', { name: '现在就查看进度' }).click()
  await expect(page.getByText('已按管理权限转送有关机关')).toBeVisible()
  await expect(page.getByText('现在由谁办')).toBeHidden()
  await expect(page.getByText('办理经过')).toHaveCount(1)
  await picture(page, 'accusation-progress')
  for (const username of ['chen.clerk', 'li.triage', 'lin.handler', 'zheng.supervisor', 'admin']) {
    const seen = await office.seen(username, code, title)
    expect(seen, username).toEqual({ byCode: 404, byWords: 0 })
  }
  expect((await request.get(`/api/matters/${code}`)).status()).toBe(401)
})
