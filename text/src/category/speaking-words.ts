import { eachGram } from '../language/grams.ts'
import { featureOf } from './feature-table.ts'
import type { CategoryModel } from './category-model.ts'

const MOST_WORDS = 5
const LONGEST_WORD = 8
/** A character belongs to a word when it carries this share of what the strongest carries. */
const STRONG = 0.3

/** The stretches of a text that raise a class above the others, the strongest first. */
export function speakingWords({ weighting, linear }: CategoryModel, text: string, classNumber: number): string[] {
  const carried = new Float64Array(text.length)
  eachGram(text, 2, 3, (hash, start, end) => {
    const feature = featureOf(weighting.table, hash)
    if (feature < 0) return
    let others = 0
    for (let k = 0; k < linear.classes; k++) if (k !== classNumber) others += linear.weights[feature * linear.classes + k]
    const lift = (linear.weights[feature * linear.classes + classNumber] - others / (linear.classes - 1)) * weighting.rarity[feature]
    if (lift > 0) for (let i = start; i < end; i++) carried[i] += lift / (end - start)
  })
  const strongest = carried.reduce((most, one) => Math.max(most, one), 0)
  if (strongest === 0) return []
  const words = new Map<string, number>()
  for (let start = 0; start < text.length; start++) {
    if (carried[start] < STRONG * strongest) continue
    let end = start
    let weight = 0
    while (end < text.length && end - start < LONGEST_WORD && carried[end] >= STRONG * strongest) weight += carried[end++]
    const word = text.slice(start, end)
    if (end - start >= 2 && !/[0某]/.test(word)) words.set(word, Math.max(words.get(word) ?? 0, weight))
    start = end
  }
  return [...words].sort((a, b) => b[1] - a[1]).slice(0, MOST_WORDS).map(([word]) => word)
}
