import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ACTIONS, CITIZEN_ACTIONS, SYSTEM_ACTIONS } from '@hejie/contract/lifecycle'
import { expect, test } from 'vitest'
import { hasWords } from './deed-words.ts'

const SERVER = join(import.meta.dirname, '../../../../server/src')

/** Every deed the server writes into the record, as its sources say it. The accusation desk has a record of its own. */
function deedsOfServer(): string[] {
  const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => readFileSync(join(SERVER, name), 'utf8'))
  const said = sources.flatMap((source) => [
    ...[...source.matchAll(/action: ([^,}\n]*)/g)].flatMap(([, said = '']) => [...said.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, one]) => one)),
    ...[...source.matchAll(/(?:recordRead|recordReading)\([^)]*?'([a-z-]+\.[a-z-]+)'/g)].map(([, one]) => one),
    ...[...source.matchAll(/changeDirectory\(deps, actor, '([a-z-]+)'/g)].map(([, one]) => `directory.${one}`),
  ])
  return [...new Set(said.filter((one) => one !== undefined))].filter((one) => !one.startsWith('accusation.'))
}

test('everything the record holds can be read in words, steps of a matter included', () => {
  const deeds = deedsOfServer()
  expect(deeds).toEqual(expect.arrayContaining(['matter.read-person', 'identity.sign-in', 'directory.add-code-row', 'import.done', 'audit.verify']))
  expect(deeds.length).toBeGreaterThan(50)
  expect([...deeds, ...[...ACTIONS, ...CITIZEN_ACTIONS, ...SYSTEM_ACTIONS].map((name) => `matter.${name}`)].filter((one) => !hasWords(one))).toEqual([])
})
