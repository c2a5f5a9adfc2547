import { readFileSync } from 'node:fs'
import { expect, expectAccessible, expectFits, picture, test, uniqueWords } from './desk.ts'

/** A day of the month before this one, in China: the last whole month, whenever the spec runs. */
function lastMonth(): string {
  const [year = 0, month = 0] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit' }).format(new Date()).split('-').map(Number)
  return `${month === 1 ? year - 1 : year}-${String(month === 1 ? 12 : month - 1).padStart(2, '0')}`
}

const ONLY_SPANS = /^(<5|(\d*[05])–(\d*[49]))$/

test('Yang counts what the county received and sees no person: small numbers are "<5" on the screen, in the export and in the API, and none can be computed', async ({ desk }) => {
  const words = uniqueWords('没人看得到')
  const told = { channel: 'Q06', form: '100', category: 'C', receivedAt: `${lastMonth()}-10T09:00:00+08:00` }
  for (let nth = 0; nth < 7; nth++) await desk.file('chen.clerk', { ...told, title: `${words}${nth}`, class1: '11', class2: '1101' })
  for (let nth = 0; nth < 2; nth++) await desk.file('chen.clerk', { ...told, title: `${words}少${nth}`, class1: '10', class2: '1001' })

  const page = await desk.sitDown('yang.analyst')
  await page.goto('/console/')
  await expect(page.getByRole('heading', { level: 1, name: '统计' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: '主导航' }).getByRole('listitem')).toHaveText(['统计'])
  const byClass = page.getByRole('region', { name: '按内容分类' })
  await expect(byClass.getByRole('row', { name: /文体旅游/ })).toContainText('5–9')
  await byClass.getByText(/每项少于 5 件/).click()
  await expect(byClass.getByRole('row', { name: /经济管理/ })).toContainText('<5')
  // An empty row reads like a small one.
  await expect(byClass.getByRole('row', { name: /军队事务/ })).toContainText('<5')
  for (const number of await page.locator('.analysis .num').allTextContents()) expect(number.trim()).toMatch(ONLY_SPANS)
  await expect(page.getByRole('main')).not.toContainText(words)
  await expect(page.getByRole('main').getByRole('link')).toHaveCount(0)
  await expectAccessible(page)
  await picture(page, 'analysis')

  await test.step('the export holds the same, and the record its reason', async () => {
    const reason = uniqueWords('月度研判')
    await page.getByRole('button', { name: '导出' }).click()
    const dialog = page.getByRole('dialog', { name: '导出统计' })
    await dialog.getByLabel('导出事由').fill(reason)
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: '导出', exact: true }).click()
    const rows = readFileSync(await (await download).path(), 'utf8').trim().split('\r\n').map((line) => line.split(','))
    expect(rows).toContainEqual(['内容分类', '11', '文体旅游', '5–9'])
    expect(rows).toContainEqual(['内容分类', '10', '经济管理', '<5'])
    for (const row of rows.slice(1)) expect(row.at(-1)).toMatch(ONLY_SPANS)
    expect(JSON.stringify(rows)).not.toMatch(/演示[甲乙丙丁]|钱小明|\d{16}/)
    const { body } = await desk.ask('auditor', '/api/audit/lines?action=analysis.export')
    expect(body.items).toContainEqual(expect.objectContaining({ reason, actorName: '杨思远' }))
  })

  await test.step('the API tells no more, and takes no question that could be subtracted', async () => {
    const { body } = await desk.ask('yang.analyst', '/api/analysis/counts')
    const numbers = (body.tables as { rows: { atLeast: number }[] }[]).flatMap((table) => table.rows.map((row) => row.atLeast))
    expect([...numbers, body.total].filter((number) => Number(number) % 5 !== 0)).toEqual([])
    // Whatever is asked for besides, the answer is the same one.
    for (const query of ['class=11', `from=${lastMonth()}`, 'region=330212110000', 'status=open']) expect((await desk.ask('yang.analyst', `/api/analysis/counts?${query}`)).body).toEqual(body)
    for (const scope of ['todo', 'unit', 'region', 'tasks']) {
      expect((await desk.ask('yang.analyst', `/api/matters?scope=${scope}`)).body).toMatchObject({ items: [] })
      expect((await desk.ask('yang.analyst', `/api/matters/count?scope=${scope}&class=11`)).body).toMatchObject({ total: 0 })
      expect((await desk.ask('yang.analyst', `/api/matters/export?scope=${scope}&format=json&reason=x`)).body).toEqual([])
    }
    for (const path of ['/api/matters/overview', '/api/matters/quality']) expect((await desk.ask('yang.analyst', path)).status).toBe(403)
    expect((await desk.ask('li.triage', '/api/analysis/counts')).status).toBe(403)
  })
  for (const path of ['/console/matters?scope=region', '/console/people', '/console/overview']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: '没有权限' })).toBeVisible()
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/console/analysis')
  await expect(page.getByText('5–9').first()).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  await picture(page, 'analysis')
})
