import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { FrequencyTable } from '../src/frequencies.ts'
import type { RocCell } from './roc.ts'
import { FALSE_POSITIVE_RATES, LOCUS_SETS, ROC_QUESTIONS, rocCell } from './roc.ts'

// npm run roc -w kinship -- [--families N] [--seed TEXT] [--out FILE]
const { values } = parseArgs({ options: { families: { type: 'string', default: '100' }, seed: { type: 'string', default: 'roc' }, out: { type: 'string', default: 'docs/roc.md' } } })

const table: FrequencyTable = JSON.parse(readFileSync(new URL('../data/frequencies/norstr-east-asia.json', import.meta.url), 'utf8'))
const started = performance.now()
const cells: RocCell[] = []
for (const question of ROC_QUESTIONS) {
  for (const loci of LOCUS_SETS) {
    cells.push(await rocCell(question, table, loci, Number(values.families), values.seed))
    process.stderr.write(`${question.name}, ${loci.length} loci: ${((performance.now() - started) / 1000).toFixed(0)} s\n`)
  }
}
writeFileSync(values.out, page(cells))

function page(all: readonly RocCell[]): string {
  const [first] = all
  return `# What each relationship can show: ROC at 15, 20 and 27 loci

Made by \`npm run roc -w kinship\` (seed "${values.seed}", ${first.families} families and ${first.unrelated.toLocaleString('en')} unrelated people for each line; a few minutes). All people are synthetic.

- Frequencies: ${table.id} (${table.population}). Mutation in families and model: stepwise, 0.002 from fathers, 0.0005 from mothers, range 0.1. Drop-out 0.5 % of alleles (not known to the model), 1 % of loci missing.
- The unrelated people's distribution is worked out exactly for each family (convolution over loci), so that false positive rates of one in ten million need no simulation; the check column compares it with the simulated share above log10 LR 2.
- Loci: 15 = ${LOCUS_SETS[0].join(', ')}; 20 adds ${LOCUS_SETS[1].slice(15).join(', ')}; 27 adds ${LOCUS_SETS[2].slice(20).join(', ')}. D12S391 and vWA are taken as independent here; they lie 6 Mb apart.

## ROC: share of true relatives found, by false positive rate

In brackets the log10 LR that gives the rate. A rate of 10⁻⁷ means one chance match among ten million profiles.

| relationship | loci | median log10 LR | ${FALSE_POSITIVE_RATES.map((rate) => `10${superscript(Math.round(Math.log10(rate)))}`).join(' | ')} |
|---|---:|---:|${FALSE_POSITIVE_RATES.map(() => '---:').join('|')}|
${all.map((cell) => `| ${cell.question.name} ${cell.question.nameZh} | ${cell.loci} | ${cell.median.toFixed(1)} | ${cell.points.map(({ threshold, truePositives }) => `${percent(truePositives)} (${ratioText(threshold)})`).join(' | ')} |`).join('\n')}

## Where the true relative stands among ten million unrelated people

| relationship | loci | first | among the first 10 | among the first 100 | lost by more than 2 mismatches | lost by the filter | unrelated above log10 LR 2: simulated / exact |
|---|---:|---:|---:|---:|---:|---:|---:|
${all.map((cell) => `| ${cell.question.name} ${cell.question.nameZh} | ${cell.loci} | ${cell.ranks.map(({ share }) => percent(share)).join(' | ')} | ${percent(cell.beyondTolerance)} | ${cell.lostBySearch} | ${cell.check.simulated.toExponential(1)} / ${cell.check.exact.toExponential(1)} |`).join('\n')}

"Lost by the filter" counts true relatives within the tolerance whom the two-stage search did not return: it must be 0.

## Thresholds

The log10 LR at which one unrelated profile is expected to reach the ratio by chance (the column of the rate 1 ÷ profiles): below it a candidate is what chance gives, above it the search has something to show. It is printed with every candidate as "by chance", worked out for the loci that this candidate shares with the family.

| relationship | loci | 10,000 profiles | 1 million | 10 million |
|---|---:|---:|---:|---:|
${all.map((cell) => `| ${cell.question.name} ${cell.question.nameZh} | ${cell.loci} | ${[1e-4, 1e-6, 1e-7].map((rate) => thresholdAt(cell, rate)).join(' | ')} |`).join('\n')}
`
}

function thresholdAt({ points }: RocCell, rate: number): string {
  const point = points.find(({ falsePositives }) => falsePositives === rate)
  return point === undefined ? '–' : ratioText(point.threshold)
}

/** Thresholds are looked for from −2 on. */
function ratioText(log10Ratio: number): string {
  return log10Ratio < -1.98 ? '≤ −2' : log10Ratio.toFixed(1).replace('-', '−')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0.995 || share < 0.005 ? 1 : 0)} %`
}

function superscript(power: number): string {
  return String(power).replace('-', '⁻').replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])
}
