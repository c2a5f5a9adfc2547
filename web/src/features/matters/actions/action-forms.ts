import type { ActionName } from '@hejie/contract/lifecycle'
import type { MatterDetail } from '@hejie/contract/matters'
import type { TableName } from '../../../api/code-tables.ts'
import { addDays, todayInChina } from '../../../ui/civil-date.ts'

/*
 * What each action asks for, as data: only the fields the law needs. The server decides whether they will do; a refused
 * field is marked where it stands. The draft of a decision has an editor of its own.
 */

export type FieldValue = string | boolean | readonly string[] | null
export type Values = Readonly<Record<string, FieldValue>>

interface Base {
  /** The name in the request; dots lead into an object. */
  name: string
  /** The text key where it differs from the name. */
  label?: string
  isOptional?: boolean
  /** Asked for only while this holds. */
  when?: (values: Values) => boolean
}
export type FieldSpec =
  | (Base & { kind: 'text'; max: number })
  | (Base & { kind: 'area'; max: number; rows?: number })
  | (Base & { kind: 'date' })
  | (Base & { kind: 'number'; min: number; max: number })
  | (Base & { kind: 'codes'; table: TableName; only?: readonly string[] })
  | (Base & { kind: 'words'; options: readonly string[] })
  | (Base & { kind: 'check' | 'unit' | 'units' | 'class' | 'place' })

export interface ActionForm {
  fields: readonly FieldSpec[]
  initial?: (matter: MatterDetail) => Values
  /** Changes what was typed into what is sent. */
  body?: (body: Record<string, unknown>) => Record<string, unknown>
  /** Cannot be taken back; the button says so in red. */
  isGrave?: boolean
}

const area = (name: string, max: number, more: Partial<Base> & { rows?: number } = {}): FieldSpec => ({ kind: 'area', name, max, ...more })
const text = (name: string, max: number, more: Partial<Base> = {}): FieldSpec => ({ kind: 'text', name, max, ...more })
const date = (name: string, more: Partial<Base> = {}): FieldSpec => ({ kind: 'date', name, ...more })
const OPTIONAL = { isOptional: true }
const isOneOf = (name: string, ...wanted: string[]) => (values: Values): boolean => wanted.some((one) => one === values[name])
/** 第三十四条: sixty days from acceptance; the officer sets what the letter says. */
const HANDLING_DAYS = 60
const inDays = (days: number): string => addDays(todayInChina(), days)

const PETITION_REFUSALS = ['N1', 'N2', 'N3', 'N4', 'N5', 'N7', 'N8', 'N9'] as const
const LAWFUL_ROUTES = ['C1', 'C2', 'C3', 'C4', 'C5'] as const

/** `class` is one choice on the screen and two codes in the request. */
function splitClass({ class: chosen, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return typeof chosen === 'string' ? { ...rest, class1: chosen.slice(0, 2), class2: chosen.length === 4 ? chosen : null } : rest
}

/** `fourInPlace.reasonable` → `{ fourInPlace: { reasonable } }`. */
function nestFour(body: Record<string, unknown>): Record<string, unknown> {
  const fourInPlace: Record<string, unknown> = {}
  const rest: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('fourInPlace.')) fourInPlace[name.slice('fourInPlace.'.length)] = value
    else rest[name] = value
  }
  return { ...rest, fourInPlace }
}

const SERVICE: ActionForm = {
  fields: [
    { kind: 'words', name: 'method', options: ['direct', 'left', 'post', 'electronic', 'entrusted', 'notice'] }, date('servedOn'), text('receiver', 100, { isOptional: true }),
    text('relation', 50, { isOptional: true, when: isOneOf('method', 'direct', 'left', 'post', 'entrusted') }), text('place', 200, { isOptional: true, label: 'servedPlace', when: isOneOf('method', 'direct', 'left', 'entrusted', 'notice') }),
    area('proof', 500, { rows: 2 }), text('witness', 100, { when: isOneOf('method', 'left') }),
  ],
  initial: () => ({ method: 'direct', servedOn: todayInChina() }),
}
const HEARING: ActionForm = {
  fields: [date('heldOn'), text('place', 200, { label: 'hearingPlace' }), text('presider', 50), text('hearers', 200), text('participants', 500), area('topic', 500, { rows: 2 }), { kind: 'check', name: 'isPublic' }],
  initial: () => ({ heldOn: inDays(7) }),
}
const RECORD: ActionForm = { fields: [area('record', 10_000, { rows: 8, label: 'hearingRecord' })] }

