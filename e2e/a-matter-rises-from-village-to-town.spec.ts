import { clockIsQuiet, hourStrikes } from './clock.ts'
import { expect, look, openList, openMatter, row, test, uniqueWords } from './desk.ts'

const DAYS_AGO = 60

test('What 湾底村 has not settled in its term rises to its street by itself: the street leads, the village stays as co-unit, the reason is written', async ({ desk }) => {
  const title = uniqueWords('村道路灯坏了没人修')
  const fresh = uniqueWords('村口垃圾桶满了')
  await clockIsQuiet()
  const receivedAt = new Date(Date.now() - DAYS_AGO * 86_400_000).toISOString()
  const { code } = await desk.file('wu.grid', { title, placeCode: '330212001212', form: '100', channel: 'Q06', category: 'C', purpose: 'M4', receivedAt })
  await desk.file('wu.grid', { title: fresh, placeCode: '330212001212', form: '900', channel: 'Q09', category: 'C', purpose: 'M4' })
  const wu = await desk.sitDown('wu.grid')
  await openList(wu, `scope=todo&due=overdue&text=${title}`)
  await expect(row(wu, title)).toBeVisible()
  await expect(wu.getByRole('table')).toContainText(/超\d+天/)
  await look(wu, 'wu-overdue')
  const ye = await desk.sitDown('ye.town')
  await openList(ye, `scope=todo&text=${title}`)
  await expect(row(ye, title)).toHaveCount(0)

  await hourStrikes()
  // What is still in its term stays where it is.
  await openList(ye, `scope=todo&text=${fresh}`)
  await expect(row(ye, fresh)).toHaveCount(0)
  await openList(ye, `scope=todo&text=${title}`)
  await row(ye, title).click()
  const course = ye.locator('.matter-course')
  await expect(course).toContainText('升级原因')
  await expect(course).toContainText('到期')
  const units = ye.locator('.matter-do').getByRole('listitem')
  await expect(units.filter({ hasText: '下应街道办事处' })).toContainText('主办')
  await expect(units.filter({ hasText: '湾底村村民委员会' })).toContainText('协办')
  await look(ye, 'ye-has-it')

  // The village is not rid of it: it is no longer its turn, and it keeps its part.
  await openList(wu, `scope=todo&text=${title}`)
  await expect(row(wu, title)).toHaveCount(0)
  await openMatter(wu, code)
  await expect(wu.locator('.matter-line')).toContainText('下应街道办事处')
  await expect(wu.locator('.action-choice').getByRole('button', { name: '添加备注', exact: true })).toBeVisible()
})
