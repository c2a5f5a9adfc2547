import { readFileSync } from 'node:fs'
import exceljs from 'exceljs'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, openList, picture, row, test, uniqueWords } from './desk.ts'

test.setTimeout(180_000)

const HEADERS = ['编号', '标题', '内容', '收到时间', '姓名', '电话', '住址', '属地'] as const
const meaning = (page: Page, header: string) => page.getByLabel(`“${header}”这一列导入为`)

/** Hands a table over and waits for its columns. */
async function hand(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.goto('/console/import')
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

/** Lets the rows be checked, and says what each number of the result is. */
async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: '检查文件（不登记）' }).click()
  await expect(page.getByRole('heading', { name: '检查结果（还没有登记）' })).toBeVisible({ timeout: 60_000 })
}

const count = (page: Page, name: string) => page.locator('.import-counts > div').filter({ has: page.getByRole('term').filter({ hasText: name }) }).getByRole('definition')

async function found(page: Page, words: string): Promise<string> {
  await openList(page, `scope=unit&text=${encodeURIComponent(words)}`)
  return (await page.locator('.list-total').textContent()) ?? ''
}

test('Chen imports a hundred old matters: the check registers nothing, the import all, the same file again none, and the list is exported', async ({ desk }) => {
  const words = uniqueWords('旧台账路灯')
  const day = (n: number): string => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10)
  const table = [HEADERS.join(','), ...Array.from({ length: 100 }, (_, n) => `${words}-${n + 1},${words}第${n + 1}盏,"楼前第${n + 1}盏路灯不亮，
晚上出门看不见，请求修复。",${day(n)},钱小明,139000${String(10_000 + n).slice(-5)},姜山镇人民路${n + 1}号,姜山镇`)].join('\r\n')

  const chen = await desk.sitDown('chen.clerk')
  await chen.goto('/console/')
  await chen.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '批量导入' }).click()
  await expect(chen.getByRole('heading', { name: '批量导入', level: 1 })).toBeVisible()
  await picture(chen, 'import-start')
  await expectAccessible(chen)
  await hand(chen, '2020年台账.csv', table)
  for (const [header, target] of [['编号', 'externalId'], ['标题', 'title'], ['内容', 'body'], ['收到时间', 'receivedAt'], ['姓名', 'name'], ['电话', 'phone'], ['住址', 'address'], ['属地', 'place']] as const) await expect(meaning(chen, header)).toHaveValue(target)
  await expect(chen.getByText(`${words}第1盏`, { exact: true })).toBeVisible()
  await picture(chen, 'import-columns')
  await expectAccessible(chen)
  await check(chen)
  await expect(count(chen, '可以登记')).toHaveText('100')
  await picture(chen, 'import-checked')
  await expectAccessible(chen)
  const run = chen.url()
  expect(await found(chen, words)).toBe('共 0 件')

  await chen.goto(run)
  await chen.getByRole('button', { name: '导入 100 件' }).click()
  await expect(chen.getByRole('heading', { name: '已登记 100 件事项' })).toBeVisible({ timeout: 60_000 })
  await picture(chen, 'import-done')
  await expectAccessible(chen)
  await chen.getByRole('link', { name: '在台账中查看' }).click()
  await expect(chen).toHaveURL(/scope=unit&.*channel=Q20/)
  expect(await found(chen, words)).toBe('共 100 件')
  await row(chen, `${words}第100盏`).click()
  await expect(chen.getByRole('heading', { level: 1, name: `${words}第100盏` })).toBeVisible()
  await expect(chen.getByText('晚上出门看不见，请求修复。').first()).toBeVisible()
  await expect(chen.getByText('2020年4月9日').first()).toBeVisible()

  await hand(chen, '又一份.csv', table)
  await expect(chen.getByText('与上次同样的列一致')).toBeVisible()
  await check(chen)
  await expect(count(chen, '以前登记过')).toHaveText('100')
  await expect(chen.getByText('文件里的事项以前都登记过，不需要再导入。')).toBeVisible()
  await expect(chen.getByRole('button', { name: /^导入/ })).toBeHidden()
  expect(await found(chen, words)).toBe('共 100 件')

  // What was imported goes out again as a table, for a stated reason.
  await chen.getByRole('button', { name: '导出' }).click()
  const dialog = chen.getByRole('dialog', { name: '导出列表' })
  await dialog.getByLabel('文件格式').selectOption('json')
  await dialog.getByLabel('导出事由').fill('与旧台账核对')
  const [download] = await Promise.all([chen.waitForEvent('download'), dialog.getByRole('button', { name: '导出' }).click()])
  const rows: unknown[] = JSON.parse(readFileSync(await download.path(), 'utf8'))
  expect(rows).toHaveLength(100)
})

