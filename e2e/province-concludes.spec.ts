import { begin, expect, expectAccessible, finish, openMatter, pick, picture, row, test, uniqueWords } from './desk.ts'
import type { Desk } from './desk.ts'
import type { Page } from '@playwright/test'
import { givenServed } from './served.ts'

/** The petitioner opens the matter at home and asks. */
async function ask(page: Page, filed: { code: string; pin: string }, kind: '复查' | '复核', organ: string, reason: string): Promise<void> {
  await page.goto('/follow')
  await page.getByLabel('编号').fill(filed.code)
  await page.getByLabel('查询码').fill(filed.pin)
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.getByRole('link', { name: `申请${kind}` }).click()
  await page.getByRole('radio', { name: organ }).check()
  await page.getByLabel(/为什么不服/).fill(reason)
  await picture(page, `citizen-asks-${kind === '复查' ? 'review' : 'rereview'}`)
  await page.getByRole('button', { name: `提交${kind}申请` }).click()
  await expect(page.getByRole('status')).toContainText(`已经收到您的${kind}申请`)
}

/** Three people of an organ write, check and sign an opinion on screen. */
async function decide(desk: Desk, code: string, team: [string, string, string], pictures: string): Promise<void> {
  const [officer, reviewer, head] = team
  const desks = { officer: await desk.sitDown(officer), reviewer: await desk.sitDown(reviewer), head: await desk.sitDown(head) }
  await openMatter(desks.officer, code)
  const accept = await begin(desks.officer, '受理复查（复核）')
  await accept.getByLabel(/我声明/).check()
  await finish(desks.officer, accept, '受理', '已受理')
  const draft = await begin(desks.officer, '起草复查（复核）意见')
  await draft.getByLabel('请求人的请求和理由').fill('请求公开维修资金使用明细。')
  await draft.getByLabel('审查查明的事实').fill('经审查，维修资金使用明细已在小区公示栏公示。')
  await draft.getByLabel('复查（复核）意见', { exact: true }).fill('原意见认定事实清楚，程序合法。')
  await draft.getByLabel('法律依据').fill('《信访工作条例》第三十五条、第三十六条')
  await picture(desks.officer, `${pictures}-draft`)
  await finish(desks.officer, draft, '提交审核', '已提交审核')
  await openMatter(desks.reviewer, code)
  await finish(desks.reviewer, await begin(desks.reviewer, '审核通过'), '审核通过，报签发', '已审核通过')
  await openMatter(desks.head, code)
  await finish(desks.head, await begin(desks.head, '签发复查（复核）意见'), '签发', '已签发')
  await openMatter(desks.officer, code)
  const serve = await begin(desks.officer, '送达复查（复核）意见')
  await serve.getByLabel('收件人').fill('钱小明')
  await serve.getByLabel('送达凭证').fill('当面签收')
  await finish(desks.officer, serve, '登记送达', '已登记送达')
  await picture(desks.officer, `${pictures}-served`)
}

test('Qian asks for a review and a re-review; the province concludes, and the same facts are declined with the number of the final opinion', async ({ desk, office, page }) => {
  const title = uniqueWords('维修资金使用不公开')
  const filed = await givenServed(desk, office, title)
  await ask(page, filed, '复查', '宁波市住房和城乡建设局', '公示内容不完整。')

  // Nobody but the organ asked has it; there it stands in the list with its own clock.
  const xu = await desk.sitDown('xu.review')
  await xu.goto('/console/reviews')
  await expect(row(xu, title)).toBeVisible()
  await expect(xu.getByRole('row').filter({ hasText: title })).toContainText('剩30天')
  await expectAccessible(xu)
  await picture(xu, 'reviews-list')
  expect(await desk.refusal('wang.handler', filed.code, 'review-accept', { recusalDeclared: true })).toContain('matter/not-your-part')
  await decide(desk, filed.code, ['xu.review', 'gu.reviewer', 'du.head'], 'review')

  await ask(page, filed, '复核', '宁波市人民政府', '对复查意见仍然不服。')
  await decide(desk, filed.code, ['xie.review', 'cao.reviewer', 'tao.head'], 'rereview')

  const song = await desk.sitDown('song.province')
  await openMatter(song, filed.code)
  const conclude = await begin(song, '审核认定终结')
  await conclude.getByLabel('审核意见').fill('程序完备，认定终结。')
  await picture(song, 'province-concludes')
  await finish(song, conclude, '认定终结', '已认定终结')
  await song.goto('/console/reviews?scope=final')
  const final = song.getByRole('row').filter({ hasText: title })
  await expect(final).toContainText('甬政复核')
  await picture(song, 'final-opinions')

  await page.goto('/follow/reply')
  await expect(page.getByRole('heading', { name: '复核意见' })).toBeVisible()
  await expect(page.locator('main')).toContainText('不再受理')
  await picture(page, 'citizen-reads-final-opinion')

  // The same person comes again with the same facts.
  const chen = await desk.sitDown('chen.clerk')
  await chen.goto('/console/register')
  await chen.getByLabel('姓名（名称）').fill('钱小明')
  await chen.getByLabel('电话').fill('13900000000')
  await chen.getByLabel('住址').fill('姜山镇人民路 20 号')
  await chen.getByLabel('诉求、事实和理由').fill(`${title}，请求处理。`)
  await pick(chen, '问题发生地', '姜山')
  const earlier = chen.getByRole('complementary', { name: '可能的早前事项' }).getByRole('listitem').filter({ hasText: title })
  await earlier.getByRole('button', { name: '同一事项' }).click()
  await chen.getByRole('button', { name: /^登记/ }).click()
  await expect(chen.getByText(/甬政复核〔\d{4}〕\d+号.*不再受理/).first()).toBeVisible()
  await expect(chen.getByLabel('诉求、事实和理由')).toHaveValue(`${title}，请求处理。`)
  await picture(chen, 'declined-with-the-final-opinion')
})
