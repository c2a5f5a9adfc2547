import type { ImportTarget } from '@hejie/contract/importing'

/** What a column can be, in the groups a person looks for it. */
export const TARGET_GROUPS = {
  matter: ['title', 'body', 'externalId', 'receivedAt', 'place', 'placeDetail', 'form', 'category', 'purpose', 'class1', 'class2', 'respondentName', 'peopleCount'],
  person: ['name', 'phone', 'address', 'idNumber', 'sender'],
  answer: ['reply', 'repliedAt'],
} as const satisfies Readonly<Record<string, readonly ImportTarget[]>>

export type TargetGroup = keyof typeof TARGET_GROUPS
export const GROUP_NAMES = ['matter', 'person', 'answer'] as const satisfies readonly TargetGroup[]

const TARGETS: readonly ImportTarget[] = GROUP_NAMES.flatMap((name): readonly ImportTarget[] => TARGET_GROUPS[name])

/** What was chosen in a list; null: the column is left out. */
export const targetOf = (value: string): ImportTarget | null => TARGETS.find((one) => one === value) ?? null

/** Meanings that more than one column was given. */
export function givenTwice(mapping: readonly (ImportTarget | null)[]): ReadonlySet<ImportTarget> {
  return new Set(mapping.filter((target): target is ImportTarget => target !== null && mapping.indexOf(target) !== mapping.lastIndexOf(target)))
}
