// Writes docs/LAW.md: every article of 信访工作条例 that becomes code, with the sources, tests and screens that cite or walk it. With --check it only compares,
// and refuses an article that has lost its code, test or screen.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ARTICLES } from './law/articles.ts'
import type { Article } from './law/articles.ts'
import { evidenceFor } from './law/evidence.ts'
import type { Evidence } from './law/evidence.ts'

const FILE = resolve(import.meta.dirname, '../docs/LAW.md')
const MOST = 6

const rows = ARTICLES.map((article) => ({ article, evidence: evidenceFor(article) }))

const short = (file: string): string => file.replace(/^server\/src\/modules\//, '').replace(/^web\/src\/features\//, 'web/').replace(/^server\//, '')
const some = (names: readonly string[], write: (name: string) => string): string => [...names.slice(0, MOST).map(write), ...(names.length > MOST ? [`and ${names.length - MOST} more`] : [])].join('<br>')
const code = (name: string): string => `\`${short(name)}\``

function lacking({ isText }: Article, { code: sources, tests, screens, actions, limits }: Evidence): string[] {
  if (isText) return []
  return [...(sources.length + actions.length + limits.length === 0 ? ['code'] : []), ...(tests.length === 0 ? ['test'] : []), ...(screens.length === 0 ? ['screen'] : [])]
}

function rowOf(article: Article, evidence: Evidence): string {
  const number = article.to ? `${article.from}–${article.to}` : String(article.from)
  const rules = [...evidence.actions.map((one) => `\`${one}\``), ...evidence.limits].join(' ')
  const cells = [number, `${article.zh}<br>${article.what}`, rules, some(evidence.code, code), some(evidence.tests, code), some(evidence.screens, (one) => (one.includes(': ') ? one : code(one)))]
  return `| ${cells.map((cell) => cell || (article.isText ? 'text only' : '**open**')).join(' | ')} |`
}

const open = rows.flatMap(({ article, evidence }) => {
  const lacks = lacking(article, evidence)
  return lacks.length > 0 ? [`- Article ${article.from}${article.to ? `–${article.to}` : ''} (${article.zh}): ${article.gap ?? `no ${lacks.join(', no ')} yet`}.`] : []
})

const text = `# The Regulation in the code

Every article of 《信访工作条例》 (2022) that becomes code, and where. The table is written by \`scripts/law.ts\` from the sources themselves: the article beside each step of the
lifecycle and each row of the table of limits, the citations in comments and texts, the tests that cite an article, walk its action or name its limit. Do not edit it; cite the article
where the rule stands, then run the script. \`npm test\` compares.

| article | rule | actions and limits | code | tests | screens |
|---|---|---|---|---|---|
${rows.map(({ article, evidence }) => rowOf(article, evidence)).join('\n')}

## Open

${open.length > 0 ? open.join('\n') : 'Nothing: every article has its code, a test and a screen.'}

## Other laws

Counting of days: 民法典第二百条至第二百零三条, in \`time-limits/due-date.rules.ts\` and \`time-limits/business-hours.rules.ts\`; every other limit names its law in its row (console: 系统管理 › 法定期限).
`

if (!process.argv.includes('--check')) writeFileSync(FILE, text)
else {
  const unexplained = rows.filter(({ article, evidence }) => lacking(article, evidence).length > 0 && article.gap === undefined)
  for (const { article } of unexplained) console.error(`article ${article.from} has lost its code, test or screen: cite it where it stands, or write the gap down in scripts/law/articles.ts`)
  const isStale = !existsSync(FILE) || readFileSync(FILE, 'utf8') !== text
  if (isStale) console.error('docs/LAW.md is not what the sources say: run node scripts/law.ts with the project\'s Node')
  if (unexplained.length > 0 || isStale) process.exitCode = 1
}
