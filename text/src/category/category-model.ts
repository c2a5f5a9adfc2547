import type { LinearModel } from './linear-model.ts'
import type { Neighbourhood } from './neighbours.ts'
import type { Stacker } from './stacking.ts'
import type { Weighting } from './vectors.ts'

/** A labelled text: `category` is a path in the site's tree, its levels apart by `/`. */
export interface LabelledMessage {
  readonly title?: string | null
  readonly text: string
  readonly category: string
}

/** How well a model does on texts it was not trained on. Shares are 0–1. */
export interface Quality {
  readonly n: number
  /** Mean over the first-level classes of 2TP / (2TP + FP + FN). */
  readonly macroF1: number
  readonly accuracy: number
  readonly top3: number
  /** Share of texts, surest first, of which at least 97 % are right. */
  readonly coverageAt97: number
}

/** What a model says of itself; stands in front of its file. */
export interface ModelCard {
  /** Names the model: the time it was trained and the check sum of what it learned. */
  readonly version: string
  /** Instant, ISO 8601. */
  readonly trainedAt: string
  readonly rows: number
  /** How the measured rows were kept apart: every row is judged once by a model that did not see it. */
  readonly split: { readonly folds: number; readonly seed: number }
  /** First-level categories, in the order of the weights. */
  readonly classes: readonly string[]
  /** Every path seen in training. */
  readonly paths: readonly string[]
  readonly quality: Quality
  /** Prefill at this margin or above; null when no margin reaches the accuracy asked for. */
  readonly prefill: { readonly margin: number | null; readonly accuracy: number; readonly coverage: number }
}

export interface CategoryModel {
  readonly card: ModelCard
  readonly weighting: Weighting
  readonly linear: LinearModel
  readonly hood: Neighbourhood
  /** By row of the neighbourhood: its path's number in `card.paths`. */
  readonly pathOfRow: Int32Array
  readonly stacker: Stacker
}

/** Below this many labelled texts nothing is learned and nothing is suggested by a model. */
export const FEWEST_ROWS = 500

/** Accuracy that prefilled suggestions must have reached on unseen texts. */
export const PREFILL_ACCURACY = 0.977

export const firstLevel = (path: string): string => path.split('/', 1)[0]
