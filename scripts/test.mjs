// Every check of the project, one after another; ends with "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { ensureInstalled, root } from './install.mjs'

const node = ensureInstalled()
const scratch = mkdtempSync(join(tmpdir(), 'hejie-checks-'))
const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH, FORCE_COLOR: '0' }
const only = process.argv.slice(2)
let passed = 0
let failed = 0

/** Runs one check. A check that reports its tests is counted by test, any other as one. */
function check(name, args, { report, count } = {}) {
  if (only.length > 0 && !only.includes(name)) return
  const started = Date.now()
  console.log(`\n── ${name}`)
  const done = spawnSync(node, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  const tests = report && existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : null
  if (tests && tests.passed + tests.failed > 0) {
    passed += tests.passed
    failed += tests.failed
    // A run that broke off is a failure even where every test it reached was green.
    if (done.status !== 0 && tests.failed === 0) failed += 1
  } else if (done.status === 0 && !report) passed += 1
  else failed += 1
  console.log(`── ${name}: ${done.status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

const bin = (path) => join(root, 'node_modules', path)
const vitest = (name, project) => {
  const report = join(scratch, `${name}.json`)
  check(name, [bin('vitest/vitest.mjs'), 'run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`], {
    report, count: (json) => ({ passed: json.numPassedTests, failed: json.numFailedTests + json.numFailedTestSuites * (json.numFailedTests === 0 ? 1 : 0) }),
  })
}

check('types-kinship', [bin('typescript/bin/tsc'), '-p', 'kinship'])
// The other workspaces read the declarations of the kinship library, as its users do.
check('kinship-build', [bin('typescript/bin/tsc'), '-p', 'kinship/tsconfig.build.json'])
check('types', [bin('typescript/bin/tsc'), '-p', '.'])
check('types-text', [bin('typescript/bin/tsc'), '-p', 'text'])
check('types-web', [bin('typescript/bin/tsc'), '-p', 'web'])
check('types-e2e', [bin('typescript/bin/tsc'), '-p', 'e2e'])
check('lint', [bin('oxlint/bin/oxlint'), '--type-aware', '--quiet', 'contract/src', 'server/src', 'web/src', 'kinship/src', 'text', 'e2e'])
check('contract', ['scripts/openapi.ts', '--check'])
check('schema', ['scripts/generate-schema.ts', '--check'])
check('law', ['scripts/law.ts', '--check'])
vitest('pure', 'pure')
vitest('database', 'database')
vitest('process', 'process')
check('web', [bin('vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn'])
check('first-load', ['web/scripts/measure-first-load.ts', '--check'])
const report = join(scratch, 'e2e.json')
env.PLAYWRIGHT_JSON_OUTPUT_NAME = report
check('browser', [bin('@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'], {
  report, count: (json) => ({ passed: json.stats.expected, failed: json.stats.unexpected + json.stats.flaky }),
})
rmSync(scratch, { recursive: true, force: true })
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
