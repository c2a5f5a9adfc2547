import type { Page } from '@playwright/test'
import { expect, look, openList, picture, row, test, uniqueWords } from './desk.ts'
import { fileAs } from './filing.ts'

/** 海曙区, the county beside 鄞州区, in the same city. */
const NEXT_COUNTY = '330203000000'

test('Village, town, county, city and province each see exactly what is theirs, and the higher the wider', async ({ page, desk }) => {
  const words = uniqueWords('五级')
  const village = `${words}湾底村水渠堵塞`
  const town = `${words}姜山镇道路破损`
  const county = `${words}区里停车收费`
  const next = `${words}邻区公园照明`
  const told = { category: 'C', purpose: 'M4', body: `${words}，请求处理。` }
  await desk.file('wu.grid', { ...told, title: village, placeCode: '330212001212', form: '900', channel: 'Q09' })
  await desk.file('chen.clerk', { ...told, title: town, placeCode: '330212110000' })
  await desk.file('chen.clerk', { ...told, title: county, placeCode: '330212000000' })
  await fileAs(page, { title: next, body: `${words}，请求处理。`, placeCode: NEXT_COUNTY })

  const all = [village, town, county, next]
  const sees = async (who: Page, scope: string, theirs: string[]): Promise<void> => {
    await openList(who, `scope=${scope}&text=${words}`)
    for (const title of all) await expect(row(who, title), title).toHaveCount(theirs.includes(title) ? 1 : 0)
  }
  const wu = await desk.sitDown('wu.grid')
  await sees(wu, 'unit', [village])
  await expect(wu.getByRole('navigation', { name: '主导航' })).not.toContainText('本辖区')
  await look(wu, 'wu-own-village')
  const shen = await desk.sitDown('shen.town')
  await sees(shen, 'region', [town])
  const zheng = await desk.sitDown('zheng.supervisor')
  await sees(zheng, 'region', [village, town, county])
  await look(zheng, 'zheng-region')
  const tang = await desk.sitDown('tang.city')
  await sees(tang, 'region', all)
  const song = await desk.sitDown('song.province')
  await sees(song, 'region', all)
  // What somebody asks for beyond their own is empty, whatever the address says.
  await openList(shen, `scope=region&text=${words}&region=330212000000`)
  await expect(row(shen, county)).toHaveCount(0)

  // Each number of the overview is a list; the city goes by counties, the county by towns.
  await tang.goto('/console/overview')
  const counties = tang.getByRole('table').first()
  await expect(counties.getByRole('rowheader', { name: '鄞州区' })).toBeVisible()
  await expect(counties.getByRole('rowheader', { name: '海曙区' })).toBeVisible()
  await look(tang, 'tang-overview')
  await song.goto('/console/overview')
  const cities = song.getByRole('table').first().getByRole('row').filter({ has: song.getByRole('rowheader', { name: '宁波市' }) })
  await expect(cities).toBeVisible()
  await picture(song, 'song-overview')
  await cities.getByRole('link').first().click()
  await expect(song).toHaveURL(/region=330200000000/)
  await expect(song.locator('.list-total')).not.toBeEmpty()
  await zheng.goto('/console/overview')
  await expect(zheng.getByRole('table').first().getByRole('rowheader', { name: '姜山镇' })).toBeVisible()
})

test('The administrator walks down the directory: 姜山镇 330212110 stands under 鄞州区, with its villages and units', async ({ desk }) => {
  const admin = await desk.sitDown('admin')
  await admin.goto('/console/admin/units?region=330000000000')
  const places = admin.getByRole('region', { name: '行政区划' })
  for (const name of [/^宁波市/, /^鄞州区/, /^姜山镇/]) await places.getByRole('listitem').getByRole('button', { name }).click()
  await expect(places).toContainText('330212110')
  await expect(places).toContainText('浙江省宁波市鄞州区姜山镇')
  await expect(places.getByRole('navigation')).toHaveText(/浙江省.*宁波市.*鄞州区.*姜山镇/)
  await expect(admin.locator('main')).toContainText('姜山镇人民政府')
  await look(admin, 'admin-directory')
})
