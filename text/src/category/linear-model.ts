import { seededRandom, shuffle, shuffled } from '../language/random.ts'
import type { Rows } from './vectors.ts'

/** One weight for each feature and class, the classes of a feature side by side, and one for the class alone. */
export interface LinearModel {
  readonly classes: number
  readonly weights: Float32Array
  readonly bias: Float32Array
}

interface Training {
  readonly rows: Rows
  readonly labels: ArrayLike<number>
  readonly classes: number
  readonly features: number
}

const PENALTY = 1
const ROUNDS = 12
const SEED = 1

/**
 * One-against-the-rest support vector machines with squared hinge loss, solved in the dual, all classes in one pass over
 * the data: a row is fetched once for all of them. Rare classes weigh more, by the root of their rarity.
 * @see Hsieh et al. 2008, A dual coordinate descent method for large-scale linear SVM, doi:10.1145/1390156.1390208
 */
export function trainLinear({ rows, labels, classes, features }: Training): LinearModel {
  const count = rows.start.length - 1
  const model: LinearModel = { classes, weights: new Float32Array(features * classes), bias: new Float32Array(classes) }
  const dual = new Float32Array(count * classes)
  const slack = slackOf(labels, classes)
  const random = seededRandom(SEED)
  const order = shuffled(count, random)
  const scores = new Float64Array(classes)
  const change = new Float64Array(classes)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const row of order) {
      addScores(model, rows, row, scores)
      if (solveRow({ label: labels[row], squared: squaredLength(rows, row) + 1, scores, dual, at: row * classes, slack, change })) addToWeights(model, rows, row, change)
    }
  }
  return model
}

/** 1 / 2C by class: how far a positive example may stay on the wrong side. */
function slackOf(labels: ArrayLike<number>, classes: number): { positive: Float64Array; negative: number } {
  const sizes = new Float64Array(classes)
  for (let i = 0; i < labels.length; i++) sizes[labels[i]]++
  return { positive: sizes.map((size) => 1 / (2 * PENALTY * Math.sqrt(Math.max(1, labels.length - size) / Math.max(1, size)))), negative: 1 / (2 * PENALTY) }
}

interface Step {
  label: number
  squared: number
  scores: Float64Array
  dual: Float32Array
  at: number
  slack: { positive: Float64Array; negative: number }
  change: Float64Array
}

function solveRow({ label, squared, scores, dual, at, slack, change }: Step): boolean {
  let moved = false
  for (let k = 0; k < scores.length; k++) {
    const sign = k === label ? 1 : -1
    const give = k === label ? slack.positive[k] : slack.negative
    const before = dual[at + k]
    const after = Math.max(0, before - (sign * scores[k] - 1 + give * before) / (squared + give))
    change[k] = (after - before) * sign
    dual[at + k] = after
    if (change[k] !== 0) moved = true
  }
  return moved
}

function squaredLength(rows: Rows, row: number): number {
  let sum = 0
  for (let p = rows.start[row]; p < rows.start[row + 1]; p++) sum += rows.value[p] * rows.value[p]
  return sum
}

function addScores({ weights, bias, classes }: LinearModel, rows: Rows, row: number, into: Float64Array): void {
  for (let k = 0; k < classes; k++) into[k] = bias[k]
  for (let p = rows.start[row]; p < rows.start[row + 1]; p++) {
    const at = rows.index[p] * classes
    const value = rows.value[p]
    for (let k = 0; k < classes; k++) into[k] += weights[at + k] * value
  }
}

function addToWeights({ weights, bias, classes }: LinearModel, rows: Rows, row: number, change: Float64Array): void {
  for (let p = rows.start[row]; p < rows.start[row + 1]; p++) {
    const at = rows.index[p] * classes
    const value = rows.value[p]
    for (let k = 0; k < classes; k++) weights[at + k] += change[k] * value
  }
  for (let k = 0; k < classes; k++) bias[k] += change[k]
}

/** The scores of every row, the classes of a row side by side. */
export function linearScores(model: LinearModel, rows: Rows): Float32Array {
  const count = rows.start.length - 1
  const all = new Float32Array(count * model.classes)
  const scores = new Float64Array(model.classes)
  for (let row = 0; row < count; row++) {
    addScores(model, rows, row, scores)
    all.set(scores, row * model.classes)
  }
  return all
}
