import { expect, test } from './desk.ts'

test('Li keeps a list under a name, finds it in another browser, and shares one with her office', async ({ desk }) => {
  const li = await desk.sitDown('li.triage')
  await li.goto('/console/matters?scope=region&due=7days&class=09')
  await li.getByRole('button', { name: '存为视图' }).click()
  await li.getByLabel('视图名称').fill('本周城乡建设')
  await li.getByRole('button', { name: '保存' }).click()
  const views = li.getByRole('navigation', { name: '视图' })
  await expect(views.getByRole('link', { name: /本周城乡建设/ })).toHaveAttribute('aria-current', 'true')

  // The same words cannot be kept twice; another list can, for the whole office.
  await li.goto('/console/matters?scope=region&mark=joint')
  await li.getByRole('button', { name: '存为视图' }).click()
  await li.getByLabel('视图名称').fill('本周城乡建设')
  await expect(li.getByText('已有同名视图，请换一个名称。')).toBeVisible()
  await li.getByLabel('视图名称').fill('联名事项')
  await li.getByLabel('谁能使用').selectOption({ index: 1 })
  await li.getByRole('button', { name: '保存' }).click()
  await expect(views.getByRole('link', { name: /联名事项/ })).toBeVisible()

  const elsewhere = await desk.sitDown('li.triage')
  await elsewhere.goto('/console/matters?scope=region')
  await elsewhere.getByRole('link', { name: /本周城乡建设/ }).click()
  await expect(elsewhere).toHaveURL(/due=7days.*class=09/)
  const zhao = await desk.sitDown('zhao.triage')
  await zhao.goto('/console/matters?scope=region')
  await zhao.getByRole('link', { name: /联名事项/ }).click()
  await expect(zhao).toHaveURL(/mark=joint/)
  await expect(zhao.getByRole('button', { name: /删除视图/ })).toHaveCount(0)
  await expect(zhao.getByRole('link', { name: /本周城乡建设/ })).toHaveCount(0)

  await elsewhere.getByRole('button', { name: '删除视图：本周城乡建设' }).click()
  await expect(elsewhere.getByRole('link', { name: /本周城乡建设/ })).toHaveCount(0)
})
