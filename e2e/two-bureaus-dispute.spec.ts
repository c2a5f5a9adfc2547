import { begin, expect, finish, openMatter, picture, test, uniqueWords } from './desk.ts'

const CLASSIFIED = { category: 'C', route: 'C6', class1: '03', class2: '0303' }
const OBJECTION = { reason: 'R1', explanation: '不在本单位权责清单内。', evidence: '权责清单第 12 项' }

test('two bureaus object: the second objection goes by itself to the city, whose ruling both see and triage is shown next time', async ({ desk, office }) => {
  const { code } = await desk.file('chen.clerk', { title: uniqueWords('地块边上的围墙归谁管'), category: 'C', purpose: 'M4' })
  const [housing, enforcement] = [await office.unit('li.triage', '宁波市鄞州区住房和城乡建设局'), await office.unit('li.triage', '宁波市鄞州区综合行政执法局')]
  await office.act('li.triage', code, 'classify', CLASSIFIED)
  await office.act('li.triage', code, 'transfer', { unitId: housing })
  await office.act('sun.reviewer', code, 'object', { ...OBJECTION, properUnitId: enforcement })
  const li = await desk.sitDown('li.triage')
  await openMatter(li, code)
  // The first one is the sender's to decide.
  await finish(li, await (async () => {
    const form = await begin(li, '同意异议')
    await form.getByLabel('核实意见').fill('已核实，改由综合行政执法局办理。')
    return form
  })(), '同意，退回重新转交', '已同意异议')
  await office.act('li.triage', code, 'transfer', { unitId: enforcement })
  await office.act('ma.reviewer', code, 'object', { ...OBJECTION, properUnitId: housing })
  await openMatter(li, code)
  await expect(li.locator('.matter-line')).toContainText('管辖待裁')
  await picture(li, 'second-objection')

  const feng = await desk.sitDown('feng.joint')
  await feng.goto('/console/matters?scope=todo')
  await openMatter(feng, code)
  const rule = await begin(feng, '裁定管辖')
  await rule.getByRole('combobox', { name: '裁定由哪个单位办理' }).fill('宁波市鄞州区综合行政执法局')
  await rule.getByRole('listbox').getByRole('option').filter({ hasText: '综合行政执法局' }).first().click()
  const reason = '围墙未经规划许可，由综合行政执法局办理。'
  await rule.getByLabel('理由').fill(reason)
  await finish(feng, rule, '裁定', '已裁定')
  for (const username of ['li.triage', 'ma.reviewer']) {
    const { status, body } = await desk.ask(username, `/api/matters/${code}`)
    expect(status).toBe(200)
    expect(JSON.stringify(body.timeline)).toContain(reason)
  }

  const next = await desk.file('chen.clerk', { title: uniqueWords('又一处围墙'), category: 'C', purpose: 'M4' })
  await office.act('li.triage', next.code, 'classify', CLASSIFIED)
  await openMatter(li, next.code)
  await expect(li.getByRole('heading', { name: '管辖裁定先例' })).toBeVisible()
  await expect(li.getByText(reason)).toBeVisible()
  await picture(li, 'precedent')
})
