import { firstLevel } from './category-model.ts'
import type { CategoryModel } from './category-model.ts'
import { linearScores } from './linear-model.ts'
import { heaviestOf, nearest, votes } from './neighbours.ts'
import type { Neighbour } from './neighbours.ts'
import { probabilities } from './stacking.ts'
import { joinRows, vectorOf } from './vectors.ts'

export interface Scored {
  /** By class of the model; sums to 1. */
  readonly probability: Float64Array
  /** Classes, the likeliest first. */
  readonly order: readonly number[]
  /** Natural logarithm of how many times likelier the first is than the second; Infinity with one class. */
  readonly margin: number
  readonly neighbours: readonly Neighbour[]
}

/** By path number, the number of its first level. */
export const classOfPaths = (classes: readonly string[], paths: readonly string[]): Int32Array =>
  Int32Array.from(paths, (path) => classes.indexOf(firstLevel(path)))

/** Likelihoods of the first-level classes for a text prepared by `readable`; null when no piece of it is known. */
export function scoreCategory(model: CategoryModel, text: string): Scored | null {
  const vector = vectorOf(text, model.weighting)
  if (vector.index.length === 0) return null
  const { classes } = model.linear
  const neighbours = nearest(model.hood, heaviestOf(vector))
  const ofPath = classOfPaths(model.card.classes, model.card.paths)
  const scores = new Float32Array(classes * 2)
  scores.set(linearScores(model.linear, joinRows([vector])))
  scores.set(votes(neighbours, (row) => ofPath[model.pathOfRow[row]], classes), classes)
  const probability = probabilities(model.stacker, scores, 0, new Float64Array(classes))
  return { probability, ...ranked(probability), neighbours }
}

/** The order of the classes and the margin between the first two. */
export function ranked(probability: Float64Array): { order: number[]; margin: number } {
  const order = Array.from(probability.keys()).sort((a, b) => probability[b] - probability[a] || a - b)
  const margin = order.length < 2 ? Infinity : Math.log(probability[order[0]] / Math.max(probability[order[1]], 1e-12))
  return { order, margin }
}
