import type { FilingInput } from '@hejie/contract/intake'
import type { z } from '@hejie/contract/common'
import type { FieldFault } from '../../platform/errors.ts'

/** One filing with every field present, texts trimmed. */
export type Filing = z.output<typeof FilingInput>
export type Party = Filing['people'][number]

/** Most characters of each text, and most of each kind. */
export const MAX = { title: 200, body: 10_000, placeDetail: 300, name: 100, address: 300, respondent: 200, accused: 200, people: 20, attachments: 20, count: 100_000 } as const

/** Characters as people count them: an emoji is one. */
export const lengthOf = (text: string): number => [...text].length

export function tooLong(field: string, text: string, max: number): FieldFault[] {
  const length = lengthOf(text)
  return length > max ? [{ field, code: 'input/too-long', facts: { max, length } }] : []
}
