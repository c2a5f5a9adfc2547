import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** What a browser fetches before the first screen may weigh, bytes after brotli. */
const BUDGET = 300_000
const DIST = resolve(import.meta.dirname, '../dist')

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}

const compressed = (file: string): number => brotliCompressSync(readFileSync(join(DIST, file)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

/** Every file an entry needs, through its static imports. */
function filesOf(manifest: Record<string, Chunk>, name: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (!chunk || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const css of chunk.css ?? []) found.add(css)
  for (const one of chunk.imports ?? []) filesOf(manifest, one, found)
  return found
}

const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'))
const first = new Set(['index.html'])
// The first screen after sign-in is the work list.
for (const name of ['index.html', 'src/features/matters/work-list/work-list-page.tsx', 'src/locales/zh-CN/matters.json']) {
  const files = filesOf(manifest, name)
  if (!files.size) throw new Error(`${name} is not in the build: the measured first load would be too small`)
  for (const file of files) first.add(file)
}
const weighed = [...first].map((file) => ({ file, bytes: compressed(file) })).toSorted((a, b) => b.bytes - a.bytes)
const total = weighed.reduce((sum, one) => sum + one.bytes, 0)
for (const { file, bytes } of weighed) console.log(`${kilobytes(bytes).padStart(10)}  ${file}`)
const all = readdirSync(join(DIST, 'assets')).reduce((sum, file) => sum + compressed(join('assets', file)), 0)
console.log(`${kilobytes(total).padStart(10)}  first load, brotli (bar: ${kilobytes(BUDGET)}); everything: ${kilobytes(all)}`)
if (total >= BUDGET) process.exitCode = 1
