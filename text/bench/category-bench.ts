// Five seeded 80/20 splits: node text/bench/category-bench.ts LABELLED.jsonl [seeds]
import { readFileSync } from 'node:fs'
import { evaluateCategories } from '../src/category/evaluate-category.ts'
import { suggestCategories } from '../src/category/suggest-category.ts'
import { trainCategories } from '../src/category/train-category.ts'
import type { LabelledMessage } from '../src/category/category-model.ts'
import { seededRandom, shuffled } from '../src/language/random.ts'

const [file = '', seeds = '1,2,3,4,5'] = process.argv.slice(2)
const rows = readFileSync(file, 'utf8').trim().split('\n').map((line): LabelledMessage => JSON.parse(line))
const totals: Record<string, number> = {}
const list = seeds.split(',').map(Number)
for (const seed of list) {
  const order = Array.from(shuffled(rows.length, seededRandom(seed)))
  const cut = Math.floor(rows.length * 0.8)
  const started = performance.now()
  const model = trainCategories(order.slice(0, cut).map((i) => rows[i]), { trainedAt: '2026-11-24T00:00:00Z' })
  const seconds = (performance.now() - started) / 1000
  const test = order.slice(cut).map((i) => rows[i])
  const { macroF1, accuracy, top3, coverageAt97, prefilled } = evaluateCategories(model, test)
  const times = test.map((row) => {
    const before = performance.now()
    suggestCategories(model, row)
    return performance.now() - before
  }).sort((a, b) => a - b)
  const figures = { macroF1, accuracy, top3, coverageAt97, prefilledAccuracy: prefilled.accuracy, prefilledCoverage: prefilled.coverage, seconds, p50: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] }
  console.log(seed, JSON.stringify(figures, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)))
  for (const [name, value] of Object.entries(figures)) totals[name] = (totals[name] ?? 0) + value / list.length
}
console.log('mean', JSON.stringify(totals, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)))
