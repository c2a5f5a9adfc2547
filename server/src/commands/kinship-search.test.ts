import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinshipSearchCommand } from './kinship-search.ts'
import { terminal } from './kinship/terminal.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hejie-search-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command and gives its exit code and what it said. */
async function run(...args: string[]): Promise<{ readonly code: number; readonly said: string; readonly complained: string }> {
  const said: string[] = []
  const complained: string[] = []
  const code = await kinshipSearchCommand(args, { ...terminal, print: (line) => said.push(line), complain: (line) => complained.push(line) })
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

const file = (name: string): string => join(folder, name)

describe('hejie kinship store', () => {
  test('builds, adds, tells, withdraws and rebuilds', async () => {
    const store = file('life.store')
    writeFileSync(file('people.csv'), 'sample,D3S1358 1,D3S1358 2,vWA 1,vWA 2,FGA 1,FGA 2\n11,15,16,14,17,22,23\n12,15,15,17,18,22,24.2\n')
    expect(await run('store', 'build', '--file', store, '--profiles', file('people.csv'), '--sets', 'seekers,relatives', '--set', 'relatives')).toMatchObject({ code: 0, complained: '' })
    writeFileSync(file('more.csv'), 'sample,D3S1358 1,D3S1358 2\n13,14,17\n')
    expect((await run('store', 'add', '--file', store, '--profiles', file('more.csv'), '--set', 'seekers')).said).toContain('now 3 profiles')
    expect((await run('store', 'info', '--file', store)).said).toMatch(/3 profiles.*every checksum right[\s\S]*set seekers: 1[\s\S]*set relatives: 2/)
    const removal = await run('store', 'remove', '--file', store, '--number', '12,99')
    expect(removal.said).toContain('removed 1 (12), now 2 profiles')
    expect(removal.complained).toContain('99')
    expect((await run('store', 'rebuild', '--file', store, '--loci', 'TH01', '--sets', 'effects')).said).toContain('2 profiles · 4 loci · 3 sets')
    const info = JSON.parse((await run('store', 'info', '--file', store, '--json')).said)
    expect(info).toMatchObject({ profiles: 2, synthetic: false, sets: [{ name: 'seekers', profiles: 1 }, { name: 'relatives', profiles: 1 }, { name: 'effects', profiles: 0 }] })
  })

  test('gives numbers to samples that have names, and keeps the key apart', async () => {
    writeFileSync(file('named.csv'), 'sample,vWA 1,vWA 2\nA-17,14,17\nB-3,17,18\n')
    const refused = await run('store', 'build', '--file', file('named.store'), '--profiles', file('named.csv'))
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.complained).toMatch(/"A-17" is not a whole number/)
    expect((await run('store', 'build', '--file', file('named.store'), '--profiles', file('named.csv'), '--numbers', file('key.csv'))).code).toBe(0)
    expect(readFileSync(file('key.csv'), 'utf8')).toBe('sample,number\nA-17,1\nB-3,2\n')
    expect(readFileSync(file('named.store')).includes('A-17')).toBe(false)
  })

  test.each([
    ['no action', [], /it is not said what to do/],
    ['an unknown action', ['burn'], /no action "burn"/],
    ['no file', ['info'], /--file: no store is named/],
    ['a missing store', ['info', '--file', '/nowhere/x.store'], /there is no such store/],
    ['neither profiles nor a number of synthetic ones', ['build', '--file', '/tmp/never.store'], /--profiles or --simulate/],
    ['an unknown option', ['info', '--colour', 'red'], /Unknown option/],
  ])('refuses %s with what to do', async (_, args, message) => {
    const { code, complained } = await run('store', ...args)
    expect(code).toBe(2)
    expect(complained).toMatch(message)
  })
})

