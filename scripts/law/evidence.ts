import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CITIZEN_TRANSITIONS, STAFF_TRANSITIONS, SYSTEM_TRANSITIONS } from '../../server/src/modules/matters/index.ts'
import { followZh } from '../../server/src/modules/portal/texts/follow-zh.ts'
import { STATUTORY_LIMITS } from '../../server/src/modules/time-limits/index.ts'
import type { Article } from './articles.ts'
import { articlesIn } from './citations.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** What the sources show for one article. */
export interface Evidence {
  actions: string[]
  limits: string[]
  code: string[]
  tests: string[]
  screens: string[]
}

interface Source {
  file: string
  text: string
  articles: Set<number>
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

function sourcesIn(folder: string, pattern: RegExp): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((file) => pattern.test(file) && !file.includes('node_modules')).sort()
    .map((file) => ({ file, text: read(file), articles: articlesIn(read(file)) }))
}

const isTest = (file: string): boolean => /\.(test|spec)\.ts$/.test(file)
const onServer = sourcesIn('server/src/modules', /\.ts$/)
const TESTS = [...onServer.filter(({ file }) => isTest(file)), ...sourcesIn('server/test', /\.test\.ts$/), ...sourcesIn('server/src/commands', /\.test\.ts$/), ...sourcesIn('e2e', /\.spec\.ts$/)]
// Texts of refusals and names of codes cite much but decide nothing.
const CODE = [...onServer.filter(({ file }) => !isTest(file) && !file.includes('/portal/')), ...sourcesIn('contract/src', /\.ts$/).filter(({ file }) => !file.includes('/problems'))]
const PORTAL = onServer.filter(({ file }) => !isTest(file) && file.includes('/portal/'))
const CONSOLE = sourcesIn('web/src/features', /\.tsx?$/).filter(({ file }) => !isTest(file))

const CONSOLE_NAMES: Readonly<Record<string, string>> = JSON.parse(read('web/src/locales/zh-CN/actions.json')).name
/** What the petitioner presses; filing has its own pages. */
const PORTAL_NAMES: Readonly<Record<string, string>> = { ...followZh.actions, submit: '确认，提交' }
const TRANSITIONS = Object.entries({ ...STAFF_TRANSITIONS, ...CITIZEN_TRANSITIONS, ...SYSTEM_TRANSITIONS }).map(([action, { basis }]) => ({ action, articles: articlesIn(basis) }))
const LIMITS = [...new Map(STATUTORY_LIMITS.map((limit) => [limit.code, limit])).values()].map((limit) => ({ code: limit.code, articles: articlesIn(`${limit.basis} ${limit.note ?? ''}`) }))

/** Where an article stands in the sources. */
export function evidenceFor(article: Article): Evidence {
  const numbers = Array.from({ length: (article.to ?? article.from) - article.from + 1 }, (_, index) => article.from + index)
  const has = (articles: ReadonlySet<number>): boolean => numbers.some((one) => articles.has(one))
  const actions = [...new Set([...TRANSITIONS.filter((one) => has(one.articles)).map((one) => one.action), ...(article.also ?? [])])]
  const limits = LIMITS.filter((one) => has(one.articles)).map((one) => one.code)
  return {
    actions, limits,
    code: CODE.filter((one) => has(one.articles)).map((one) => one.file),
    tests: TESTS.filter((one) => has(one.articles) || actions.some((action) => walks(one.text, action)) || limits.some((code) => one.text.includes(`'${code}'`))).map((one) => one.file),
    screens: [...actions.flatMap((action) => [...(CONSOLE_NAMES[action] ? [`console: ${CONSOLE_NAMES[action]}`] : []), ...(PORTAL_NAMES[action] ? [`citizens: ${PORTAL_NAMES[action]}`] : [])]), ...limits.map((code) => `console: limit ${code}`),
      ...[...PORTAL, ...CONSOLE].filter((one) => has(one.articles)).map((one) => one.file)],
  }
}

/** Whether a test does an action: through the API by its name, or on screen by its button. */
function walks(text: string, action: string): boolean {
  if (new RegExp(`(?:act|refused|refusal)\\([^\\n]*'${action}'|actions/${action}\\b`).test(text)) return true
  return [CONSOLE_NAMES[action], PORTAL_NAMES[action]].some((button) => button !== undefined && (text.includes(`begin(page, '${button}'`) || text.includes(`name: '${button}'`)))
}
