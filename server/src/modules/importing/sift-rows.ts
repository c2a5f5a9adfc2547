import type { Deps } from '../../deps.ts'
import type { TableRow } from '../../platform/documents/table.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { checkMany, isAccusation } from '../intake/index.ts'
import type { CheckedFiling, KnownFacts, ManyRow } from '../intake/index.ts'
import type { Basis } from './basis.ts'
import { contentOf, draftOf, identityOf, targetOfField } from './draft.rules.ts'
import type { Draft } from './draft.rules.ts'
import type { RefusedField } from './run.ts'
import type { SourceKey } from './source.store.ts'

/** What has been met in the file so far. */
export interface Met {
  facts: KnownFacts
  /** What the row of each key said. */
  contents: Map<string, string>
  /** How often each row without a number has come: two of the same words are two matters. */
  repeats: Map<string, number>
}

export const nothingMet = (): Met => ({ facts: new Map(), contents: new Map(), repeats: new Map() })

/** A row that can be registered, if it is not there yet. */
export interface GoodRow extends ManyRow, SourceKey {
  row: number
  isSealed: boolean
}

export interface Sifted {
  good: GoodRow[]
  /** Rows that stand in the file a second time. */
  known: number
  refused: RefusedField[]
}

/** Reads and checks some rows by the rules of registration; nothing is written. */
export async function siftRows(deps: Deps, basis: Basis, met: Met, rows: readonly TableRow[]): Promise<Sifted> {
  const drafts = rows.map((row) => draftOf(row, basis.draft))
  const checked = await checkMany(deps, met.facts, drafts.map(({ filing }) => filing))
  const sifted: Sifted = { good: [], known: 0, refused: [] }
  for (const [index, draft] of drafts.entries()) {
    const { filing, place, faults } = checked[index] ?? missing()
    const key = keyOf(deps, basis, met, draft)
    const refuse = (all: readonly FieldFault[]): void => {
      for (const { field, code, facts = {} } of all) sifted.refused.push({ row: draft.row, field, code, facts })
    }
    const all = [...draft.faults, ...faults.filter(({ field }) => !draft.faults.some((one) => one.field === targetOfField(field))).map((fault) => ({ ...fault, field: targetOfField(fault.field) }))]
    const before = met.contents.get(key.key)
    if (all.length > 0 || !place) refuse(all)
    else if (before === key.content) sifted.known += 1
    else if (before !== undefined) refuse([takenFault(draft)])
    else {
      met.contents.set(key.key, key.content)
      sifted.good.push({ row: draft.row, ...key, filing, place, origin: originOf(basis, draft), reply: draft.reply, isSealed: isAccusation(filing) })
    }
  }
  return sifted
}

function missing(): CheckedFiling {
  throw new Error('every row that is checked has an answer')
}

/** Characters of a keyed digest that tell rows apart for sure: 128 bits. */
const KEY = 32

function keyOf(deps: Deps, { source }: Basis, met: Met, draft: Draft): SourceKey {
  const content = deps.keys.digest('import-content', contentOf(draft)).slice(0, KEY)
  if (draft.externalId !== null) return { key: deps.keys.digest('import-number', `${source}\n${draft.externalId}`).slice(0, KEY), content }
  const identity = identityOf(draft)
  const digest = deps.keys.digest('import-row', `${source}\n${identity}`).slice(0, KEY)
  const times = (met.repeats.get(digest) ?? 0) + 1
  met.repeats.set(digest, times)
  return { key: times === 1 ? digest : `${digest}-${times}`, content }
}

export const takenFault = ({ externalId }: Pick<Draft, 'externalId'>): FieldFault => ({ field: 'externalId', code: 'importing/id-taken', facts: { id: externalId ?? '' } })

/** Where it came from, for the timeline. Whether a name was given or not, a user's code is no name and stays what it is. */
function originOf({ source, draft }: Basis, { externalId, sender, row }: Draft): Record<string, unknown> {
  const keepsSender = sender !== null && draft.options.nameless === 'keep-sender'
  return { imported: true, source, row, ...(externalId === null ? {} : { externalId }), ...(keepsSender ? { sender } : {}) }
}
