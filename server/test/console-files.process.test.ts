import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { putInPlace } from '../src/console-files.ts'

/** A finished build: many files that all say whose they are. */
function givenBuild(parent: string, name: string, sources: string): string {
  const folder = join(parent, name)
  mkdirSync(join(folder, 'assets'), { recursive: true })
  for (let i = 0; i < 40; i += 1) writeFileSync(join(folder, 'assets', `${i}.js`), name)
  writeFileSync(join(folder, '.sources'), sources)
  return folder
}

const ownersIn = (folder: string): Set<string> => new Set(readdirSync(join(folder, 'assets')).map((name) => readFileSync(join(folder, 'assets', name), 'utf8')))

test('of many that build at once one whole build is served, and nothing is left beside it', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'hejie-console-'))
  try {
    const code = `import { putInPlace } from ${JSON.stringify(resolve(import.meta.dirname, '../src/console-files.ts'))}; for (const made of process.argv.slice(2)) putInPlace(made, process.argv[1])`
    const folder = join(parent, 'dist')
    givenBuild(parent, 'dist', 'old')
    const starts = Array.from({ length: 6 }, (_, n) => {
      const builds = Array.from({ length: 8 }, (__, i) => givenBuild(parent, `made-${n}-${i}`, `sources-${n}-${i}`))
      return new Promise<number | null>((done) => spawn(process.execPath, ['--input-type=module', '-e', code, folder, ...builds], { stdio: 'inherit' }).once('exit', done))
    })
    expect(await Promise.all(starts)).toEqual([0, 0, 0, 0, 0, 0])
    expect([...ownersIn(folder)]).toHaveLength(1)
    expect(readdirSync(join(folder, 'assets'))).toHaveLength(40)
    expect(readdirSync(parent).filter((name) => name.startsWith('dist'))).toEqual(['dist'])
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
})

test('a build of the same sources that is there already stays', () => {
  const parent = mkdtempSync(join(tmpdir(), 'hejie-console-'))
  try {
    givenBuild(parent, 'dist', 'same')
    putInPlace(givenBuild(parent, 'made', 'same'), join(parent, 'dist'))
    expect([...ownersIn(join(parent, 'dist'))]).toEqual(['dist'])
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
})
