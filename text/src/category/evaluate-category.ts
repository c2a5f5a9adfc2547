import { InputError } from '../errors.ts'
import { firstLevel } from './category-model.ts'
import type { CategoryModel, LabelledMessage, Quality } from './category-model.ts'
import { qualityByClass, qualityOf } from './quality.ts'
import type { ClassQuality, Judged } from './quality.ts'
import { deeperPaths } from './suggest-category.ts'
import { scoreCategory } from './score-category.ts'
import { readable } from './vectors.ts'

export interface Evaluation extends Quality {
  readonly perClass: readonly ClassQuality[]
  /** What the margin chosen in training does on these texts. */
  readonly prefilled: { readonly coverage: number; readonly accuracy: number }
  /** Accuracy of the best path cut to two and to three levels, among texts labelled that deep. */
  readonly deeper: readonly { readonly level: number; readonly n: number; readonly accuracy: number }[]
}

/**
 * How a model does on labelled texts it was not trained on. A label the model has never seen counts as wrong.
 * @throws InputError text/no-rows
 */
export function evaluateCategories(model: CategoryModel, messages: readonly LabelledMessage[]): Evaluation {
  if (messages.length === 0) throw new InputError('no-rows', 'labelled texts', 'there are none', 'Give a file with at least one labelled text')
  const { classes, prefill } = model.card
  const known = [...classes, ...new Set(messages.map(({ category }) => firstLevel(category)).filter((name) => !classes.includes(name)))]
  const depths = [2, 3].map((level) => ({ level, n: 0, right: 0 }))
  const judged = messages.map((message): Judged => {
    const scored = scoreCategory(model, readable(message))
    const order = scored?.order ?? []
    const wanted = message.category.split('/')
    for (const depth of depths) {
      if (wanted.length < depth.level) continue
      depth.n++
      const best = scored ? deeperPaths(model, scored, order[0])[0]?.path : undefined
      if (best?.split('/').slice(0, depth.level).join('/') === wanted.slice(0, depth.level).join('/')) depth.right++
    }
    return { label: known.indexOf(wanted[0]), order, margin: scored?.margin ?? -Infinity }
  })
  const shown = judged.filter(({ margin }) => prefill.margin !== null && margin >= prefill.margin)
  return {
    ...qualityOf(judged, known), perClass: qualityByClass(judged, known),
    prefilled: { coverage: shown.length / judged.length, accuracy: shown.length === 0 ? 0 : shown.filter(({ label, order }) => order[0] === label).length / shown.length },
    deeper: depths.filter(({ n }) => n > 0).map(({ level, n, right }) => ({ level, n, accuracy: right / n })),
  }
}
