import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { answerVectorCase, readVectorCases } from '../src/index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const ownNode = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url))

describe('the README', () => {
  test('prints what its first program really prints', () => {
    const [, program] = /```ts\n(import [\s\S]*?)```/.exec(readme)!
    const promised = [...program.matchAll(/console\.log\(.*\/\/ (\S+)/g)].map(([, value]) => value)
    const folder = mkdtempSync(join(tmpdir(), 'kinship-readme-'))
    const file = join(folder, 'example.ts')
    writeFileSync(file, program.replace('@hejie/kinship', new URL('../src/index.ts', import.meta.url).href))
    const { stdout, stderr } = spawnSync(existsSync(ownNode) ? ownNode : process.execPath, ['--disable-warning=ExperimentalWarning', file], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(stderr).toBe('')
    expect(stdout.trim().split('\n')).toEqual(promised)
  })

  test('gives the ratio of the example case', () => {
    const example = JSON.parse(readFileSync(new URL('../examples/lost-child.json', import.meta.url), 'utf8')) as { cases: Record<string, unknown>[] }
    const table = JSON.parse(readFileSync(new URL('../data/frequencies/norstr-east-asia.json', import.meta.url), 'utf8')) as { loci: object }
    const answer = answerVectorCase(readVectorCases({ ...example, frequencyTables: { 'norstr-east-asia': table.loci } })[0])
    expect(readme).toContain(`log10 LR ${Number(answer.log10LR).toFixed(6)} · ${answer.compared} loci compared`)
  })

  test('links only to files that exist', () => {
    for (const [, target] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) expect(existsSync(new URL(`../${target}`, import.meta.url)), target).toBe(true)
  })
})
