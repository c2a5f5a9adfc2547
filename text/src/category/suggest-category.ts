import { firstLevel } from './category-model.ts'
import type { CategoryModel } from './category-model.ts'
import { votes } from './neighbours.ts'
import { scoreCategory } from './score-category.ts'
import type { Scored } from './score-category.ts'
import { speakingWords } from './speaking-words.ts'
import { readable } from './vectors.ts'
import type { Message } from './vectors.ts'

export interface DeeperPath {
  readonly path: string
  /** Share of the like matters of this category that were filed there, 0–1. */
  readonly share: number
}

export interface CategorySuggestion {
  /** First-level category. */
  readonly category: string
  /** 0–1, measured on texts the model had not seen. */
  readonly probability: number
  /** Words of the text that speak for it, the strongest first; at most five. */
  readonly words: readonly string[]
  /** Where below it like matters were filed, the commonest first; at most three. */
  readonly deeper: readonly DeeperPath[]
}

export interface CategoryAnswer {
  readonly suggestions: readonly CategorySuggestion[]
  /** The category to write into the form unasked, or null; the officer decides in either case. */
  readonly prefill: string | null
  /** Why there is no suggestion. */
  readonly silent: 'nothing-known' | null
  /** Categories the model would have suggested that are no longer in the tree. */
  readonly retired: readonly string[]
}

const SHOWN = 3

/**
 * The three likeliest categories of a text, each with the words that speak for it.
 * @param tree paths of the site's tree as it is now; a category that has left it is never suggested, nor is anything prefilled in its place
 */
export function suggestCategories(model: CategoryModel, message: Message, tree?: readonly string[]): CategoryAnswer {
  const text = readable(message)
  const scored = scoreCategory(model, text)
  if (!scored) return { suggestions: [], prefill: null, silent: 'nothing-known', retired: [] }
  const living = tree ? new Set(tree.flatMap(ancestors)) : null
  const nameOf = (k: number): string => model.card.classes[k]
  const isLiving = (path: string): boolean => living === null || living.has(path)
  const shown = scored.order.filter((k) => isLiving(nameOf(k))).slice(0, SHOWN)
  const { margin } = model.card.prefill
  const first = scored.order[0]
  return {
    suggestions: shown.map((k) => ({
      category: nameOf(k), probability: scored.probability[k], words: speakingWords(model, text, k),
      deeper: deeperPaths(model, scored, k).filter(({ path }) => isLiving(path)),
    })),
    prefill: margin !== null && scored.margin >= margin && isLiving(nameOf(first)) ? nameOf(first) : null,
    silent: null,
    retired: scored.order.slice(0, SHOWN).map(nameOf).filter((name) => !isLiving(name)),
  }
}

/** a/b/c is a, a/b and a/b/c. */
const ancestors = (path: string): string[] => path.split('/').map((_, i, levels) => levels.slice(0, i + 1).join('/'))

/** Paths below a first-level class by the votes of the nearest matters; empty for a tree of one level. */
export function deeperPaths(model: CategoryModel, scored: Scored, classNumber: number): DeeperPath[] {
  const { paths, classes } = model.card
  const shares = votes(scored.neighbours, (row) => {
    const path = model.pathOfRow[row]
    return paths[path].includes('/') && firstLevel(paths[path]) === classes[classNumber] ? path : -1
  }, paths.length)
  return Array.from(shares, (share, i) => ({ path: paths[i], share })).filter(({ share }) => share > 0).sort((a, b) => b.share - a.share).slice(0, SHOWN)
}

/** What changed between the tree a model was trained on and the tree of today. */
export function compareTrees(model: CategoryModel, tree: readonly string[]): { retired: string[]; unknown: string[] } {
  const now = new Set(tree)
  const then = new Set(model.card.paths)
  return { retired: model.card.paths.filter((path) => !now.has(path)), unknown: tree.filter((path) => !then.has(path)) }
}
