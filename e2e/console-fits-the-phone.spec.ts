import { expect, expectAccessible, expectFits, picture, test } from './desk.ts'
import type { Desk } from './desk.ts'
import type { Page } from '@playwright/test'

/** A screen by its address, and what says that it has been read. */
interface Screen {
  name: string
  path: string
  shows: string
}

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1280, height: 800 }

/** Waits until a screen has all it shows: nothing stands in for what is still on its way. */
async function open(page: Page, { path, shows }: Screen): Promise<void> {
  await page.goto(path)
  await expect(page.getByText(shows).first()).toBeVisible()
  await expect(page.locator('.skeleton')).toHaveCount(0)
}

/** Everything that can be pressed or filled in is met by Tab, in the order of the page, and shows that the cursor is there. */
async function expectKeyboardReaches(page: Page, most = 40): Promise<void> {
  const expected = await page.evaluate((limit) => {
    const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]')]
    const can = all.filter((one) => one.tabIndex >= 0 && !one.matches(':disabled, [type=hidden]') && one.checkVisibility({ visibilityProperty: true }) && !(one instanceof HTMLInputElement && one.type === 'radio' && !one.checked))
    can.slice(0, limit).forEach((one, nth) => one.setAttribute('data-tab', String(nth)))
    // Where the page begins, wherever the cursor was put by the page itself.
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
    return Math.min(can.length, limit)
  }, most)
  const met: string[] = []
  // A date takes Tab for its year, month and day.
  for (let presses = 0; presses < expected * 4 && met.length < expected; presses++) {
    await page.keyboard.press('Tab')
    const { at, isShown } = await page.evaluate(() => {
      const focused = document.activeElement
      if (!(focused instanceof HTMLElement)) return { at: 'nothing', isShown: false }
      const style = getComputedStyle(focused)
      return { at: focused.getAttribute('data-tab') ?? focused.outerHTML.slice(0, 80), isShown: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || focused.matches('input[type=radio], input[type=checkbox]') }
    })
    if (met.at(-1) === at) continue
    met.push(at)
    expect(isShown, `${page.url()}: no sign of focus at ${at}`).toBe(true)
  }
  expect(met, page.url()).toEqual(Array.from({ length: expected }, (_, nth) => String(nth)))
}

/** Each screen on a desk and on a phone. */
async function walk(desk: Desk, username: string, screens: readonly Screen[]): Promise<void> {
  const page = await desk.sitDown(username)
  for (const screen of screens) await look(page, screen)
}

async function look(page: Page, screen: Screen): Promise<void> {
  await test.step(screen.name, async () => {
    await page.setViewportSize(DESKTOP)
    await open(page, screen)
    await expectFits(page)
    await expectAccessible(page)
    await picture(page, screen.name)
    await expectKeyboardReaches(page)
    await page.setViewportSize(PHONE)
    await expectFits(page)
    await expectAccessible(page)
    await picture(page, screen.name)
  })
}

test('the lists, a matter and the counter fit a desk and a phone, are read aloud and worked by keyboard', async ({ desk }) => {
  const { code } = await desk.file('chen.clerk', { title: '检查屏幕用的事项' })
  const { body } = await desk.ask('li.triage', `/api/matters/${code}`)
  const [clock] = body.clocks as { seq: number }[]
  await walk(desk, 'li.triage', [
    { name: 'todo', path: '/console/matters?scope=todo', shows: '和顺花园' }, { name: 'region', path: '/console/matters?scope=region&text=小区', shows: '小区地下车库渗水' },
    { name: 'matter', path: `/console/matters/${code}`, shows: '检查屏幕用的事项' }, { name: 'clock', path: `/console/matters/${code}/clocks/${clock?.seq}`, shows: '届满日（法定）' }, { name: 'register', path: '/console/register', shows: '诉求、事实和理由' },
    { name: 'import', path: '/console/import', shows: '导入' },
  ])
})

test('signing in, reviews, finding a person, the overview and one’s own account fit a desk and a phone, are read aloud and worked by keyboard', async ({ page, desk }) => {
  await look(page, { name: 'sign-in', path: '/console/sign-in', shows: '登录工作台' })
  await walk(desk, 'zheng.supervisor', [
    { name: 'reviews', path: '/console/reviews', shows: '复查复核' }, { name: 'reprisals', path: '/console/reprisals', shows: '打击报复反映' },
    { name: 'people', path: '/console/people', shows: '查找事由' }, { name: 'overview', path: '/console/overview', shows: '姜山镇' }, { name: 'account', path: '/console/account', shows: '在哪里登录着' },
  ])
})

test('the administrator’s organisation fits a desk and a phone, are read aloud and worked by keyboard', async ({ desk }) => {
  const { body } = await desk.ask('admin.province', '/api/directory/staff?q=chen.clerk')
  const [clerk] = body.items as { accountId: string; posts: { unitId: string }[] }[]
  await walk(desk, 'admin.province', [
    { name: 'units', path: '/console/admin/units', shows: '浙江省信访局' }, { name: 'unit', path: `/console/admin/units/${clerk?.posts[0]?.unitId}`, shows: '窗口受理员' },
    { name: 'staff', path: '/console/admin/staff', shows: '陈雨桐' }, { name: 'staff-one', path: `/console/admin/staff/${clerk?.accountId}`, shows: '陈雨桐' },
  ])
})

test('the administrator’s codes and calendars fit a desk and a phone, are read aloud and worked by keyboard', async ({ desk }) => {
  await walk(desk, 'admin.province', [
    { name: 'codes', path: '/console/admin/codes', shows: '内容分类' }, { name: 'code-table', path: '/console/admin/codes/T06', shows: '添加一行' },
    { name: 'calendars', path: '/console/admin/calendars', shows: '2026 年' }, { name: 'calendar', path: '/console/admin/calendars/2026', shows: '调休上班' },
  ])
})

test('the administrator’s limits and duties fit a desk and a phone, are read aloud and worked by keyboard', async ({ desk }) => {
  await walk(desk, 'admin.province', [
    { name: 'limits', path: '/console/admin/limits', shows: 'DL01' }, { name: 'duties', path: '/console/admin/duties?region=330212000000', shows: '内容分类' },
  ])
})

test('the auditor’s record and the accusation desk fit a desk and a phone, are read aloud and worked by keyboard', async ({ desk }) => {
  await walk(desk, 'auditor', [{ name: 'audit', path: '/console/audit?action=identity.seed-demo', shows: 'added=' }])
  await walk(desk, 'jiang.discipline', [{ name: 'accusations', path: '/console/accusations', shows: '检举' }])
})
