import { begin, expect, expectAccessible, finish, openMatter, picture, test, uniqueWords } from './desk.ts'
import { fileAs } from './filing.ts'
import { through } from './test.ts'

test('Zheng’s wage matter is led to its lawful route under the one number: nothing is written again, and her page and the notice on it say with that code where it goes, until when and with what', async ({ page, desk }) => {
  const title = uniqueWords('被拖欠两个月工资')
  const { code, pin } = await fileAs(page, { title, body: `${title}，合计八千元，请求支付。`, name: '郑工友' })

  const triage = await desk.sitDown('li.triage')
  await openMatter(triage, code)
  await finish(triage, await begin(triage, '登记'), '登记', '已登记')
  const form = await begin(triage, '导入法定途径')
  await form.getByLabel('法定途径').selectOption('C2')
  await form.getByLabel('法律依据').fill('《中华人民共和国劳动争议调解仲裁法》第二条、第二十七条')
  await form.getByLabel('受理机关').fill('鄞州区劳动人事争议仲裁院')
  await form.getByLabel('机关地址').fill('鄞州区惠风东路 568 号')
  await form.getByLabel('应在什么期限内提出').fill('自知道权利被侵害之日起一年内')
  await form.getByLabel('需要的材料').fill('身份证、工资条')
  await finish(triage, form, '送出导入告知', '已导入法定途径')
  await expect(triage.getByText('已导入法定途径').first()).toBeVisible()
  // The same number with all that was said, and the paper of the transfer beside it.
  await expect(triage.getByText(`${title}，合计八千元，请求支付。`)).toBeVisible()
  await expect(triage.getByText(code.replaceAll(/(\d{4})(?=\d)/g, '$1 ')).first()).toBeVisible()
  await expect(triage.getByRole('link', { name: /导入法定途径/ }).first()).toBeVisible()
  await picture(triage, 'diverted')
  const { body } = await desk.ask('li.triage', `/api/matters/${code}`)
  expect(body).toMatchObject({ code, title, status: 'DIVERTED', route: 'C2', people: [{ name: '郑**' }] })

  await page.context().clearCookies()
  await page.goto('/follow')
  await page.getByLabel('编号').fill(code)
  await page.getByLabel('查询码').fill(pin)
  await through(page, () => page.getByRole('button', { name: '查询' }).click())
  await expect(page.getByText(title)).toBeVisible()
  await expect(page.locator('main')).toContainText('请通过法定途径解决')
  await expectAccessible(page)
  await picture(page, 'diverted-citizen')
  await page.getByRole('link', { name: /导入法定途径告知书/ }).click()
  const paper = page.locator('body')
  for (const words of [code, title, '鄞州区劳动人事争议仲裁院', '惠风东路 568 号', '一年内', '身份证、工资条']) await expect(paper).toContainText(words)
  await picture(page, 'diverted-paper')
})