test('Chen mends the rows that were refused in the file that came back, and imports it again', async ({ desk }) => {
  const words = uniqueWords('退回再导入')
  const table = [
    ['甲', '乙', '丙', '丁'].join(','), `${words}-1,${words}一,电梯停了三天,2020-01-02`, `${words}-2,${words}二,,2020-01-03`, `${words}-3,${words}三,下水道堵了,去年夏天`, `${words}-4,${words}四,噪声扰民,2020-01-05`,
  ].join('\n')
  const chen = await desk.sitDown('chen.clerk')
  await chen.setViewportSize({ width: 390, height: 844 })
  await hand(chen, '没有表头名.csv', table)
  // Nothing is guessed of such names; whoever forgets the text is told before anything is sent on.
  await expect(chen.getByText('请指出哪一列是诉求内容')).toBeVisible()
  await chen.getByRole('button', { name: '检查文件（不登记）' }).click()
  await expect(chen.getByRole('alert')).toContainText('哪一列是诉求内容')
  for (const [header, target] of [['甲', 'externalId'], ['乙', 'title'], ['丙', 'title'], ['丁', 'receivedAt']] as const) await meaning(chen, header).selectOption(target)
  await expect(chen.getByText('有两列对应了同一项，请只保留一列。')).toHaveCount(2)
  await meaning(chen, '丙').selectOption('body')
  await picture(chen, 'import-columns')
  await expectFits(chen)
  await expectAccessible(chen)
  await check(chen)
  await expect(count(chen, '可以登记')).toHaveText('2')
  await expect(count(chen, '退回')).toHaveText('2')
  const refused = chen.getByRole('table')
  await expect(refused.getByRole('row').filter({ hasText: '丙' })).toContainText(/^3丙/)
  await expect(refused.getByRole('row').filter({ hasText: '丁' })).toContainText('看不懂日期“去年夏天”')
  await picture(chen, 'import-refused')
  await expectFits(chen)
  await chen.getByRole('button', { name: '导入 2 件' }).click()
  await expect(chen.getByRole('heading', { name: '已登记 2 件事项' })).toBeVisible({ timeout: 60_000 })
  const [download] = await Promise.all([chen.waitForEvent('download'), chen.getByRole('button', { name: '下载退回的行' }).click()])
  expect(download.suggestedFilename()).toBe('没有表头名-退回.xlsx')

  const book = new exceljs.Workbook()
  await book.xlsx.readFile(await download.path())
  const sheet = book.getWorksheet('退回')
  if (!sheet) throw new Error('the workbook has no sheet of refused rows')
  expect(sheet.getCell('E2').text).toContain('丙：')
  sheet.getCell('C2').value = '楼道灯不亮'
  sheet.getCell('D3').value = '2020-07-01'
  await hand(chen, '没有表头名-退回.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
  await expect(chen.getByText('与上次同样的列一致')).toBeVisible()
  await check(chen)
  await chen.getByRole('button', { name: '导入 2 件' }).click()
  await expect(chen.getByRole('heading', { name: '已登记 2 件事项' })).toBeVisible({ timeout: 60_000 })
  await picture(chen, 'import-done')
  await expectFits(chen)
  expect(await found(chen, words)).toBe('共 4 件')
})

test('Chen leaves while fifteen thousand rows come in, finds them where they are, stops and goes on', async ({ desk }) => {
  test.setTimeout(120_000)
  const words = uniqueWords('大台账')
  const table = ['编号,标题,内容', ...Array.from({ length: 15_000 }, (_, n) => `${words}-${n},${words}${n},第${n}件事项的内容`)].join('\n')
  const chen = await desk.sitDown('chen.clerk')
  await hand(chen, '大台账.csv', table)
  await check(chen)
  const name = chen.url()
  await chen.getByRole('button', { name: '导入 15,000 件' }).click()
  await expect(chen.getByRole('progressbar', { name: '正在导入' })).toHaveAttribute('aria-valuenow', /[1-9]/)
  await picture(chen, 'import-running')
  await chen.goto('/console/import')
  await expect(chen.getByRole('listitem').filter({ hasText: '大台账.csv' }).first()).toContainText(/正在导入|已导入/)
  await picture(chen, 'import-list')
  await chen.getByRole('link', { name: '大台账.csv' }).first().click()
  await expect(chen).toHaveURL(name)
  // On a slow line answers come late: one that was asked for before a step must not undo what the step showed.
  await chen.route(/\/api\/imports\/[\w-]+$/, async (route) => {
    const response = await route.fetch()
    await new Promise((done) => setTimeout(done, 600))
    await route.fulfill({ response })
  })
  await chen.getByRole('button', { name: '停止导入' }).click()
  await expect(chen.getByRole('heading', { name: /导入已停止：登记了 \d/ })).toBeVisible()
  await picture(chen, 'import-stopped')
  await chen.getByRole('button', { name: '继续导入' }).click()
  await expect(chen.getByRole('heading', { name: '已登记 15,000 件事项' })).toBeVisible({ timeout: 90_000 })
  await expect(count(chen, '已登记')).toHaveText('15,000')
})

test('of a workbook with several sheets Chen chooses one, and the keyboard is enough', async ({ desk }) => {
  const words = uniqueWords('两张工作表')
  const book = new exceljs.Workbook()
  for (const name of ['来信', '来访']) book.addWorksheet(name).addRows([['编号', '标题', '内容'], [`${words}-${name}`, `${words}${name}`, `${name}反映路灯不亮`]])
  const chen = await desk.sitDown('chen.clerk')
  await hand(chen, '两张表.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
  await expect(chen.getByText('请先选一张')).toBeVisible()
  await expect(chen.getByRole('button', { name: '检查文件（不登记）' })).toBeHidden()
  await expectAccessible(chen)
  await chen.getByRole('radio', { name: /^来信/ }).focus()
  await chen.keyboard.press('ArrowDown')
  await expect(meaning(chen, '内容')).toHaveValue('body')
  await expect(chen.getByText('来访反映路灯不亮')).toBeVisible()
  await expect(chen.getByRole('radio', { name: /^来访/ })).toBeFocused()
  await chen.getByRole('button', { name: '检查文件（不登记）' }).focus()
  await chen.keyboard.press('Enter')
  await expect(count(chen, '可以登记')).toHaveText('1', { timeout: 60_000 })
  // The cursor is where the button was pressed away: the next one is a Tab from it.
  await chen.keyboard.press('Tab')
  await expect(chen.getByRole('button', { name: '导入 1 件' })).toBeFocused()
  await chen.keyboard.press('Enter')
  await expect(chen.getByRole('heading', { name: '已登记 1 件事项' })).toBeVisible({ timeout: 60_000 })
})

test('a file that cannot be read says what to do, and who does not register sees no import', async ({ desk }) => {
  const chen = await desk.sitDown('chen.clerk')
  await chen.goto('/console/import')
  const choose = (name: string, content: string | Buffer) => chen.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })
  await choose('旧.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  await expect(chen.getByRole('alert')).toContainText('另存为 .xlsx')
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('表')
  sheet.addRows([['标题', '内容', '姓名', '电话'], ['一', '二', '三', '四']])
  sheet.mergeCells('C1:D1')
  await choose('合并.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
  await expect(chen.getByRole('alert')).toContainText('C1:D1')
  await picture(chen, 'import-unreadable')

  const wang = await desk.sitDown('wang.handler')
  await wang.goto('/console/import')
  await expect(wang.getByRole('heading', { name: '没有权限' })).toBeVisible()
  await expect(wang.getByRole('link', { name: '批量导入' })).toBeHidden()
  await chen.goto('/console/import/00000000-0000-7000-8000-000000000000')
  await expect(chen.getByRole('heading', { name: '没有找到' })).toBeVisible()
})

test('the API is described on a page that needs nothing from outside', async ({ desk }) => {
  const chen = await desk.sitDown('chen.clerk')
  const outside: string[] = []
  await chen.context().route((url) => url.host !== new URL(process.env.E2E_URL ?? '').host, (route) => {
    outside.push(route.request().url())
    return route.abort()
  })
  await chen.goto('/api/docs/')
  await expect(chen.getByText('/api/imports', { exact: true }).first()).toBeVisible()
  await expect(chen.getByText('Takes a file of matters').first()).toBeVisible()
  expect(outside).toEqual([])
  const described = await desk.ask('chen.clerk', '/api/openapi.json')
  expect(described.body.openapi).toBe('3.1.0')
})