describe('hejie kinship search', () => {
  beforeAll(async () => {
    await run('store', 'build', '--file', file('demo.store'), '--simulate', '3000', '--seed', '5', '--sets', 'relatives,seekers', '--set', 'relatives')
  })

  test('ranks the others, leaves the asked person out, and says what chance does', async () => {
    const asked = JSON.parse((await run('search', '--file', file('demo.store'), '--relationship', 'child', '--number', '7', '--tolerance', 'none', '--min-log10=-99', '--limit', '2', '--json')).said)
    expect(asked.synthetic).toBe(true)
    expect(asked.candidates.map(({ id }: { id: string }) => id)).not.toContain('7')
    expect(asked.candidates[0]).toMatchObject({ rank: 1, compared: 20 })
    expect(asked.assumptions).toMatchObject({ tolerance: null, theta: 0, rareAlleles: 'rarest of the locus' })
    const { said } = await run('search', '--file', file('demo.store'), '--relationship', 'full-sibling', '--number', '7', '--limit', '1')
    expect(said).toContain('by chance')
    expect(said).toContain('疑似')
  })

  test('runs every relationship of an arrival', async () => {
    const { said } = await run('search', '--file', file('demo.store'), '--arrival', 'seeker', '--number', '3', '--set', 'relatives', '--limit', '1')
    for (const relationship of ['parent', 'full-sibling', 'half-sibling', 'grandparent', 'uncle-or-aunt']) expect(said).toContain(`\n${relationship} · 3000 profiles`)
  })

  test('searches any pedigree of a case file', async () => {
    const people = [{ id: 'F', fid: '0', mid: '0', sex: 1 }, { id: 'M', fid: '0', mid: '0', sex: 2 }, { id: 'S', fid: 'F', mid: 'M', sex: 1 }, { id: 'C', fid: 'F', mid: 'M', sex: 1 }]
    const H2 = people.map((one) => (one.id === 'C' ? { ...one, fid: '0', mid: '0' } : one))
    writeFileSync(file('case.json'), JSON.stringify({ cases: [{ id: 'one', synthetic: true, loci: ['vWA', 'FGA'], mutation: 'none', theta: 0, H1: people, H2, frequencyTable: 'norstr-east-asia', genotypes: { M: { vWA: ['14', '17'], FGA: ['22', '23'] }, S: { vWA: ['14', '18'], FGA: ['22', '24'] } } }] }))
    const { code, said, complained } = await run('search', '--file', file('demo.store'), '--case', file('case.json'), '--candidate', 'C', '--limit', '1')
    expect(complained).toBe('')
    expect(code).toBe(0)
    expect(said).toContain('C of case one')
  })

  test('compares a child with families', async () => {
    const people = [{ id: 'F', fid: '0', mid: '0', sex: 1 }, { id: 'M', fid: '0', mid: '0', sex: 2 }, { id: 'C', fid: 'F', mid: 'M', sex: 1 }]
    const H2 = people.map((one) => ({ ...one, fid: '0', mid: '0' }))
    writeFileSync(file('families.json'), JSON.stringify({ families: [{ id: 'first', H1: people, H2, candidate: 'C', members: { F: '7', M: 8 } }, { id: 'second', H1: people, H2, candidate: 'C', members: { M: '7' } }] }))
    const { said } = await run('search', 'families', '--file', file('demo.store'), '--families', file('families.json'), '--number', '7', '--tolerance', 'none', '--min-log10=-99')
    expect(said).toMatch(/2 families, 2 ratios worked out[\s\S]*1 {2}second/)
    const faulty = await run('search', 'families', '--file', file('demo.store'), '--families', file('people.csv'), '--number', '7')
    expect(faulty.code).toBe(2)
  })

  test('goes on with a blind search where it stood, and clears its checkpoint in the end', async () => {
    const whole = await run('search', 'blind', '--file', file('demo.store'), '--limit', '5', '--json')
    const again = await run('search', 'blind', '--file', file('demo.store'), '--limit', '5', '--json', '--checkpoint', file('blind.json'))
    expect(again).toEqual(whole)
    writeFileSync(file('blind.json'), JSON.stringify({ fingerprint: 'of another search', unitsDone: 1, survivors: 0, pairs: [] }))
    expect((await run('search', 'blind', '--file', file('demo.store'), '--checkpoint', file('blind.json'))).complained).toContain('the store or the question changed since')
  })

  test.each([
    ['nothing to search for', ['--number', '7'], /--relationship, --arrival or --case/],
    ['an unknown relationship', ['--relationship', 'friend', '--number', '7'], /"friend" is none/],
    ['a number that the store lacks', ['--relationship', 'child', '--number', '123456'], /no profile with the number 123456/],
    ['no profile', ['--relationship', 'child'], /--number or --profile/],
    ['no mother', ['--relationship', 'child-of-both', '--number', '7'], /--number or --profile/],
    ['a tolerance in words', ['--relationship', 'child', '--number', '7', '--tolerance', 'two'], /--tolerance/],
    ['a set that is not there', ['--relationship', 'child', '--number', '7', '--set', 'x'], /set x/],
  ])('refuses %s with what to do', async (_, args, message) => {
    const { code, complained } = await run('search', '--file', file('demo.store'), ...args)
    expect(code).toBe(2)
    expect(complained).toMatch(message)
  })
})