export const ACTION_FORMS: Readonly<Record<Exclude<ActionName, 'draft' | 'save-draft' | 'finish-task'>, ActionForm>> = {
  'register': { fields: [area('note', 500, OPTIONAL)] },
  'ask-info': { fields: [area('question', 1000), date('answerBy')], initial: () => ({ answerBy: inDays(10) }) },
  'proceed-without-info': { fields: [] },
  'classify': {
    fields: [
      { kind: 'codes', name: 'category', table: 'category', only: ['A', 'C'] },
      { kind: 'codes', name: 'route', table: 'route', isOptional: true, when: isOneOf('category', 'C') },
      { kind: 'class', name: 'class' }, { kind: 'place', name: 'placeCode', isOptional: true },
      { kind: 'codes', name: 'purpose', table: 'purpose', only: ['M1', 'M3', 'M4', 'M5'], isOptional: true },
      { kind: 'number', name: 'peopleCount', min: 1, max: 100_000 }, { kind: 'unit', name: 'respondentUnitId', isOptional: true }, text('title', 200), { kind: 'check', name: 'simple' },
    ],
    initial: (matter) => ({
      category: matter.category ?? '', route: matter.route ?? '', class: matter.class2 ?? matter.class1, placeCode: matter.regionCode || null, purpose: matter.purpose ?? '', peopleCount: String(matter.peopleCount),
      respondentUnitId: matter.respondentUnitId, title: matter.title, simple: matter.isSimple,
    }),
    body: (body) => splitClass(body.category === 'A' ? { ...body, route: null } : body),
  },
  'seal': { fields: [text('accused', 200, OPTIONAL), { kind: 'unit', name: 'accusedUnitId', isOptional: true }], body: (body) => ({ ...body, accused: body.accused || null }), isGrave: true },
  'divert': {
    fields: [{ kind: 'codes', name: 'route', table: 'route', only: LAWFUL_ROUTES, label: 'lawfulRoute' }, area('legalBasis', 500, { rows: 2 }), text('organ', 200), text('organAddress', 300), text('timeLimit', 200), area('materials', 500, { isOptional: true, rows: 2 })],
    initial: (matter) => ({ route: LAWFUL_ROUTES.find((route) => route === matter.route) ?? '' }),
    isGrave: true,
  },
  'propose-refusal': {
    fields: [
      { kind: 'codes', name: 'reason', table: 'refusal', only: PETITION_REFUSALS, label: 'refusalReason' }, area('explanation', 1000),
      text('originalCode', 60, { isOptional: true, when: isOneOf('reason', 'N1', 'N2', 'N9') }), text('organ', 300, { isOptional: true, label: 'properOrgan', when: isOneOf('reason', 'N3', 'N4', 'N5', 'N7') }),
    ],
  },
  'confirm-refusal': { fields: [area('note', 500, OPTIONAL)], isGrave: true },
  'reject-refusal': { fields: [area('note', 500, { label: 'rejectNote' })] },
  'merge': { fields: [text('intoCode', 20), area('reason', 500)], body: (body) => ({ ...body, intoCode: String(body.intoCode ?? '').replaceAll(/\s/g, '') }), isGrave: true },
  'transfer': { fields: [{ kind: 'unit', name: 'unitId' }, area('note', 1000, { isOptional: true, label: 'transferNote' })] },
  'assign': {
    fields: [{ kind: 'unit', name: 'leadUnitId' }, { kind: 'units', name: 'coUnitIds', isOptional: true }, date('dueOn'), area('requirement', 1000)],
    initial: () => ({ coUnitIds: [], dueOn: inDays(HANDLING_DAYS) }),
  },
  'report-up': { fields: [text('to', 200), area('content', 2000)] },
  'sign': { fields: [{ kind: 'check', name: 'recusalDeclared' }] },
  'object': { fields: [{ kind: 'codes', name: 'reason', table: 'objection', label: 'objectionReason' }, area('explanation', 2000), area('evidence', 1000, { rows: 3 }), { kind: 'unit', name: 'properUnitId', isOptional: true }] },
  'agree-objection': { fields: [area('note', 500, { label: 'decisionNote' })] },
  'refuse-objection': { fields: [area('reason', 1000)] },
  'dispute': { fields: [area('reason', 1000)] },
  'rule': { fields: [{ kind: 'unit', name: 'unitId', label: 'ruledUnit' }, area('reason', 1000)] },
  'accept': { fields: [text('department', 100), text('contactName', 50), text('contactPhone', 30), { kind: 'check', name: 'simple' }], initial: (matter) => ({ simple: matter.isSimple }) },
  'contact': { fields: [{ kind: 'words', name: 'way', options: ['phone', 'visit', 'meeting', 'video', 'message', 'letter'] }, { kind: 'check', name: 'reached' }, area('note', 2000, { label: 'contactNote' })], initial: () => ({ way: 'phone', reached: true }) },
  'co-opinion': { fields: [area('opinion', 4000, { rows: 6, label: 'coOpinion' })] },
  'extend': { fields: [{ kind: 'number', name: 'days', min: 1, max: 30 }, area('reason', 500, { label: 'extendReason' })], initial: () => ({ days: '30' }) },
  'return-draft': { fields: [area('note', 1000, { label: 'returnNote' })] },
  'approve': { fields: [area('note', 1000, { isOptional: true, label: 'reviewNote' })] },
  'return-for-signing': { fields: [area('note', 1000, { label: 'returnNote' })] },
  'issue': { fields: [], isGrave: true },
  'serve': SERVICE,
  'execute': { fields: [area('plan', 2000), date('dueOn', { label: 'planDue' })] },
  'close': {
    fields: [
      area('fourInPlace.reasonable', 500, { isOptional: true, rows: 2, label: 'fourReasonable' }), area('fourInPlace.unreasonable', 500, { isOptional: true, rows: 2, label: 'fourUnreasonable' }),
      area('fourInPlace.hardship', 500, { isOptional: true, rows: 2, label: 'fourHardship' }), area('fourInPlace.unlawful', 500, { isOptional: true, rows: 2, label: 'fourUnlawful' }),
      area('executionProof', 2000, { isOptional: true, rows: 2 }), area('closingReport', 4000, { isOptional: true }),
    ],
    body: nestFour,
  },
  'archive': { fields: [], isGrave: true },
  'confirm-withdrawal': { fields: [area('callBackNote', 1000)], isGrave: true },
  'decline-withdrawal': { fields: [area('callBackNote', 1000)] },
  'reopen': { fields: [{ kind: 'words', name: 'ground', options: ['agreement-not-carried-out', 'new-facts', 'false-closing'] }, area('reason', 1000)] },
  'note': { fields: [area('note', 2000)] },
  'to-ordinary': { fields: [area('reason', 500, { label: 'reason19' })] },
  'to-mediation': { fields: [area('consents', 500, { rows: 3 }), { kind: 'unit', name: 'mediatorUnitId', isOptional: true }] },
  'mediation-done': {
    fields: [
      { kind: 'words', name: 'outcome', label: 'mediationOutcome', options: ['agreed', 'failed'] }, text('otherParty', 200, { isOptional: true, when: isOneOf('outcome', 'agreed') }), area('facts', 4000, { label: 'mediationFacts' }),
      area('agreement', 4000, { isOptional: true, when: isOneOf('outcome', 'agreed') }), area('performance', 1000, { isOptional: true, rows: 2, when: isOneOf('outcome', 'agreed') }), date('performBy', { isOptional: true, when: isOneOf('outcome', 'agreed') }),
    ],
    initial: () => ({ outcome: 'agreed' }),
  },
  'hear': HEARING,
  'end-hearing': RECORD,
  'lift': { fields: [{ kind: 'words', name: 'ground', label: 'liftGround', options: ['colour', 'request'] }, area('reason', 1000)], initial: () => ({ ground: 'colour' }) },
  'supervise': { fields: [{ kind: 'words', name: 'kind', label: 'superviseKind', options: ['D2', 'D3', 'D4', 'D5'] }, area('problem', 1000), area('demand', 1000)], initial: () => ({ kind: 'D2' }) },
  'answer-jointly': { fields: [text('fromCode', 20)], body: (body) => ({ ...body, fromCode: String(body.fromCode ?? '').replaceAll(/\s/g, '') }), isGrave: true },
  'conclude': { fields: [area('note', 1000, { label: 'concludeNote' })], isGrave: true },
  'review-accept': { fields: [{ kind: 'check', name: 'recusalDeclared' }] },
  'review-refuse': { fields: [{ kind: 'codes', name: 'reason', table: 'refusal', only: ['N2', 'N3', 'N4', 'N5', 'N7', 'N9'], label: 'reviewRefusal' }, area('explanation', 1000)], isGrave: true },
  'review-hear': HEARING,
  'review-heard': RECORD,
  'review-draft': {
    fields: [
      { kind: 'words', name: 'result', label: 'reviewResult', options: ['uphold', 'change', 'redo', 'correct'] }, { kind: 'codes', name: 'conclusion', table: 'conclusion', only: ['V1', 'V2', 'V3', 'V4'], label: 'newConclusion', isOptional: true, when: isOneOf('result', 'change') },
      area('reviewRequest', 4000), area('facts', 10_000, { rows: 6, label: 'reviewFacts' }), area('opinion', 10_000, { rows: 6, label: 'reviewOpinion' }), area('legalBasis', 2000, { rows: 2 }),
      area('correction', 2000, { isOptional: true, rows: 3, when: isOneOf('result', 'correct') }), date('correctionDue', { isOptional: true, when: isOneOf('result', 'correct') }),
    ],
    initial: () => ({ result: 'uphold' }),
  },
  'review-return': { fields: [area('note', 1000, { label: 'returnNote' })] },
  'review-approve': { fields: [area('note', 1000, { isOptional: true, label: 'reviewNote' })] },
  'review-issue': { fields: [], isGrave: true },
  'review-serve': SERVICE,
}

