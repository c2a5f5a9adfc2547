import type { Quality } from './category-model.ts'
import { ranked } from './score-category.ts'

/** What became of one text with a known class. */
export interface Judged {
  readonly label: number
  readonly order: readonly number[]
  readonly margin: number
}

export interface ClassQuality {
  readonly category: string
  readonly n: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export function judge(label: number, probability: Float64Array): Judged {
  return { label, ...ranked(probability) }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const isRight = ({ label, order }: Judged): boolean => order[0] === label

export function qualityByClass(judged: readonly Judged[], classes: readonly string[]): ClassQuality[] {
  return classes.map((category, k) => {
    const hits = judged.filter((one) => one.label === k && isRight(one)).length
    const n = judged.filter((one) => one.label === k).length
    const claimed = judged.filter((one) => one.order[0] === k).length
    return { category, n, precision: share(hits, claimed), recall: share(hits, n), f1: share(2 * hits, n + claimed) }
  })
}

/** The widest coverage, surest first, at which the accuracy is reached, with the margin of the last text covered. */
export function coverageAt(judged: readonly Judged[], accuracy: number): { coverage: number; accuracy: number; margin: number | null } {
  const surest = judged.toSorted((a, b) => b.margin - a.margin)
  let best: ReturnType<typeof coverageAt> = { coverage: 0, accuracy: 0, margin: null }
  let right = 0
  surest.forEach((one, i) => {
    if (isRight(one)) right++
    const isLastOfMargin = surest[i + 1]?.margin !== one.margin
    if (isLastOfMargin && right / (i + 1) >= accuracy) best = { coverage: (i + 1) / surest.length, accuracy: right / (i + 1), margin: one.margin }
  })
  return best
}

/** The figures of a set of judged texts. Classes without a text are left out of the mean. */
export function qualityOf(judged: readonly Judged[], classes: readonly string[]): Quality {
  const byClass = qualityByClass(judged, classes).filter(({ n }) => n > 0)
  return {
    n: judged.length,
    macroF1: share(byClass.reduce((sum, { f1 }) => sum + f1, 0), byClass.length),
    accuracy: share(judged.filter(isRight).length, judged.length),
    top3: share(judged.filter(({ label, order }) => order.slice(0, 3).includes(label)).length, judged.length),
    coverageAt97: coverageAt(judged, 0.97).coverage,
  }
}
