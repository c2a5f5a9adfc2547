import { readFileSync } from 'node:fs'
import type { RawBuilder } from 'kysely'
import { resolve } from 'node:path'
import { PAPER_FORMS } from '@hejie/contract/papers'
import type { PaperContent, PaperField, PaperKind } from '@hejie/contract/papers'
import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import type { Matter } from '../matters/index.ts'
import { organWord, paperNumber } from './number.rules.ts'
import type { NumberWords } from './number.rules.ts'
import { digestOf, lacksOf } from './paper.ts'
import { paperInsert, runInsert, takeSerial } from './store.ts'

const WORDS: NumberWords = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../data/paper-words.json'), 'utf8'))

export interface PaperOrder<K extends PaperKind> {
  kind: K
  /** Omitted: the name of the kind. */
  title?: string
  content: PaperContent<K>
  /** In whose name it is issued; the organ, never an inner office. */
  post: { unitId: string; unitName: string }
  /** Who issues it; null for the system. */
  accountId?: string | null
  shownToCitizen: boolean
  /** Its place among the papers a matter begins with, where it is kept in the very statement that makes the matter. */
  firstPlace?: number
}

export interface PreparedPaper {
  number: string | null
  /** SM3 of the frozen paper, hex. */
  digest: string
  /** Keeps it; to run together with the step's own statement. One paper a statement: the next place is counted in it. */
  write: RawBuilder<{ seq: number }>
}

/**
 * Prepares a paper of a matter in the transaction of the step it belongs to: checks that it says all it must, takes its
 * number, freezes its words under an SM3 digest.
 *
 * @throws RuleBroken `paper/fields-missing` naming every field
 */
export async function preparePaper<K extends PaperKind>(deps: Pick<Deps, 'now' | 'today'>, tx: Tx, matter: Pick<Matter, 'homeCounty' | 'id'>, order: PaperOrder<K>): Promise<PreparedPaper> {
  const { kind, post } = order
  const content = filledIn(order.content)
  const missing = lacksOf(kind, content)
  if (missing.length > 0) throw new RuleBroken('paper/fields-missing', { paper: PAPER_FORMS[kind].zh, missing })
  const issuer = PAPER_FORMS[kind].mark === null ? null : await takeSerial(tx, post.unitId, kind, deps.today().year)
  const frozen = {
    kind, title: order.title ?? PAPER_FORMS[kind].zh, issuer: issuer?.name ?? post.unitName, content,
    number: issuer ? paperNumber(kind, organWord(issuer, WORDS), deps.today().year, issuer.serial) : null,
    issuedAt: deps.now().toString({ smallestUnit: 'millisecond' }),
  }
  const digest = digestOf(frozen)
  return { number: frozen.number, digest, write: paperInsert(matter, { ...frozen, digest, unitId: post.unitId, accountId: order.accountId ?? null, isShownToCitizen: order.shownToCitizen, firstPlace: order.firstPlace ?? null }) }
}

/** Prepares and keeps a paper at once. @returns its place among the matter's papers and its number */
export async function issuePaper<K extends PaperKind>(deps: Pick<Deps, 'now' | 'today'>, tx: Tx, matter: Pick<Matter, 'homeCounty' | 'id'>, order: PaperOrder<K>): Promise<{ seq: number; number: string | null; digest: string }> {
  const { number, digest, write } = await preparePaper(deps, tx, matter, order)
  return { seq: await runInsert(tx, write), number, digest }
}

function filledIn(content: Readonly<Partial<Record<PaperField, string | null>>>): Partial<Record<PaperField, string>> {
  return Object.fromEntries(Object.entries(content).map(([field, text]) => [field, text?.trim() ?? '']).filter(([, text]) => text !== ''))
}
