import type { PaperField, PaperKind } from '@hejie/contract/papers'
import { CITIZEN_LAYOUTS } from './layouts-to-citizens.ts'
import { REVIEW_LAYOUTS } from './layouts-of-reviews.ts'
import { OFFICE_LAYOUTS } from './layouts-to-units.ts'

/** A piece of a paper. A sentence with a {field} that is empty is left out. */
export type Block =
  | { say: { zh: string; en: string } }
  /** A heading with the field's text below it; left out with the field. */
  | { head: { zh: string; en: string }; field: PaperField }
  /** Labelled lines, those that are filled in. */
  | { lines: readonly PaperField[] }
  /** Set in large type: what somebody has to type later. */
  | { large: { zh: string; en: string }; field: PaperField | 'pin' }

/** What stands under the title, piece by piece. */
export function layoutOf(kind: PaperKind): readonly Block[] {
  return { ...CITIZEN_LAYOUTS, ...OFFICE_LAYOUTS, ...REVIEW_LAYOUTS }[kind]
}
