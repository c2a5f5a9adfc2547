import type { CitizenView } from '@hejie/contract/intake'
import { STATUS_NAMES } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { findMatter } from '../matters/index.ts'
import type { Matter } from '../matters/index.ts'
import { findByCode } from '../sealed/index.ts'
import { explainClock, isPetitionersWindow, listClocks } from '../time-limits/index.ts'
import type { ClockView } from '../time-limits/index.ts'
import { NotFound } from '../../platform/errors.ts'
import { listReviews } from '../reviewing/index.ts'
import type { Review } from '../reviewing/index.ts'
import { permittedToPetitioner } from './citizen.rules.ts'
import { SEALED_WORDS, stepInWords } from './citizen-words.ts'
import { findCitizenParts } from './citizen.store.ts'
import type { CitizenParts } from './citizen.store.ts'
import type { CitizenAccess } from './open-by-pin.ts'

/** What has become of a matter, for the petitioner who opened it with code and PIN. 第二十一条 */
export async function citizenView(deps: Deps, access: CitizenAccess): Promise<CitizenView> {
  return access.kind === 'sealed' ? sealedView(deps, access) : matterView(deps, access)
}

async function matterView(deps: Deps, access: CitizenAccess): Promise<CitizenView> {
  return inTransaction(deps.db, { as: 'citizen', matterId: access.id }, async (tx) => {
    const matter = await findMatter(tx, access.code)
    const parts = await findCitizenParts(tx, matter)
    const today = deps.today().toString()
    return present(matter, parts, await listClocks(deps, tx, matter), await listReviews(tx, matter), today)
  })
}

const instant = (text: string): string => new Date(text).toISOString()
const maybe = (text: string | null): string | null => (text === null ? null : instant(text))

function present(matter: Matter, parts: CitizenParts, clocks: readonly ClockView[], reviews: readonly Review[], today: string): CitizenView {
  const evaluations = evaluationsOf(matter, parts)
  const open = parts.requests.find((one) => one.answeredAt === null)
  return {
    code: matter.code, title: matter.title, status: matter.status, plain: { zh: STATUS_NAMES[matter.status].plain, en: STATUS_NAMES[matter.status].en }, isSealed: false, receivedAt: matter.receivedAt,
    holder: parts.holder, due: dueOf(clocks),
    timeline: parts.events.map(({ event, at, unit, note, detail }) => ({ at: instant(at), ...stepInWords(event, unit, detail), unit, note })),
    mayDo: permittedToPetitioner({
      status: matter.status, category: matter.category, route: matter.route, clocks, answerBy: open?.answerBy ?? null, withdrawalAsked: parts.withdrawalAsked, reviews, replySeq: parts.reply?.seq ?? null,
      toEvaluate: evaluations.filter((one) => one.grade === null).length, today,
    }),
    infoRequests: parts.requests.map((one) => ({ ...one, answeredAt: maybe(one.answeredAt) })),
    reply: parts.reply ? {
      ...parts.reply, requestSummary: parts.reply.requestSummary ?? '', facts: parts.reply.facts ?? '', opinion: parts.reply.opinion ?? '', legalBasis: parts.reply.legalBasis ?? '', remedy: parts.reply.remedy ?? '',
      unit: parts.lead ?? parts.office ?? '', issuedAt: maybe(parts.reply.issuedAt),
    } : null,
    // What is still being written is not the petitioner's to read.
    reviews: reviews.map((one) => ({ kind: one.kind, state: one.state, organ: one.organ, requestedOn: one.requestedOn, refusalNote: one.refusalNote, ...(one.state === 'SERVED' ? opinionOf(one) : NO_OPINION) })),
    papers: parts.papers.map((one) => ({ ...one, issuedAt: instant(one.issuedAt) })), attachments: parts.attachments.map((one) => ({ ...one, addedAt: instant(one.addedAt) })),
    evaluations, withdrawalAsked: parts.withdrawalAsked,
  }
}

const NO_OPINION = { result: null, number: null, facts: null, opinion: null, legalBasis: null, correction: null, remedy: null, servedOn: null, isFinal: false }
const opinionOf = ({ result, number, facts, opinion, legalBasis, correction, remedy, servedOn, isFinal }: Review) => ({ result, number, facts, opinion, legalBasis, correction, remedy, servedOn, isFinal })

/** The nearest limit that the law sets the office: the house's own are between officials. */
function dueOf(clocks: readonly ClockView[]): CitizenView['due'] {
  const running = clocks.filter((one) => one.endedOn === null && one.dueStrict !== null && !isPetitionersWindow(one.rule) && (one.limit.force !== 'internal' || one.rule === 'DL35'))
  const [next] = running.toSorted((a, b) => ((a.dueStrict ?? '') < (b.dueStrict ?? '') ? -1 : 1))
  if (!next?.dueStrict) return null
  return { zh: next.zh, en: next.en, basis: next.basis, strict: next.dueStrict, legal: next.dueLegal, provisional: next.isProvisional, isOver: next.isLate, steps: explainClock(next) }
}

/** Office and unit are evaluated apart, once a reply is served. */
function evaluationsOf(matter: Matter, parts: CitizenParts): CitizenView['evaluations'] {
  if (matter.servedOn === null) return []
  const objects = [{ object: 'office', unit: parts.office }, ...(matter.leadUnitId !== null && matter.leadUnitId !== matter.officeId ? [{ object: 'unit', unit: parts.lead }] as const : [])] as const
  return objects.map(({ object, unit }) => {
    const given = parts.evaluations.find((one) => one.object === object)
    return { object, unit: unit ?? '', grade: given?.grade ?? null, reasons: given?.reasons ?? [], words: given?.words ?? null, at: given ? instant(given.at) : null }
  })
}

/** One line, whatever happens inside: that it was forwarded to whoever is in charge. */
async function sealedView(deps: Deps, access: CitizenAccess): Promise<CitizenView> {
  return inTransaction(deps.db, { as: 'sealed', accountId: '' }, async (tx) => {
    const one = await findByCode(tx, access.code)
    if (!one) throw new NotFound()
    return {
      code: one.code, title: one.title, status: 'SEALED', plain: SEALED_WORDS, isSealed: true, receivedAt: one.receivedAt, holder: null, due: null,
      timeline: [{ at: one.receivedAt, ...SEALED_WORDS, unit: null, note: null }], mayDo: [{ action: 'add-material', until: null, provisional: false }], infoRequests: [], reply: null, reviews: [], papers: [], attachments: [],
      evaluations: [], withdrawalAsked: false,
    }
  })
}
