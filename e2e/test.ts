import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base } from '@playwright/test'
import type { Page } from '@playwright/test'
import { officeOf } from './office.ts'
import type { Office } from './office.ts'

export { expect } from '@playwright/test'

export const test = base.extend<{ office: Office }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are wanted
  baseURL: async ({}, use) => use(process.env.E2E_URL),
  /** The other side of the counter: members of staff, through the API. */
  office: async ({ playwright }, use) => {
    const request = await playwright.request.newContext({ baseURL: process.env.E2E_URL })
    await use(officeOf(request))
    await request.dispose()
  },
})

/** Does something that leads to another page, and waits until that page is there. */
export async function through(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()])
}

/** Nothing that a reader with a screen reader, or with weak eyes, would stumble over: WCAG 2.2 AA and contrast of 7:1. */
export async function expectAccessible(page: Page, only?: readonly string[]): Promise<void> {
  const axe = new AxeBuilder({ page })
  // The rule about links of one name is for readers who jump from link to link: ours lead to one place where they have one name.
  const rules = only ? axe.withRules([...only]) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).disableRules(['identical-links-same-purpose'])
  const { violations } = await rules.analyze()
  expect(violations.map(({ id, help, nodes }) => `${page.url()} ${id}: ${help} ${nodes.map((node) => node.html).slice(0, 3).join(' | ')}`)).toEqual([])
}

/** The page fits: nothing has to be scrolled sideways. */
export async function expectFits(page: Page): Promise<void> {
  const { wide, wider } = await page.evaluate(() => ({ wide: document.documentElement.clientWidth, wider: document.documentElement.scrollWidth }))
  expect(wider, `${page.url()} is wider than ${wide} px`).toBeLessThanOrEqual(wide)
}

const PICTURES = process.env.E2E_PICTURES

/** A picture of the whole page, when somebody wants to look: E2E_PICTURES=folder. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}-${page.viewportSize()?.width ?? 0}.png`), fullPage: true })
}
