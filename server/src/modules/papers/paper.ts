import { PAPER_FORMS } from '@hejie/contract/papers'
import type { PaperField, PaperKind } from '@hejie/contract/papers'
import { sm3 } from '../../platform/keys.ts'

/** A paper as it was issued: number, words and day never change again. */
export interface FrozenPaper {
  kind: PaperKind
  number: string | null
  title: string
  /** The organ that issues it, as named on that day. */
  issuer: string
  content: Readonly<Partial<Record<PaperField, string>>>
  /** ISO instant */
  issuedAt: string
}

export interface IssuedPaper extends FrozenPaper {
  seq: number
  /** SM3 over everything above, hex. */
  digest: string
  isShownToCitizen: boolean
  isDemo: boolean
}

/** SM3 (GB/T 32905) over the frozen paper in a fixed order, hex. */
export function digestOf({ kind, number, title, issuer, content, issuedAt }: FrozenPaper): string {
  const fields = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))
  return sm3(JSON.stringify([kind, number, title, issuer, new Date(issuedAt).toISOString(), fields]))
}

/** What stands on the paper to check it by: the beginning of its digest in groups, 4F2A-…; 64 bits. */
export function verificationCode(digest: string): string {
  return digest.slice(0, 16).toUpperCase().match(/.{4}/g)?.join('-') ?? ''
}

/** Fields a paper of the kind must have and does not, as problem codes. */
export function lacksOf(kind: PaperKind, content: Readonly<Partial<Record<PaperField, string | null>>>): string[] {
  return PAPER_FORMS[kind].required.filter((field) => !content[field]?.trim()).map((field) => `paper/lacks-${field}`)
}

const TO_THE_PETITIONER: readonly PaperKind[] = ['WS01', 'WS02', 'WS05', 'WS06', 'WS07', 'WS09', 'WS10', 'WS11', 'WS12', 'WS14', 'WS15', 'WS16']
const PERSONAL: readonly PaperField[] = ['petitioner', 'representatives', 'address', 'addressee', 'receiver', 'applicant', 'participants']

/** The paper for a reader who may not know who the petitioner is. */
export function withoutIdentity<P extends FrozenPaper>(paper: P): P {
  const hidden = TO_THE_PETITIONER.includes(paper.kind) ? [...PERSONAL, 'recipient'] : PERSONAL
  const content = Object.fromEntries(Object.entries(paper.content).map(([field, text]) => [field, hidden.some((one) => one === field) ? '（身份保密）' : text]))
  return { ...paper, content }
}
