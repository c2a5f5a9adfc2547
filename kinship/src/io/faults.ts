/** What an import can find wrong. Codes are stable and public. */
export type FaultCode =
  | 'unknown-locus' | 'locus-spelling' | 'locus-without-frequencies' | 'locus-twice' | 'results-differ' | 'three-alleles' | 'two-y-alleles' | 'one-allele'
  | 'allele-unreadable' | 'allele-off-ladder' | 'rare-allele' | 'decimal-comma' | 'cell-is-a-date' | 'sample-missing' | 'sex-marker-unclear'
  | 'no-header' | 'no-rows' | 'not-this-format' | 'frequency-unreadable' | 'frequency-out-of-range' | 'allele-twice' | 'sum-not-1' | 'sum-rounded'

/** One fault of a file: where it is and what to do. `error` keeps the value out, `warning` lets it in as said. */
export interface Fault {
  readonly severity: 'error' | 'warning'
  readonly code: FaultCode
  readonly file: string
  /** Line or row of the file, from 1; 0 when the whole file is meant. */
  readonly row: number
  readonly sample: string | null
  readonly locus: string | null
  /** What stands there. */
  readonly value: string
  readonly message: { readonly en: string; readonly zh: string }
}

type Words = readonly [en: string, zh: string]

/** {value}, {locus}, {sample} and {hint} are filled in. */
const MESSAGES: Readonly<Record<FaultCode, Words>> = {
  'unknown-locus': ['{value} is not a known locus; correct the name or leave the column out', '“{value}”不是已知基因座，请更正名称或去掉该列'],
  'locus-spelling': ['{value} is read as {locus}; write it so', '“{value}”按 {locus} 读取，请统一写法（注意大小写）'],
  'locus-without-frequencies': ['the frequency table has no {locus}; it is kept but cannot be compared', '频率表中没有 {locus}，可保存但不参与比较'],
  'locus-twice': ['{locus} is given twice for this sample{hint}; keep one', '该样本的 {locus} 出现两次{hint}，请只保留一个'],
  'results-differ': ['{sample} has two different results at {locus}: {value} and {hint}; check both entries', '样本 {sample} 的 {locus} 两次录入不一致：{value} 与 {hint}，请核对'],
  'three-alleles': ['{locus} has more than two alleles ({value}); check for a mixture or a wrong column', '{locus} 超过两个等位基因（{value}），请检查是否混合样本或错列'],
  'two-y-alleles': ['{locus} has two alleles ({value}) but is no duplicated Y locus; check for a mixture', '{locus} 出现两个等位基因（{value}），但不是双拷贝 Y 基因座，请检查是否混合样本'],
  'one-allele': ['{locus} has one allele ({value}); write a homozygote twice, or leave both empty', '{locus} 只有一个等位基因（{value}）；纯合子请写两次，否则两格都留空'],
  'allele-unreadable': ['{value} is not an allele of {locus}; write repeats such as 9 or 9.3', '“{value}”不是 {locus} 的等位基因；请写重复数，如 9 或 9.3'],
  'allele-off-ladder': ['{value} is off the ladder of {locus} ({hint}); retype or leave the locus out', '{value} 超出 {locus} 的等位基因阶梯（{hint}），请复核或略去该基因座'],
  'rare-allele': ['{value} is in no table of {locus} ({hint}); if the typing is right, compare with a minimum frequency', '{value} 不在 {locus} 的任何频率表中（{hint}）；如确认无误，请按最低频率计算'],
  'decimal-comma': ['{value} has a decimal comma; write {hint}', '“{value}”使用了小数逗号，请写 {hint}'],
  'cell-is-a-date': ['the cell holds a date ({value}): Excel has changed an allele; format the column as text and retype', '单元格是日期（{value}）：Excel 改动了等位基因，请设为文本格式后重填'],
  'sample-missing': ['the row has no sample number', '该行没有样本编号'],
  'sex-marker-unclear': ['{value} is no reading of the sex marker; write X X or X Y', '“{value}”不是性别位点结果；请写 X X 或 X Y'],
  'no-header': ['no header row with a sample column and loci was found', '没有找到含样本列和基因座的表头'],
  'no-rows': ['the file has no data rows', '文件没有数据行'],
  'not-this-format': ['{value}', '{value}'],
  'frequency-unreadable': ['{value} is not a frequency; write a number such as 0.125', '“{value}”不是频率；请写如 0.125 的数'],
  'frequency-out-of-range': ['{value} is not between 0 and 1', '{value} 不在 0 与 1 之间'],
  'allele-twice': ['allele {value} of {locus} is given twice; keep one', '{locus} 的等位基因 {value} 出现两次，请只保留一个'],
  'sum-not-1': ['the frequencies of {locus} sum to {value}, not 1; correct them or ask for rescaling', '{locus} 的频率之和为 {value}，不等于 1；请更正或选择按和缩放'],
  'sum-rounded': ['the frequencies of {locus} sum to {value} by rounding; each is divided by that sum', '{locus} 的频率之和因取整为 {value}，已各除以该和'],
}

export interface FaultPlace {
  readonly row: number
  readonly sample?: string | null
  readonly locus?: string | null
  readonly value?: string
  /** A suggestion or second value for the message. */
  readonly hint?: string
}

/** Collects the faults of one file. */
export interface FaultList {
  readonly faults: Fault[]
  readonly error: (code: FaultCode, place: FaultPlace) => void
  readonly warn: (code: FaultCode, place: FaultPlace) => void
}

export function createFaultList(file: string): FaultList {
  const faults: Fault[] = []
  const add = (severity: Fault['severity'], code: FaultCode, place: FaultPlace): void => {
    const { row, sample = null, locus = null, value = '' } = place
    const words: Readonly<Record<string, string>> = { value, locus: locus ?? '', sample: sample ?? '', hint: place.hint ?? '' }
    const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')
    const [en, zh] = MESSAGES[code]
    faults.push({ severity, code, file, row, sample, locus, value, message: { en: fill(en), zh: fill(zh) } })
  }
  return { faults, error: (code, place) => add('error', code, place), warn: (code, place) => add('warning', code, place) }
}
