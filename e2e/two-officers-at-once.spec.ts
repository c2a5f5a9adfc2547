import { begin, expect, finish, look, openMatter, test, uniqueWords } from './desk.ts'

test('Li and Zhao hand over the same matter at once: one wins, the other is told, and keeps what he typed', async ({ desk }) => {
  const { code } = await desk.file('chen.clerk', { title: uniqueWords('路灯不亮多日'), category: 'C', purpose: 'M4' })
  const [li, zhao] = [await desk.sitDown('li.triage'), await desk.sitDown('zhao.triage')]
  await openMatter(li, code)
  await openMatter(zhao, code)
  const his = await begin(zhao, '请信访人补充')
  await his.getByLabel('需要补充什么').fill('请补充路灯编号和照片。')
  const hers = await begin(li, '请信访人补充')
  await hers.getByLabel('需要补充什么').fill('请写明是哪一段路。')
  await finish(li, hers, '发出补充通知', '已通知信访人补充')

  await his.getByRole('button', { name: '发出补充通知', exact: true }).click()
  const told = his.getByRole('alert')
  await expect(told).toContainText('别人已经办理了这个事项')
  await expect(his.getByLabel('需要补充什么')).toHaveValue('请补充路灯编号和照片。')
  await look(zhao, 'zhao-changed-meanwhile')
  await told.getByRole('button', { name: '看最新情况' }).click()
  await expect(told).toContainText('您打开之后发生的')
  await expect(told.getByRole('listitem').filter({ hasText: '请写明是哪一段路。' })).toHaveCount(1)
  await expect(his.getByText('这一步现在不能办理了')).toBeVisible()
  await expect(his.getByRole('button', { name: '发出补充通知', exact: true })).toBeDisabled()
  await expect(his.getByLabel('需要补充什么')).toHaveValue('请补充路灯编号和照片。')
  const { body } = await desk.ask('li.triage', `/api/matters/${code}`)
  expect(body).toMatchObject({ status: 'NEED_INFO', infoRequests: [{ question: '请写明是哪一段路。' }] })
})
