import { z } from '@hejie/contract/common'
import { FilingInput, Receipt } from '@hejie/contract/intake'

export const STEPS = ['kind', 'place', 'words', 'topic', 'who', 'you', 'together', 'privacy', 'files'] as const
/** One page of the journey. */
export type Step = (typeof STEPS)[number]

export const KINDS = ['request', 'appeal', 'suggestion', 'accusation', 'unsure'] as const
export type Kind = (typeof KINDS)[number]
export const STANDINGS = ['self', 'agent', 'organisation', 'anonymous'] as const
export type Standing = (typeof STANDINGS)[number]
export const ID_KINDS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6'] as const

const words = z.string().default('')
const Person = z.object({ name: words, phone: words, address: words })
export type Person = z.infer<typeof Person>

/** What somebody has answered so far, right or wrong: nothing typed is lost. Read with defaults, so that drafts outlive an update. */
export const Draft = z.object({
  /** The idempotency key of sending it. */
  id: z.string(),
  kind: z.enum(KINDS).nullable().default(null),
  placeCode: words, placeName: words, placeDetail: words,
  title: words, body: words, about: words,
  class1: z.string().nullable().default(null), class2: z.string().nullable().default(null),
  standing: z.enum(STANDINGS).nullable().default(null),
  petitioner: Person.default({ name: '', phone: '', address: '' }),
  idKind: z.enum(ID_KINDS).nullable().default(null), idNumber: words,
  /** Who writes for somebody else, or the contact person of an organisation. */
  agent: Person.default({ name: '', phone: '', address: '' }),
  isJoint: z.boolean().nullable().default(null),
  /** As typed: what is no number stays visible. */
  peopleCount: words,
  representatives: z.array(Person).default([]),
  /** A representative being typed. */
  nextRepresentative: Person.default({ name: '', phone: '', address: '' }),
  isPublic: z.boolean().nullable().default(null), hidesIdentity: z.boolean().nullable().default(null),
  files: z.array(z.object({ id: z.string(), name: z.string(), bytes: z.number() })).default([]),
  answered: z.array(z.enum(STEPS)).default([]),
  /** Sent, outcome not known yet: exactly this is sent again, so that it cannot become a second matter. */
  sending: FilingInput.nullable().default(null),
  receipt: Receipt.nullable().default(null),
})
export type Draft = z.infer<typeof Draft>

export const newDraft = (id: string): Draft => Draft.parse({ id })
