import { InputError } from '../errors.ts'
import { seededRandom, shuffled } from '../language/random.ts'
import { FEWEST_ROWS, firstLevel, PREFILL_ACCURACY } from './category-model.ts'
import type { CategoryModel, LabelledMessage, ModelCard } from './category-model.ts'
import { checksumOf } from './checksum.ts'
import { linearScores, trainLinear } from './linear-model.ts'
import { heaviest, nearest, neighbourhood, votes } from './neighbours.ts'
import { coverageAt, judge, qualityOf } from './quality.ts'
import { probabilities, trainStacker } from './stacking.ts'
import type { Stacker } from './stacking.ts'
import { learnWeighting, pickRows, readable, rowOf, vectorsOf } from './vectors.ts'
import type { Rows } from './vectors.ts'

const FOLDS = 4
const SEED = 20261124

export interface TrainingOptions {
  /** Instant, ISO 8601; the library has no clock. */
  readonly trainedAt: string
  /** Told the share done, 0–1. */
  readonly onProgress?: (done: number) => void
}

/**
 * Learns the categories of a register's own texts: a linear model over pieces of one to three characters and the votes of
 * the nearest labelled texts, joined by a regression over scores each gave for texts it had not seen. The same rows in the
 * same order give the same model.
 * @throws InputError text/too-few-rows, text/one-category, text/no-category
 */
export function trainCategories(messages: readonly LabelledMessage[], { trainedAt, onProgress = () => undefined }: TrainingOptions): CategoryModel {
  const { classes, paths, pathOfRow, labels } = readLabels(messages)
  const texts = messages.map(readable)
  const weighting = learnWeighting(texts)
  const rows = vectorsOf(texts, weighting)
  onProgress(0.15)
  const features = weighting.table.size
  const outside = scoresFromOutside(rows, labels, classes.length, features, (done) => onProgress(0.15 + 0.45 * done))
  const heavy = heaviest(rows)
  const hood = neighbourhood(heavy, features)
  const voted = votesFromOutside(heavy, hood, labels, classes.length)
  onProgress(0.75)
  const scores = sideBySide(outside, voted, classes.length)
  const stacker = trainStacker(scores, classes.length * 2, labels, classes.length)
  onProgress(0.85)
  const linear = trainLinear({ rows, labels, classes: classes.length, features })
  onProgress(1)
  const version = `${trainedAt.slice(0, 19).replaceAll(/\D/g, '')}-${checksumOf(linear.weights, pathOfRow).toString(16).padStart(8, '0')}`
  const card: ModelCard = { version, trainedAt, rows: messages.length, split: { folds: FOLDS, seed: SEED }, classes, paths, ...measured(scores, stacker, labels, classes) }
  return { card, weighting, linear, hood, pathOfRow, stacker }
}

function readLabels(messages: readonly LabelledMessage[]): { classes: string[]; paths: string[]; pathOfRow: Int32Array; labels: Int32Array } {
  if (messages.length < FEWEST_ROWS) throw new InputError('too-few-rows', 'labelled texts', `there are ${messages.length}, fewer than ${FEWEST_ROWS}`, `Label at least ${FEWEST_ROWS} matters first; until then the keyword rules suggest`)
  const empty = messages.findIndex(({ category }) => !/^[^/]+(\/[^/]+)*$/.test(category))
  if (empty >= 0) throw new InputError('no-category', `row ${empty + 1}`, 'its category is empty or has an empty level', 'Write the levels of the category apart by one slash')
  const paths = [...new Set(messages.map(({ category }) => category))].sort()
  const classes = [...new Set(paths.map(firstLevel))].sort()
  if (classes.length < 2) throw new InputError('one-category', 'labelled texts', `all of them are ${classes[0]}`, 'Give texts of at least two categories')
  const pathNumber = new Map(paths.map((path, number) => [path, number]))
  const classNumber = new Map(classes.map((name, number) => [name, number]))
  return {
    classes, paths,
    pathOfRow: Int32Array.from(messages, ({ category }) => pathNumber.get(category) ?? -1),
    labels: Int32Array.from(messages, ({ category }) => classNumber.get(firstLevel(category)) ?? -1),
  }
}

/** Linear scores of each row by a model trained on the other folds. */
function scoresFromOutside(rows: Rows, labels: Int32Array, classes: number, features: number, onProgress: (done: number) => void): Float32Array {
  const order = shuffled(labels.length, seededRandom(SEED))
  const scores = new Float32Array(labels.length * classes)
  for (let fold = 0; fold < FOLDS; fold++) {
    const kept = Array.from(order).filter((_, i) => i % FOLDS !== fold)
    const judged = Array.from(order).filter((_, i) => i % FOLDS === fold)
    const model = trainLinear({ rows: pickRows(rows, kept), labels: kept.map((row) => labels[row]), classes, features })
    const given = linearScores(model, pickRows(rows, judged))
    judged.forEach((row, i) => scores.set(given.subarray(i * classes, (i + 1) * classes), row * classes))
    onProgress((fold + 1) / FOLDS)
  }
  return scores
}

/** Votes of each row's neighbours, itself left out. */
function votesFromOutside(heavy: Rows, hood: ReturnType<typeof neighbourhood>, labels: Int32Array, classes: number): Float32Array {
  const all = new Float32Array(labels.length * classes)
  for (let row = 0; row < labels.length; row++) all.set(votes(nearest(hood, rowOf(heavy, row), row), (other) => labels[other], classes), row * classes)
  return all
}

function sideBySide(first: Float32Array, second: Float32Array, classes: number): Float32Array {
  const both = new Float32Array(first.length * 2)
  for (let at = 0; at < first.length; at += classes) {
    both.set(first.subarray(at, at + classes), at * 2)
    both.set(second.subarray(at, at + classes), at * 2 + classes)
  }
  return both
}

function measured(scores: Float32Array, stacker: Stacker, labels: Int32Array, classes: readonly string[]): Pick<ModelCard, 'quality' | 'prefill'> {
  const judged = Array.from(labels, (label, row) => judge(label, probabilities(stacker, scores, row * stacker.inputs, new Float64Array(classes.length))))
  const { margin, accuracy, coverage } = coverageAt(judged, PREFILL_ACCURACY)
  return { quality: qualityOf(judged, classes), prefill: { margin, accuracy, coverage } }
}
