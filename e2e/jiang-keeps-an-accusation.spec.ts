import { expect, look, openList, picture, test, uniqueWords } from './desk.ts'
import { fileAs } from './filing.ts'

/** 小城春秋社区 of 姜山镇: no other journey leads there, so its count stays still. */
const QUIET_VILLAGE = '330212110005'

test('Jiang at the accusation desk sees what the accused’s own town finds by no code, word, person, list, number or export', async ({ page, desk, office }) => {
  const words = uniqueWords('镇干部张某某挪用补偿款')
  const others = ['shen.town', 'li.triage', 'chen.clerk', 'zheng.supervisor', 'admin', 'yang.analyst']
  const counted = async (): Promise<unknown[]> => Promise.all(['shen.town', 'zheng.supervisor', 'tang.city'].map(async (username) => (await desk.ask(username, `/api/matters/count?scope=region&region=${QUIET_VILLAGE}`)).body))
  const before = await counted()
  const { code } = await fileAs(page, { kind: '检举、控告', title: words, body: `${words}，请依法查处。`, name: '吴检举', placeCode: QUIET_VILLAGE })
  await page.getByRole('button', { name: '现在就查看进度' }).click()
  await expect(page.getByText('已按管理权限转送有关机关')).toBeVisible()
  await expect(page.getByText('现在由谁办')).toBeHidden()

  // The handler of the town it is about, on every screen that could say something.
  const lin = await desk.sitDown('lin.handler')
  await lin.goto(`/console/matters/${code}`)
  await expect(lin.getByRole('heading', { name: '没有找到' })).toBeVisible()
  await expect(lin.getByText('没有这个事项，或者您无权查看。')).toBeVisible()
  await look(lin, 'lin-finds-no-matter')
  for (const scope of ['todo', 'unit', 'tasks']) {
    for (const text of [code, words]) {
      await openList(lin, `scope=${scope}&text=${text}`)
      await expect(lin.getByText('没有符合条件的事项')).toBeVisible()
    }
  }
  await look(lin, 'lin-finds-nothing-by-words')
  await lin.goto('/console/people')
  await lin.getByLabel('姓名（名称）').fill('吴检举')
  await lin.getByLabel('查找事由').fill('核对来访人此前反映的事项')
  await lin.getByRole('button', { name: '查找' }).click()
  await expect(lin.getByText('没有找到', { exact: true })).toBeVisible()
  await look(lin, 'lin-finds-nobody')
  await lin.goto('/console/accusations')
  await expect(lin.getByRole('heading', { name: '没有权限' })).toBeVisible()
  await expect(lin.getByRole('navigation', { name: '主导航' })).not.toContainText('检举')

  for (const username of ['lin.handler', ...others]) {
    expect(await office.seen(username, code, words), username).toEqual({ byCode: 404, byWords: 0 })
    const file = await desk.ask(username, `/api/matters/export?scope=unit&format=json&text=${encodeURIComponent(words)}&reason=${encodeURIComponent('核对')}`)
    expect(JSON.stringify(file.body)).not.toContain(code)
    expect((await desk.ask(username, '/api/sealed/accusations')).status, username).toBe(403)
  }
  expect(await counted()).toEqual(before)

  const jiang = await desk.sitDown('jiang.discipline')
  await jiang.goto('/console/accusations')
  const line = jiang.getByRole('row').filter({ has: jiang.getByRole('link', { name: spaced(code) }) })
  await expect(line).toContainText('待转送')
  // Even the desk's list holds nothing of what it says, and nobody's name.
  await expect(jiang.locator('main')).not.toContainText(words)
  await expect(jiang.locator('main')).not.toContainText('吴检举')
  await look(jiang, 'jiang-list')
  await line.getByRole('link').click()
  await jiang.getByRole('button', { name: '查看并记录' }).click()
  await expect(jiang.locator('[data-field=reason] .field-fault')).toBeVisible()
  await jiang.getByLabel('查看事由').fill('按管理权限研判转送去向')
  // What was lacking is there: nothing is marked or said any more.
  await expect(jiang.getByRole('alert')).toHaveCount(0)
  await picture(jiang, 'jiang-says-why')
  await jiang.getByRole('button', { name: '查看并记录' }).click()
  await expect(jiang.getByRole('heading', { name: words })).toBeVisible()
  await expect(jiang.getByText('吴检举')).toBeVisible()
  await look(jiang, 'jiang-reads')
})

const spaced = (code: string): string => code.replaceAll(/(\d{4})(?=\d)/g, '$1 ')
