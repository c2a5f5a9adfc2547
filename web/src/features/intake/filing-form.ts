import type { FilingInput } from '@hejie/contract/intake'

/** One petitioner as the counter types them. */
export interface PersonDraft {
  role: 'petitioner' | 'representative' | 'agent'
  kind: 'P1' | 'P2' | 'P3'
  name: string
  phone: string
  address: string
  idKind: string
  idNumber: string
}

export interface UploadedFile {
  id: string
  name: string
  bytes: number
}

/** What the counter types; texts, so that nothing half-typed is lost. */
export interface FilingDraft {
  form: string
  channel: string
  /** Local time of China, YYYY-MM-DDTHH:mm; empty means now. */
  receivedAt: string
  people: PersonDraft[]
  isAnonymous: boolean
  peopleCount: string
  title: string
  body: string
  placeCode: string | null
  placeDetail: string
  category: '' | 'A' | 'B' | 'C'
  class: string | null
  respondentName: string
  respondentUnitId: string | null
  accused: string
  accusedUnitId: string | null
  hidesIdentity: boolean
  isPublic: boolean
  readBack: boolean
  repeatsCode: string | null
  files: UploadedFile[]
}

export const EMPTY_PERSON: PersonDraft = { role: 'petitioner', kind: 'P1', name: '', phone: '', address: '', idKind: '', idNumber: '' }
export const EMPTY_FILING: FilingDraft = {
  form: '200', channel: 'Q02', receivedAt: '', people: [EMPTY_PERSON], isAnonymous: false, peopleCount: '1', title: '', body: '', placeCode: null, placeDetail: '', category: '', class: null, respondentName: '',
  respondentUnitId: null, accused: '', accusedUnitId: null, hidesIdentity: false, isPublic: false, readBack: false, repeatsCode: null, files: [],
}

/** The channel each form usually comes by; the clerk may choose another. */
export const USUAL_CHANNEL: Readonly<Record<string, string>> = { 100: 'Q06', 200: 'Q02', 300: 'Q01', 400: 'Q07', 500: 'Q06', 900: 'Q17' }

const TITLE_LENGTH = 40

/** A title out of the first sentence, for a clerk in a hurry. */
export function titleOf(body: string): string {
  const [sentence = ''] = body.trim().split(/[。！？!?\n]/)
  return sentence.length <= TITLE_LENGTH ? sentence : `${sentence.slice(0, TITLE_LENGTH - 1)}…`
}

const idKinds = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I9'] as const
const isBlank = (person: PersonDraft): boolean => !(person.name + person.phone + person.address + person.idNumber).trim()

/** The number of people typed, raised to as many as are named while the clerk names them; what is no number stays for the refusal. */
export function atLeastNamed(peopleCount: string, people: readonly PersonDraft[]): string {
  const named = people.filter((person) => person.role !== 'agent' && person.name.trim() !== '').length
  return Number(peopleCount) >= 1 && Number(peopleCount) < named ? String(named) : peopleCount
}

/** What is sent: rows nobody filled in are no people, and what does not belong to the kind of filing stays behind. */
export function filingOf(draft: FilingDraft): FilingInput {
  const people = draft.people.filter((person, index) => index === 0 ? !(draft.isAnonymous && isBlank(person)) : !isBlank(person))
  const isAccusation = draft.category === 'B'
  return {
    form: draft.form, channel: draft.channel, category: draft.category || null, purpose: isAccusation ? 'M2' : null,
    class1: draft.class ? draft.class.slice(0, 2) : null, class2: draft.class?.length === 4 ? draft.class : null,
    title: draft.title.trim() || titleOf(draft.body), body: draft.body, placeCode: draft.placeCode ?? '', placeDetail: draft.placeDetail, peopleCount: Number(draft.peopleCount) || 0,
    people: people.map((person) => ({ ...person, idKind: idKinds.find((kind) => kind === person.idKind) ?? null })),
    isAnonymous: draft.isAnonymous, isPublic: draft.isPublic, hidesIdentity: draft.hidesIdentity, readBack: draft.readBack, register: true, repeatsCode: draft.repeatsCode, attachmentIds: draft.files.map((file) => file.id),
    receivedAt: draft.receivedAt ? `${draft.receivedAt}:00+08:00` : null,
    ...(isAccusation ? { accused: draft.accused, accusedUnitId: draft.accusedUnitId } : { respondentName: draft.respondentName, respondentUnitId: draft.respondentUnitId }),
  }
}
