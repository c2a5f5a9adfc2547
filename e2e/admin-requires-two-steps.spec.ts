import { createHmac } from 'node:crypto'
import { PASSWORD, expect, picture, test } from './desk.ts'

/** RFC 6238, as an authenticator app computes it. */
function totp(secret: string): string {
  const bits = [...secret.replaceAll(/[^A-Z2-7]/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))).update(counter).digest()
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('the administrator requires two steps of analysts; Yang is led to turn them on, keeps the backup codes and works on', async ({ desk }) => {
  const yang = await desk.sitDown('yang.analyst')
  const admin = await desk.sitDown('admin')
  await admin.goto('/console/admin/staff')
  const rules = admin.locator('section', { has: admin.getByRole('heading', { name: '两步验证的要求' }) })
  await expect(rules).toContainText('没有要求')
  const require = async (role: string, isOn: boolean): Promise<void> => {
    await rules.getByRole('button', { name: '修改要求' }).click()
    await admin.getByRole('dialog').getByLabel(role, { exact: true }).setChecked(isOn)
    await picture(admin, 'two-steps-rule')
    await admin.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await expect(admin.getByRole('dialog')).toHaveCount(0)
  }
  await require('研判员', true)
  try {
    await expect(rules).toContainText('还有1人没有开启')
    await yang.goto('/console/')
    await expect(yang).toHaveURL(/\/console\/account$/)
    await expect(yang.getByText('管理员要求您的账号使用两步验证。')).toBeVisible()
    await picture(yang, 'two-steps-required')
    await yang.getByRole('button', { name: '开启两步验证' }).click()
    await yang.getByLabel('先输入登录密码').fill(PASSWORD)
    await yang.getByRole('dialog').getByRole('button', { name: '开启两步验证' }).click()
    await yang.getByLabel('应用显示的 6 位数字').fill(totp(await yang.locator('code').innerText()))
    await yang.getByRole('button', { name: '确认开启' }).click()
    await expect(yang.locator('.backup-codes li')).toHaveCount(10)
    await yang.getByRole('dialog').getByRole('button').last().click()
    await yang.getByRole('link', { name: '继续使用' }).click()
    await expect(yang).not.toHaveURL(/account/)
  } finally {
    await admin.goto('/console/admin/staff')
    await require('研判员', false)
    await yang.request.post('/api/me/second-factor/removal', { data: { password: PASSWORD }, headers: { 'sec-fetch-site': 'same-origin' } })
  }
  expect((await yang.request.get('/api/me').then((answer) => answer.json())).hasSecondFactor).toBe(false)
})
