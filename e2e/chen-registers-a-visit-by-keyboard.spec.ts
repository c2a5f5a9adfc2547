import { expect, look, pick, picture, test, uniqueWords } from './desk.ts'
import type { Page } from '@playwright/test'

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? document.activeElement?.textContent?.trim() ?? '')

/** Presses Tab until the cursor stands in a field, as somebody does who has no mouse. */
async function tabTo(page: Page, field: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused(page)) === field) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${field}`)
}

async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

test('Chen registers a visit of three by keyboard alone; a wrong ID digit is named at its field; the receipt holds code and PIN', async ({ desk }) => {
  const page = await desk.sitDown('chen.clerk')
  await page.goto('/console/register')
  const title = uniqueWords('厂里拖欠三个月工资')
  await expect(page.locator('[data-field="people.0.name"] input')).toBeFocused()
  await typeInto(page, 'people.0.name', '周大海')
  await typeInto(page, 'people.0.phone', '13900001111')
  await typeInto(page, 'people.0.address', '姜山镇人民路 20 号')
  await typeInto(page, 'people.0.idNumber', '11010519491231003X')
  await typeInto(page, 'peopleCount', '3')
  await typeInto(page, 'body', `${title}。请求支付。`)
  await typeInto(page, 'placeCode', '姜山')
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('姜山')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+Enter')

  const idNumber = page.locator('[data-field="people.0.idNumber"]')
  await expect(idNumber.locator('.field-fault')).toContainText('校验')
  await expect(idNumber.locator('input')).toBeFocused()
  await expect(idNumber.locator('input')).toHaveValue('11010519491231003X')
  await expect(page.getByLabel('标题')).toHaveValue(title)
  await look(page, 'chen-fault')
  await idNumber.locator('input').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('11010519491231002X')
  await page.keyboard.press('ControlOrMeta+Enter')

  const receipt = page.getByRole('dialog', { name: '已登记' })
  await expect(receipt).toBeVisible()
  // What was typed last would be looked for now, and would find this very matter.
  const looked: string[] = []
  page.on('request', (request) => { if (request.url().endsWith('/api/matters/similar')) looked.push(request.url()) })
  await page.waitForTimeout(1_500)
  expect(looked).toEqual([])
  await expect(page.locator('.register-similar li', { hasText: title })).toHaveCount(0)
  const [code = '', pin = ''] = await receipt.locator('dd').allInnerTexts()
  expect(code).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/)
  expect(pin).toMatch(/^\d{6}$/)
  // Enter prints: on paper there is the receipt and nothing else.
  await expect(receipt.getByRole('button', { name: '打印回执' })).toBeFocused()
  await page.emulateMedia({ media: 'print' })
  const paper = page.locator('.receipt-print')
  await expect(paper).toBeVisible()
  await expect(paper).toContainText(code)
  await expect(paper).toContainText(pin)
  await expect(paper).toContainText('演示数据')
  await expect(page.locator('.shell-nav')).toBeHidden()
  await picture(page, 'chen-receipt-on-paper')
  await page.emulateMedia({ media: 'screen' })
  await look(page, 'chen-receipt')
  const { body } = await desk.ask('chen.clerk', `/api/matters/${code.replaceAll(' ', '')}`)
  expect(body).toMatchObject({ title, peopleCount: 3, place: expect.stringContaining('姜山镇') })
})

test('Chen types six representatives: refused at the field, and nothing typed is lost, not even by loading the page again', async ({ desk }) => {
  const page = await desk.sitDown('chen.clerk')
  await page.goto('/console/register')
  for (let nth = 0; nth < 6; nth++) {
    if (nth > 0) await page.getByRole('button', { name: '添加一人' }).click()
    const person = page.getByRole('group', { name: `第 ${nth + 1} 人` })
    await person.getByLabel('姓名（名称）').fill(`代表${'甲乙丙丁戊己'[nth]}`)
    await person.getByLabel('住址').fill(`姜山镇 ${nth + 1} 号`)
    await person.getByLabel('身份').selectOption('代表人')
  }
  await page.getByLabel('涉及人数').fill('40')
  await page.getByLabel('诉求、事实和理由').fill('小区物业费翻倍，没有征求业主意见。')
  await pick(page, '问题发生地', '姜山')
  await page.getByRole('button', { name: /^登记/ }).click()
  const fault = page.locator('[data-field=people] > .field-fault')
  await expect(fault).toContainText('代表人最多 5 名，填写了姓名的信访人都计算在内，现在填了 6 名')
  await expect(fault).toBeInViewport()
  await expect(page.getByRole('form', { name: '登记信访事项' }).getByRole('alert').filter({ hasText: '信访人：代表人最多 5 名' })).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('group', { name: '第 6 人' }).getByLabel('姓名（名称）')).toHaveValue('代表己')
  await look(page, 'chen-representatives')

  await page.reload()
  await expect(page.getByText('已恢复上次没有登记的内容')).toBeVisible()
  await expect(page.getByRole('group', { name: '第 6 人' }).getByLabel('姓名（名称）')).toHaveValue('代表己')
  await expect(page.getByLabel('诉求、事实和理由')).toHaveValue('小区物业费翻倍，没有征求业主意见。')
  await page.getByRole('button', { name: '去掉第 6 人' }).click()
  await page.getByRole('button', { name: /^登记/ }).click()
  await expect(page.getByRole('dialog', { name: '已登记' })).toBeVisible()
})
