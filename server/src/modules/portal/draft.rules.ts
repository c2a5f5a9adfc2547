import type { FilingInput } from '@hejie/contract/intake'
import { STEPS } from './draft.ts'
import type { Draft, Kind, Person, Step } from './draft.ts'

type PersonInput = NonNullable<FilingInput['people']>[number]

/** The purpose (T05) and category (T03) behind the plain words somebody chose; an officer classifies in the end. */
const MEANING: Record<Kind, { purpose: string; category: 'A' | 'B' | 'C' | null }> = {
  request: { purpose: 'M4', category: 'C' }, appeal: { purpose: 'M3', category: 'C' }, suggestion: { purpose: 'M1', category: 'A' }, accusation: { purpose: 'M2', category: 'B' }, unsure: { purpose: 'M5', category: null },
}
const ONLINE = { form: '300', channel: 'Q01' } as const

/** The pages this person has to answer: an accusation is secret anyway, who gives no name has nothing to say about themselves. */
export function stepsFor({ kind, standing }: Pick<Draft, 'kind' | 'standing'>): Step[] {
  const isAccusation = kind === 'accusation'
  const isAnonymous = standing === 'anonymous'
  const isLeftOut: Partial<Record<Step, boolean>> = { topic: isAccusation, privacy: isAccusation, you: isAnonymous, together: isAnonymous }
  return STEPS.filter((step) => !isLeftOut[step])
}

/** The page after one that was answered: the next one in turn, or, when all later ones are answered, the page to check. */
export function stepAfter(draft: Draft, step: Step): Step | 'check' {
  const steps = stepsFor(draft)
  return steps.slice(steps.indexOf(step) + 1).find((one) => !draft.answered.includes(one)) ?? firstOpenStep(draft)
}

/** The first page that still needs an answer. */
export function firstOpenStep(draft: Draft): Step | 'check' {
  return stepsFor(draft).find((one) => !draft.answered.includes(one)) ?? 'check'
}

/** The page before; null before the first. */
export function stepBefore(draft: Draft, step: Step | 'check'): Step | null {
  const steps = stepsFor(draft)
  return (step === 'check' ? steps.at(-1) : steps[steps.indexOf(step) - 1]) ?? null
}

/** Marks a page as answered. */
export function withAnswer(draft: Draft, step: Step): Draft {
  return draft.answered.includes(step) ? draft : { ...draft, answered: [...draft.answered, step] }
}

/** Marks a page as still to be answered. */
export function withoutAnswer(draft: Draft, step: Step): Draft {
  return { ...draft, answered: draft.answered.filter((one) => one !== step) }
}

/** How many people it stands for; 0 where what was typed is no number, which the filing rules then refuse. */
export function countTyped({ isJoint, peopleCount }: Pick<Draft, 'isJoint' | 'peopleCount'>): number {
  if (!isJoint) return 1
  return /^\d{1,9}$/.test(peopleCount) ? Number(peopleCount) : 0
}

const isBlank = ({ name, phone, address }: Person): boolean => name === '' && phone === '' && address === ''

/** The filing these answers amount to; answers to pages that no longer apply are left out. */
export function filingOf(draft: Draft): FilingInput {
  const { kind, standing } = draft
  const isAccusation = kind === 'accusation'
  return {
    ...ONLINE, ...MEANING[kind ?? 'unsure'],
    class1: isAccusation ? null : draft.class1, class2: isAccusation ? null : draft.class2,
    title: draft.title, body: draft.body, placeCode: draft.placeCode, placeDetail: draft.placeDetail,
    respondentName: isAccusation ? '' : draft.about, accused: isAccusation ? draft.about : '',
    isAnonymous: standing === 'anonymous', people: standing === 'anonymous' ? [] : peopleOf(draft), peopleCount: standing === 'anonymous' ? 1 : countTyped(draft),
    isPublic: !isAccusation && draft.isPublic === true, hidesIdentity: !isAccusation && standing !== 'anonymous' && draft.hidesIdentity === true,
    attachmentIds: draft.files.map(({ id }) => id),
  }
}

/** The filer first (of several people they are one of the representatives), then the other representatives, then who writes for them. */
function peopleOf(draft: Draft): PersonInput[] {
  const { standing, petitioner, idKind, idNumber, agent, isJoint, representatives } = draft
  const isOrganisation = standing === 'organisation'
  const first: PersonInput = {
    role: isJoint ? 'representative' : 'petitioner', kind: isOrganisation ? 'P2' : 'P1', ...petitioner,
    idKind: isOrganisation ? (idNumber.trim() === '' ? null : 'I6') : idKind, idNumber: isOrganisation || idKind !== null ? idNumber : '',
  }
  const others = isJoint ? representatives.map((one): PersonInput => ({ role: 'representative', ...one })) : []
  const writer = standing === 'agent' || (isOrganisation && !isBlank(agent)) ? [{ role: 'agent', ...agent } as const] : []
  return [first, ...others, ...writer]
}

/** On which page a fault of the filing can be mended, and at which field of it. */
export function whereToMend(draft: Draft, field: string, code: string): { step: Step; field: string } {
  const simple: Record<string, { step: Step; field: string }> = {
    title: { step: 'words', field: 'title' }, body: { step: 'words', field: 'body' }, respondentName: { step: 'words', field: 'about' }, accused: { step: 'words', field: 'about' },
    placeCode: { step: 'place', field: 'place' }, placeDetail: { step: 'place', field: 'placeDetail' }, class1: { step: 'topic', field: 'class1' }, class2: { step: 'topic', field: 'class2' },
    peopleCount: { step: 'together', field: 'peopleCount' }, attachmentIds: { step: 'files', field: 'file' }, isAnonymous: { step: 'who', field: 'standing' }, purpose: { step: 'kind', field: 'kind' },
  }
  const known = simple[field]
  if (known) return known
  if (field === 'people') return /representatives|many-people/.test(code) ? { step: 'together', field: 'representative-name' } : { step: 'you', field: 'name' }
  const [, index, part] = field.match(/^people\.(\d+)\.(\w+)$/) ?? []
  return index === undefined || part === undefined ? { step: 'kind', field: 'kind' } : placeOfPerson(draft, Number(index), part)
}

function placeOfPerson({ isJoint, representatives }: Draft, index: number, part: string): { step: Step; field: string } {
  if (index === 0) return { step: 'you', field: part }
  const others = isJoint ? representatives.length : 0
  return index <= others ? { step: 'together', field: `representative-${index}` } : { step: 'you', field: `agent-${part}` }
}
