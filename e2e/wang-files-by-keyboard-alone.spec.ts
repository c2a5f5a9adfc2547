import { expect, test, through } from './test.ts'
import type { Page } from '@playwright/test'

interface Focused {
  name: string
  kind: string
  isSeen: boolean
}

/** Tabs on until something with this name has the focus; fails when it never gets it, or when nothing shows that it has. */
async function tabTo(page: Page, name: RegExp, kind?: string): Promise<void> {
  for (let n = 0; n < 80; n += 1) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate((): Focused => {
      const one = document.activeElement ?? document.body
      const label = one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement ? one.labels?.[0]?.innerText : one.textContent
      const shows = (element: Element | null): boolean => element !== null && getComputedStyle(element).outlineStyle !== 'none' && getComputedStyle(element).outlineWidth !== '0px'
      return { name: (label ?? '').trim(), kind: one.tagName.toLowerCase(), isSeen: shows(one) || shows(one.closest('.choice')) }
    })
    if (!name.test(found.name) || (kind !== undefined && found.kind !== kind)) continue
    expect(found.isSeen, `nothing shows that ${found.name} has the focus`).toBe(true)
    return
  }
  throw new Error(`the keyboard never reaches ${name}`)
}

const enter = (page: Page): Promise<void> => through(page, () => page.keyboard.press('Enter'))

const press = async (page: Page, name: RegExp): Promise<void> => {
  await tabTo(page, name)
  await enter(page)
}

/** A group of radios is one stop; the arrows choose in it. */
async function choose(page: Page, first: RegExp, times: number): Promise<void> {
  await tabTo(page, first, 'input')
  if (times === 0) await page.keyboard.press('Space')
  for (let n = 0; n < times; n += 1) await page.keyboard.press('ArrowDown')
}

test('Wang files a whole petition without a mouse', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveText('跳到正文')
  await page.keyboard.press('Enter')
  await press(page, /^我要提交$/)
  await press(page, /^开始填写$/)
  // Enter in the form goes on, and never changes the type size, though those buttons stand before it.
  await press(page, /^继续$/)
  await expect(page.locator('.faults')).toBeFocused()
  await tabTo(page, /^请选择您想做什么/)
  await page.keyboard.press('Enter')
  await choose(page, /请求解决问题/, 0)
  await enter(page)
  await expect(page).toHaveURL(/place/)
  await tabTo(page, /输入地名查找/)
  await page.keyboard.type('湾底村')
  await enter(page)
  await press(page, /下应街道湾底村/)
  await press(page, /就选这里/)
  await tabTo(page, /一句话说清/)
  await page.keyboard.type('路灯坏了')
  await tabTo(page, /详细经过/)
  await page.keyboard.type('村口路灯坏了一个月，请修好。')
  await press(page, /^继续$/)
  await choose(page, /种地/, 3)
  await enter(page)
  await expect(page).toHaveURL(/topic\?in=04/)
  await choose(page, /国有土地房屋征收/, 3)
  await enter(page)
  await choose(page, /我自己/, 0)
  await enter(page)
  await tabTo(page, /^姓名/)
  await page.keyboard.type('王建国')
  await tabTo(page, /^住址/)
  await page.keyboard.type('湾底村 3 组')
  await enter(page)
  await expect(page).toHaveURL(/together/)
  await choose(page, /只有我/, 0)
  await enter(page)
  await choose(page, /不公开/, 0)
  await choose(page, /可以知道/, 0)
  await enter(page)
  await expect(page).toHaveURL(/files/)
  await press(page, /^继续$/)
  await press(page, /^确认，提交$/)
  await expect(page.locator('#pin')).toBeVisible()
  await expect(page.locator('html')).not.toHaveClass(/big/)
})
