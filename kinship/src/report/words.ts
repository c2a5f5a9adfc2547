import type { MutationModel } from '../mutation.ts'
import type { Language } from './roles.ts'

type Texts = Readonly<Record<Language, string>>

/** Every sentence of the report, in both languages. */
export const WORDS = {
  title: { zh: '亲缘关系似然比计算报告', en: 'Kinship likelihood ratio: computation report' },
  synthetic: { zh: '本报告使用合成数据，仅作演示。', en: 'This report uses synthetic data, for demonstration only.' },
  notIdentity: {
    zh: '本报告只给出遗传证据在两种假设下的相对强度，不是身份认定。是否确认亲缘关系，须重新采样复核（不少于 19 个常染色体基因座），并由两名审核人独立确认。',
    en: 'This report states how strongly the genetic evidence favours one hypothesis over the other. It does not establish identity: a new sample, 19 autosomal loci or more, and two independent reviewers are needed before anything is confirmed.',
  },
  case: { zh: '案例', en: 'Case' }, computedAt: { zh: '计算时间', en: 'Computed' }, software: { zh: '软件', en: 'Software' },
  hypotheses: { zh: '两种假设', en: 'The two hypotheses' }, h1: { zh: '假设一（H1）', en: 'Hypothesis 1 (H1)' }, h2: { zh: '假设二（H2）', en: 'Hypothesis 2 (H2)' },
  legend: { zh: '方形为男，圆形为女，实心为已分型，箭头为当事人。图中只写称谓，不写姓名。', en: 'Square male, circle female, filled if typed, arrow at the person in question. Labels are roles, never names.' },
  result: { zh: '结果', en: 'Result' }, total: { zh: '合计', en: 'Total' },
  resultSentence: { zh: '在假设一成立时出现这些分型结果的概率，是假设二成立时的 {ratio} 倍（log₁₀ LR = {log}）。', en: 'These genotypes are {ratio} times as probable if H1 is true as if H2 is true (log₁₀ LR = {log}).' },
  impossible: { zh: '基因座 {loci} 的分型结果在两种假设下都不可能出现，无法计算似然比；请复核分型，或采用允许突变的模型。', en: 'At {loci} the genotypes are impossible under both hypotheses, so there is no likelihood ratio: check the typing, or use a model with mutation.' },
  compared: { zh: '参与比较的基因座（至少两人有分型）', en: 'Loci compared (two people or more typed)' },
  against: { zh: '不支持假设一的基因座（LR < 1）', en: 'Loci that speak against H1 (LR < 1)' },
  strained: { zh: '需以突变、沉默等位基因或分型差错解释的基因座', en: 'Loci that need a mutation, a silent allele or an error' }, none: { zh: '无', en: 'none' },
  posterior: { zh: '若先验概率为 {prior}（由使用者给出），且只有这两种可能，则假设一的后验概率为 {posterior}。', en: 'With a prior probability of {prior} (stated by the user) and no third possibility, the posterior probability of H1 is {posterior}.' },
  noPrior: { zh: '未给出先验概率，故不计算后验概率。', en: 'No prior probability was stated, so no posterior probability is given.' },
  perLocus: { zh: '各基因座', en: 'By locus' }, locus: { zh: '基因座', en: 'Locus' }, lh1: { zh: 'P(分型 | H1)', en: 'P(genotypes | H1)' }, lh2: { zh: 'P(分型 | H2)', en: 'P(genotypes | H2)' }, note: { zh: '说明', en: 'Note' },
  speaksAgainst: { zh: '不支持 H1', en: 'against H1' }, needs: { zh: '{h} 需突变等解释', en: 'mutation or error needed under {h}' },
  assumptions: { zh: '假定与方法（据此可由其他实验室复算）', en: 'Assumptions and methods (for another laboratory to repeat)' },
  table: { zh: '等位基因频率表', en: 'Allele frequencies' }, source: { zh: '来源', en: 'Source' }, licence: { zh: '许可', en: 'Licence' }, theta: { zh: '人群亚结构校正 θ', en: 'Coancestry θ' },
  thetaNote: { zh: 'Balding–Nichols 抽样，作用于每一假设的全部创始等位基因', en: 'Balding–Nichols sampling over all founder alleles of a hypothesis' },
  mutation: { zh: '突变模型', en: 'Mutation model' }, silent: { zh: '沉默等位基因', en: 'Silent alleles' }, observation: { zh: '等位基因丢失与分型差错', en: 'Drop-out and typing error' }, linkage: { zh: '连锁', en: 'Linkage' }, rare: { zh: '罕见或未见等位基因', en: 'Rare and unseen alleles' },
  independent: { zh: '各基因座视为独立遗传', en: 'loci are taken as independent' }, linkedAs: { zh: '{loci}：重组率 {fraction}', en: '{loci}: recombination fraction {fraction}' },
  noSilent: { zh: '不考虑', en: 'not assumed' }, silentAt: { zh: '{locus} 频率 {frequency}', en: '{locus} with frequency {frequency}' },
  noErrors: { zh: '不考虑（分型视为无误）', en: 'not assumed (genotypes are taken as right)' }, dropOut: { zh: '单个等位基因丢失率 {value}', en: 'drop-out of one allele copy {value}' }, typingError: { zh: '分型差错率 {value}', en: 'typing error {value}' },
  refuse: { zh: '频率表中没有的等位基因不予计算', en: 'an allele that the table lacks is refused' }, minimum: { zh: '低于 {value} 的频率及未见等位基因取 {value}，再按和缩放', en: 'frequencies below {value} and unseen alleles are set to {value}, then all are divided by their sum' },
  method: { zh: '计算方法', en: 'Method' },
  methodNote: { zh: '任意家系的精确似然（Elston–Stewart 剥离法，按因子图逐一消元）；未分型者全部保留并求和；杂合子计两种相位。公式与出处见 docs/formulas.md。', en: 'exact pedigree likelihood (Elston–Stewart peeling as variable elimination); untyped people are kept and summed over; a heterozygote counts both orders. Formulas and sources: docs/formulas.md.' },
  support: { zh: '父系与母系的辅助证据（不与似然比相乘）', en: 'Support from the paternal and maternal line (not multiplied into the likelihood ratio)' },
  repeat: { zh: '复算数据', en: 'Data for repeating the computation' }, repeatNote: { zh: '下列 JSON 以称谓代替姓名，可用 hejie kinship lr --vectors 复算。', en: 'The JSON below uses roles instead of names; hejie kinship lr --vectors computes it again.' },
  models: { zh: '各基因座模型不同：', en: 'models differ by locus: ' },
} as const satisfies Readonly<Record<string, Texts>>

