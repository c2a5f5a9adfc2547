import { expect, expectAccessible, expectFits, picture, test, through } from './test.ts'
import type { Page } from '@playwright/test'
import { fileAs } from './filing.ts'

const next = (page: Page): Promise<void> => through(page, () => page.locator('#answers .actions .button').first().click())

/** What is looked at on every page, by the way it is shown: colours change with the contrast, words with the language, room with the size. */
const RULES = { ordinary: undefined, large: ['target-size'], contrast: ['color-contrast', 'color-contrast-enhanced'], english: ['html-has-lang', 'label', 'valid-lang'] } as const

for (const way of ['ordinary', 'large', 'contrast', 'english'] as const) {
  test(`Zhao finds nothing in the way on any page: ${way}`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.setViewportSize(way === 'ordinary' ? { width: 1440, height: 900 } : { width: 320, height: 640 })
    await page.goto('/')
    if (way === 'large') {
      await through(page, () => page.getByRole('button', { name: '大字' }).click())
      expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('24px')
    }
    if (way === 'contrast') await through(page, () => page.getByRole('button', { name: '高对比' }).click())
    if (way === 'english') await through(page, () => page.getByRole('button', { name: 'English' }).click())
    const shown = async (name: string): Promise<void> => {
      await expectFits(page)
      await expectAccessible(page, RULES[way])
      await picture(page, `${way}-${name}`)
    }
    await shown('home')
    for (const path of ['guide', 'guide/rules', 'guide/channels?at=330212110000', 'file', 'follow', 'nothing-here']) {
      await page.goto(`/${path}`)
      await shown(path.split('?')[0]?.replaceAll('/', '-') ?? '')
    }
    await page.goto('/file')
    await next(page)
    await next(page)
    await shown('kind-fault')
    await page.locator('[name=kind][value=request]').check()
    await next(page)
    await shown('place')
    await page.goto('/file/place?at=330212110000')
    await shown('place-town')
    await next(page)
    await next(page)
    await shown('words-faults')
    await page.locator('#title').fill('小区电梯停用'.repeat(10))
    await page.locator('#body').fill('请求修复电梯。'.repeat(20))
    await next(page)
    await shown('topic')
    await page.locator('[name=class1][value="09"]').check()
    await next(page)
    await page.locator('[name=class2][value="0903"]').check()
    await next(page)
    await shown('who')
    await page.locator('[name=standing][value=agent]').check()
    await next(page)
    await next(page)
    await shown('you-faults')
    await page.locator('#name').fill('赵奶奶')
    await page.locator('#address').fill('姜山镇人民路 12 号')
    await page.locator('#agent-name').fill('赵明')
    await next(page)
    await page.locator('[name=isJoint][value=yes]').check()
    await page.locator('#peopleCount').fill('8')
    await page.locator('#representative-name').fill('王阿大')
    await through(page, () => page.locator('[value=add]').click())
    await shown('together')
    await next(page)
    await shown('privacy')
    await page.locator('[name=isPublic][value=no]').check()
    await page.locator('[name=hidesIdentity][value=no]').check()
    await next(page)
    await shown('files')
    await next(page)
    await shown('check')
    await through(page, () => page.locator('#send').click())
    await shown('receipt')
    await through(page, () => page.locator('[value=follow]').click())
    await page.locator('summary').click()
    await shown('progress')
    for (const action of ['add-material', 'withdraw']) {
      await page.goto(`/follow/${action}`)
      await shown(action)
    }
  })
}

test('Zhao\'s larger type keeps what she has half written', async ({ page }) => {
  await page.goto('/file')
  await next(page)
  await page.locator('[name=kind][value=suggestion]').check()
  await next(page)
  await page.goto('/file/place?at=330212110000')
  await next(page)
  await page.locator('#body').fill('写到一半')
  await through(page, () => page.getByRole('button', { name: '大字' }).click())
  await expect(page.locator('html')).toHaveClass(/big/)
  await expect(page.locator('#body')).toHaveValue('写到一半')
})

test('Zhao prints her receipt: the code is there, menus and buttons are not', async ({ page }) => {
  const { code } = await fileAs(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.number').first()).toContainText(code.slice(0, 4))
  for (const hidden of ['.menu', '.display', '.bottom', '.actions']) await expect(page.locator(hidden).first()).toBeHidden()
  await picture(page, 'print-receipt')
})
