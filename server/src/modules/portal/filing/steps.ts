import type { FieldFault } from '../../../platform/errors.ts'
import { problemText } from '../../../platform/problem.ts'
import { checkFiling } from '../../intake/index.ts'
import type { Draft, Step } from '../draft.ts'
import { filingOf, stepsFor, whereToMend } from '../draft.rules.ts'
import type { PageFault } from '../form-parts.ts'
import type { Visit } from '../visit.ts'
import { filesPage } from './step-files.ts'
import { kindPage } from './step-kind.ts'
import type { StepPage } from './step-page.ts'
import { placePage } from './step-place.ts'
import { privacyPage } from './step-privacy.ts'
import { togetherPage } from './step-together.ts'
import { topicPage } from './step-topic.ts'
import { whoPage } from './step-who.ts'
import { wordsPage } from './step-words.ts'
import { youPage } from './step-you.ts'

export const STEP_PAGES: Record<Step, StepPage> = {
  kind: kindPage, place: placePage, words: wordsPage, topic: topicPage, who: whoPage, you: youPage, together: togetherPage, privacy: privacyPage, files: filesPage,
}

/** What the rules of filing say about one page's answers: the same rules that decide when it is sent. */
export async function faultsOnStep(visit: Visit, draft: Draft, step: Step): Promise<PageFault[]> {
  const faults = await checkFiling(visit.deps, filingOf(draft))
  return inWords(visit, draft, faults).filter((one) => one.step === step)
}

/** Everything that keeps the filing from being sent, each leading to its page. Pages never opened are said by themselves. */
export function faultsToMend(visit: Visit, draft: Draft, faults: readonly FieldFault[]): PageFault[] {
  return inWords(visit, draft, faults).map(({ step, field, message }) => ({ field, message, href: `/file/${step}#${field}` }))
}

export function unansweredFaults(visit: Visit, draft: Draft): PageFault[] {
  return stepsFor(draft).filter((step) => !draft.answered.includes(step))
    .map((step) => ({ field: step, message: visit.t.errors.unanswered(STEP_PAGES[step].title(visit, draft)), href: `/file/${step}` }))
}

function inWords(visit: Visit, draft: Draft, faults: readonly FieldFault[]): (PageFault & { step: Step })[] {
  const said = faults.map((one) => {
    const { step, field } = whereToMend(draft, one.field, one.code)
    return { step, field, message: message(visit, draft, field, one) }
  })
  // One line a field: the first thing wrong with it; in the order of the page.
  return said.filter((one, index) => said.findIndex((other) => other.step === one.step && other.field === one.field) === index)
    .toSorted((a, b) => FIELD_ORDER.indexOf(a.field) - FIELD_ORDER.indexOf(b.field))
}

const FIELD_ORDER = ['title', 'body', 'about', 'name', 'phone', 'address', 'idKind', 'idNumber', 'agent-name', 'agent-phone', 'peopleCount', 'representative-1', 'representative-2', 'representative-3', 'representative-4', 'representative-5', 'representative-name']

/** The rule's own words; where they do not name the field, its label goes before them. */
function message(visit: Visit, draft: Draft, field: string, { code, facts }: FieldFault): string {
  const { t, language } = visit
  const label = labelOf(visit, draft, field)
  if (code === 'input/required' && label) return t.errors.fillIn(label)
  const words = problemText(code, facts ?? {}, language)
  return label && (code.startsWith('input/') || /^(agent-|representative-\d)/.test(field)) ? t.errors.labelled(label, words) : words
}

function labelOf({ t }: Visit, { kind, standing, representatives }: Draft, field: string): string | null {
  const { words, you, place, together } = t.filing
  const isOrganisation = standing === 'organisation'
  const index = /^representative-(\d+)$/.exec(field)?.[1]
  if (index !== undefined) return representatives[Number(index) - 1]?.name || together.name
  const labels: Record<string, string> = {
    title: words.titleLabel, body: words.bodyLabel, about: kind === 'accusation' ? words.accusedLabel : words.aboutLabel, placeDetail: place.detailLabel, place: place.title,
    name: isOrganisation ? you.orgName : you.name, phone: you.phone, address: isOrganisation ? you.orgAddress : you.address, idNumber: isOrganisation ? you.creditCode : you.idNumber,
    'agent-name': isOrganisation ? you.contactName : you.agentName, 'agent-phone': isOrganisation ? you.contactPhone : you.agentPhone, peopleCount: together.count, 'representative-name': together.name,
  }
  return labels[field] ?? null
}