/** What a field holds before anybody typed. */
const emptyOf = (field: FieldSpec): FieldValue => (field.kind === 'check' ? false : field.kind === 'units' ? [] : field.kind === 'unit' || field.kind === 'class' || field.kind === 'place' ? null : '')

export function startValues(form: ActionForm, matter: MatterDetail | null): Values {
  return { ...Object.fromEntries(form.fields.map((field) => [field.name, emptyOf(field)])), ...(matter && form.initial?.(matter)) }
}

/** The fields asked for now. */
export const askedFields = (form: ActionForm, values: Values): FieldSpec[] => form.fields.filter((field) => field.when?.(values) ?? true)

/** What is sent: an empty answer that is required is left out, so that the refusal names it; an optional one is null or ''. */
export function bodyOf(form: ActionForm, values: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const field of askedFields(form, values)) {
    const value = values[field.name] ?? emptyOf(field)
    if (field.kind === 'number') {
      if (value !== '') body[field.name] = Number(value)
    } else if (typeof value === 'string' && (field.kind === 'text' || field.kind === 'area')) {
      if (value.trim() || field.isOptional) body[field.name] = value.trim()
    } else if (value === '' || value === null) {
      if (field.isOptional) body[field.name] = null
    } else body[field.name] = value
  }
  return form.body?.(body) ?? body
}
