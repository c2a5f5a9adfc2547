// Writes src/language/traditional.ts from ICU's Hant-Hans transform: node scripts/write-traditional.ts (needs uconv of icu-devtools).
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const characters = Array.from({ length: 0x9fff - 0x4e00 }, (_, i) => String.fromCodePoint(0x4e00 + i))
const done = spawnSync('uconv', ['-f', 'utf-8', '-t', 'utf-8', '-x', 'Hant-Hans'], { input: characters.join('\n'), encoding: 'utf8', maxBuffer: 1 << 24 })
if (done.status !== 0) throw new Error(`uconv failed: ${done.stderr}`)
const simple = done.stdout.split('\n')
const isOne = (text: string | undefined): text is string => text !== undefined && text.length === 1
const pairs = characters.map((from, i) => [from, simple[i]] as const).filter((pair): pair is readonly [string, string] => isOne(pair[1]) && pair[0] !== pair[1])
const lines = (text: string): string => text.match(/.{1,140}/g)!.map((line) => `  '${line}'`).join(' +\n')
writeFileSync(fileURLToPath(new URL('../src/language/traditional.ts', import.meta.url)), `// Written by scripts/write-traditional.ts from the Hant-Hans transform of Unicode CLDR (Unicode License v3); do not edit.
/** Traditional characters, and at the same position in SIMPLIFIED what each is written as on the mainland. */
export const TRADITIONAL =
${lines(pairs.map(([from]) => from).join(''))}
export const SIMPLIFIED =
${lines(pairs.map(([, to]) => to).join(''))}
`)
console.log(`${pairs.length} characters`)
