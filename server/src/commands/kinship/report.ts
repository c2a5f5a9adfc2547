import { parseArgs } from 'node:util'
import type { CountingEstimate } from '@hejie/kinship'
import { InputError, compareMtHaplotypes, compareYHaplotypes, countingEstimate, isObject, likelihoodRatio, reportHtml, requireArray, requireNumber, requireObject } from '@hejie/kinship'
import { inPlace, openCase } from './case-file.ts'
import { numberOption } from './numbers.ts'
import type { KinshipIo } from './terminal.ts'

export const reportHelp = `hejie kinship report --case FILE.json --out FILE.html [--id CASE] [--lang zh|en] [--prior P]
  计算报告 Writes a self-contained HTML report that states every assumption; roles stand for people, never names.
  --prior   prior probability of H1, above 0 and below 1; without it no posterior probability is given`

const SOFTWARE = 'Hejie kinship 0.1.0'

/** `hejie kinship report` */
export async function reportCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values } = parseArgs({ args, options: { case: { type: 'string' }, id: { type: 'string' }, lang: { type: 'string', default: 'zh' }, prior: { type: 'string' }, out: { type: 'string' } } })
  if (values.lang !== 'zh' && values.lang !== 'en') throw new InputError('language-unknown', '--lang', `"${values.lang}"`, 'Give zh or en')
  if (values.out === undefined) throw new InputError('argument-missing', '--out', 'no file is named', 'Give --out FILE.html')
  const language = values.lang
  const prior = values.prior === undefined ? undefined : numberOption('--prior', values.prior, { low: Number.MIN_VALUE, high: 1 - Number.EPSILON })
  const { entry, table, isSynthetic, fields } = await openCase(values.case, values.id, io)
  const result = inPlace(`case ${entry.id}`, () => likelihoodRatio(entry.input))
  const support = inPlace(`case ${entry.id}`, () => [...paternalSupport(fields, language), ...maternalSupport(fields, language)])
  const computedAt = new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC'
  io.write(values.out, reportHtml({ input: entry.input, result, table, language, caseId: entry.id, computedAt, software: SOFTWARE, prior, support, isSynthetic }))
  io.print(`${values.out}: log10 LR ${result.log10Ratio === null ? 'undefined' : result.log10Ratio.toFixed(4)}, ${result.compared.length} loci compared`)
  return 0
}

/** A sentence on two Y haplotypes of the case: `"yStr": {"haplotypes": [{…}, {…}], "observed": x, "databaseSize": N}`. */
function paternalSupport(fields: Readonly<Record<string, unknown>>, language: 'zh' | 'en'): string[] {
  if (!isObject(fields.yStr)) return []
  const [one, other] = requireArray(fields.yStr.haplotypes, 'yStr haplotypes').map((value) => readHaplotype(value))
  if (one === undefined || other === undefined) throw new InputError('wrong-shape', 'yStr haplotypes', 'two are needed', 'Give the haplotypes of the two men')
  const { compared, differences } = compareYHaplotypes(one, other)
  const differing = differences.map(({ locus, steps }) => (steps === null ? locus : `${locus} (${steps})`)).join(', ')
  if (differences.length > 0) {
    return [language === 'zh' ? `Y-STR：比较 ${compared} 个基因座，${differences.length} 个不同（括号内为步数）：${differing}。` : `Y-STR: ${compared} loci compared, ${differences.length} differ (steps in brackets): ${differing}.`]
  }
  const estimate = readEstimate(fields.yStr, 'yStr')
  return [
    language === 'zh'
      ? `Y-STR：比较 ${compared} 个基因座，全部相同；${countInWords(estimate, language)}仅支持同一父系，不能区分父系亲属。`
      : `Y-STR: all ${compared} loci compared are equal; ${countInWords(estimate, language)} This supports a shared paternal line only and cannot tell paternal relatives apart.`,
  ]
}

/** A sentence on two mtDNA haplotypes: `"mtDna": {"haplotypes": [{"ranges": [[16024, 16365]], "differences": ["16189C"]}, {…}], "observed": x, "databaseSize": N}`. */
function maternalSupport(fields: Readonly<Record<string, unknown>>, language: 'zh' | 'en'): string[] {
  if (!isObject(fields.mtDna)) return []
  const [one, other] = requireArray(fields.mtDna.haplotypes, 'mtDna haplotypes').map(readMtHaplotype)
  if (one === undefined || other === undefined) throw new InputError('wrong-shape', 'mtDna haplotypes', 'two are needed', 'Give the haplotypes of the two people')
  const { comparedBases, differences } = compareMtHaplotypes(one, other)
  if (differences.length > 0) {
    const verdict = differences.length === 1 ? { zh: '仅一处差异，不能定论。', en: 'One difference alone is inconclusive.' } : { zh: '两处以上差异，不支持同一母系。', en: 'Two differences or more speak against a shared maternal line.' }
    return [language === 'zh' ? `线粒体 DNA：比较 ${comparedBases} 个碱基，差异：${differences.join('、')}。${verdict.zh}` : `mtDNA: ${comparedBases} bases compared, differences: ${differences.join(', ')}. ${verdict.en}`]
  }
  const estimate = readEstimate(fields.mtDna, 'mtDna')
  return [
    language === 'zh'
      ? `线粒体 DNA：比较 ${comparedBases} 个碱基，全部相同；${countInWords(estimate, language)}仅支持同一母系，不能区分母系亲属。`
      : `mtDNA: all ${comparedBases} bases compared are equal; ${countInWords(estimate, language)} This supports a shared maternal line only and cannot tell maternal relatives apart.`,
  ]
}

function readEstimate(fields: Readonly<Record<string, unknown>>, name: string): CountingEstimate {
  return countingEstimate(requireNumber(fields.observed, `${name} observed`), requireNumber(fields.databaseSize, `${name} databaseSize`))
}

function countInWords({ observed, databaseSize, upper }: CountingEstimate, language: 'zh' | 'en'): string {
  const limit = upper.toPrecision(3)
  return language === 'zh' ? `该单倍型在 ${databaseSize} 个参考样本中出现 ${observed} 次，频率的 95% 置信上限为 ${limit}。` : `the haplotype was seen ${observed} times among ${databaseSize}, 95% upper limit of its frequency ${limit}.`
}

function readMtHaplotype(value: unknown): { ranges: [number, number][]; differences: string[] } {
  const fields = requireObject(value, 'mtDna haplotype')
  const ranges = requireArray(fields.ranges, 'mtDna ranges').map((range): [number, number] => {
    const [from, to] = requireArray(range, 'mtDna range')
    return [requireNumber(from, 'mtDna range'), requireNumber(to, 'mtDna range')]
  })
  return { ranges, differences: requireArray(fields.differences, 'mtDna differences').map(String) }
}

function readHaplotype(value: unknown): Record<string, string[]> {
  return Object.fromEntries(Object.entries(requireObject(value, 'yStr haplotype')).map(([locus, alleles]) => [locus, (Array.isArray(alleles) ? alleles : [alleles]).map(String)]))
}