export type WordKey = keyof typeof WORDS

/** A sentence in the language, its {gaps} filled. */
export function say(language: Language, key: WordKey, gaps: Readonly<Record<string, string>> = {}): string {
  const text: string = WORDS[key][language]
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => gaps[name] ?? whole)
}

/** A mutation model in words, with its numbers. */
export function describeMutation(model: MutationModel, language: Language): string {
  const isChinese = language === 'zh'
  if (model.model === 'none') return isChinese ? '无突变' : 'none'
  if (model.model === 'matrix') return isChinese ? '自定义突变矩阵' : 'own matrices'
  const names = isChinese
    ? { equal: '等概率模型', proportional: '按频率比例模型', onestep: '一步模型', stepwise: '逐步模型' }
    : { equal: 'equal', proportional: 'proportional to frequency', onestep: 'one step', stepwise: 'stepwise' }
  const rates = isChinese ? `父源 ${model.maleRate}，母源 ${model.femaleRate}` : `male rate ${model.maleRate}, female rate ${model.femaleRate}`
  const steps = model.model !== 'stepwise' ? '' : isChinese ? `，范围 ${model.range}，微变异率 ${model.rate2}` : `, range ${model.range}, microvariant rate ${model.rate2}`
  return `${names[model.model]}${isChinese ? '：' : ': '}${rates}${steps}`
}

/** A number for reading: four digits, powers of ten from 10⁵ up and 10⁻³ down. */
export function readable(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '—'
  if (value === 0) return '0'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (size >= 1e-3 && size < 1e5) return String(Number(value.toPrecision(4))).replace('-', '−')
  const [mantissa, exponent] = value.toExponential(3).split('e')
  return `${mantissa.replace('-', '−')}×10${superscript(Number(exponent))}`
}

/** 10 to a power too large or small for a number. */
export function readablePower(log10: number | null): string {
  if (log10 === null || !Number.isFinite(log10) || Math.abs(log10) < 300) return readable(log10 === null ? null : 10 ** log10)
  return `${(10 ** (log10 - Math.floor(log10))).toFixed(3)}×10${superscript(Math.floor(log10))}`
}

function superscript(exponent: number): string {
  return String(exponent).replace(/[-\d]/g, (sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)])
}
