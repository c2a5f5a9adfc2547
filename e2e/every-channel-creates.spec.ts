import { expect, openList, pick, picture, row, test, uniqueWords } from './desk.ts'

/** The form that each channel brings, where it does not bring a visit. */
const FORMS: Readonly<Record<string, string>> = { Q01: '300', Q05: '100', Q06: '100', Q07: '400', Q08: '400', Q10: '400', Q11: '900' }

test('every channel creates: twenty ways in, one screen, one register, and the list finds each by its channel', async ({ desk }) => {
  const { body } = await desk.ask('chen.clerk', '/api/directory/code-tables/T02')
  const channels = (body.rows as { code: string; zh: string }[]).map(({ code, zh }) => ({ code, name: zh }))
  expect(channels).toHaveLength(20)
  const title = uniqueWords('统一受理')
  const [last, ...others] = channels.toReversed()
  for (const { code } of others) await desk.file('chen.clerk', { title: `${title} ${code}`, channel: code, form: FORMS[code] ?? '200' })

  // One screen for all of them: the counter offers every channel, and takes the last one like the first.
  const page = await desk.sitDown('chen.clerk')
  await page.goto('/console/register')
  const channel = page.getByLabel('来源渠道')
  for (const { name } of channels) await expect(channel.getByRole('option', { name: name.replace('(', '（').replace(')', '）') }).or(channel.getByRole('option', { name }))).toHaveCount(1)
  await page.getByRole('radio', { name: '其他' }).check()
  await channel.selectOption(last?.code ?? '')
  await page.getByLabel('姓名（名称）').fill('演示渠')
  await page.getByLabel('住址').fill('姜山镇')
  await page.getByLabel('诉求、事实和理由').fill(`${title}，请求处理。`)
  await page.getByLabel('标题').fill(`${title} ${last?.code}`)
  await pick(page, '问题发生地', '姜山')
  await page.getByRole('button', { name: /^登记/ }).click()
  await expect(page.getByRole('dialog', { name: '已登记' })).toBeVisible()

  await openList(page, `scope=region&text=${title}`)
  await expect(page.locator('.list-total')).toHaveText('共 20 件')
  await page.getByRole('button', { name: '筛选' }).click()
  const filter = page.locator('.filter-panel').getByLabel('来源渠道')
  for (const { code } of channels) {
    await filter.selectOption(code)
    await expect(page.locator('.list-total')).toHaveText('共 1 件')
    await expect(row(page, `${title} ${code}`)).toBeVisible()
  }
  await picture(page, 'list-by-channel')
})
