import type { FieldFault } from '../../platform/errors.ts'
import { MAX, tooLong } from './filing.ts'
import type { Filing } from './filing.ts'
import { Temporal } from '../../platform/time.ts'
import { codeFaults } from './filing-codes.rules.ts'
import type { KnownCodes } from './filing-codes.rules.ts'
import { peopleFaults } from './party.rules.ts'

/** What is known of the place a filing names. */
export interface PlaceFacts {
  code: string
  name: string
  path: string
  validFrom: string
  validTo: string | null
  successorCode: string | null
  successorName: string | null
}

/** Everything outside the filing that the rules look at. */
export interface FilingFacts {
  by: 'citizen' | 'staff'
  /** Null: there is no such place. */
  place: PlaceFacts | null
  known: KnownCodes
  representativeRule: 'national' | 'zhejiang'
  /** The present instant, ISO, UTC, milliseconds */
  now: string
  /** YYYY-MM-DD at the centre */
  today: string
}

/** Channels in which an office finds or takes over something itself: nobody petitioned, so article 19 demands no name. */
const FOUND_BY_OFFICE: readonly string[] = ['Q09', 'Q11', 'Q18', 'Q20']

/** Nobody keeps letters of the time before; a typing error is likelier. */
const EARLIEST = Temporal.Instant.from('1995-01-01T00:00:00+08:00')

/** Everything that is wrong with a filing, all at once; empty when it can be registered. 信访工作条例第十七条、第十九条、第二十条 */
export function filingFaults(filing: Filing, facts: FilingFacts): FieldFault[] {
  return [
    ...textFaults(filing),
    ...placeFaults(filing, facts),
    ...codeFaults(filing, facts),
    ...petitionerFaults(filing),
    ...peopleFaults(filing.people, facts.today),
    ...representativeFaults(filing, facts.representativeRule),
    ...timeFaults(filing, facts.now),
    ...(filing.attachmentIds.length > MAX.attachments ? [{ field: 'attachmentIds', code: 'intake/too-many-attachments', facts: { max: MAX.attachments } }] : []),
  ]
}

function textFaults(filing: Filing): FieldFault[] {
  return [
    ...(filing.title === '' ? [{ field: 'title', code: 'input/required' }] : tooLong('title', filing.title, MAX.title)),
    ...(filing.body === '' ? [{ field: 'body', code: 'intake/request-missing' }] : tooLong('body', filing.body, MAX.body)),
    ...tooLong('placeDetail', filing.placeDetail, MAX.placeDetail),
    ...tooLong('respondentName', filing.respondentName, MAX.respondent),
    ...tooLong('accused', filing.accused, MAX.accused),
  ]
}

/** Whether the place a filing or an officer names can be used today. */
export function placeFaults(filing: Pick<Filing, 'placeCode'>, { place, today }: Pick<FilingFacts, 'place' | 'today'>): FieldFault[] {
  const field = 'placeCode'
  if (filing.placeCode === '') return [{ field, code: 'input/required' }]
  if (!place) return [{ field, code: 'intake/place-unknown' }]
  if (place.validFrom > today) return [{ field, code: 'intake/place-not-yet', facts: { name: place.name, on: place.validFrom } }]
  if (place.validTo === null || place.validTo >= today) return []
  if (!place.successorCode) return [{ field, code: 'intake/place-ended', facts: { name: place.name, on: place.validTo } }]
  return [{ field, code: 'intake/place-abolished', facts: { name: place.name, on: place.validTo, successor: place.successorName ?? '', successorCode: place.successorCode } }]
}

/** 第十九条: name (名称) and address of whoever asks for something; a call is recorded as it is told, but must be answerable. */
function petitionerFaults(filing: Filing): FieldFault[] {
  const { people, isAnonymous } = filing
  if (isAnonymous) return people.length > 0 ? [{ field: 'isAnonymous', code: 'intake/anonymous-with-people' }] : []
  const petitioners = people.filter((one) => one.role !== 'agent')
  if (people.length > 0 && petitioners.length === 0) return [{ field: 'people', code: 'intake/agent-without-petitioner' }]
  if (FOUND_BY_OFFICE.includes(filing.channel)) return []
  if (petitioners.length === 0) return [{ field: 'people', code: 'intake/petitioner-missing' }]
  // Of several people one address is enough to write to; the first named one is written to.
  const first = people.findIndex((one) => one.role !== 'agent')
  if (petitioners.some((one) => one.address !== '')) return []
  if (filing.form !== '400') return [{ field: `people.${first}.address`, code: 'intake/address-missing' }]
  return petitioners.some((one) => one.phone !== '') ? [] : [{ field: `people.${first}.phone`, code: 'intake/contact-missing' }]
}

type People = Pick<Filing, 'peopleCount' | 'people'>

const namedIn = (filing: Pick<Filing, 'people'>): number => filing.people.filter((one) => one.role !== 'agent').length

/** How many people a filing stands for: what was counted, and never fewer than are named. */
export function countOfPeople(filing: People): number {
  return Math.max(filing.peopleCount, namedIn(filing))
}

/** How many people stand for the others: where any was chosen, everybody who is named, whoever files included. 第二十条 */
export function countOfRepresentatives(filing: Pick<Filing, 'people'>): number {
  return filing.people.some((one) => one.role === 'representative') ? namedIn(filing) : 0
}

/** Five people or more, or people who chose representatives, petition jointly (联名、集体). */
export function isJointFiling(filing: People): boolean {
  return countOfPeople(filing) >= 5 || filing.people.some((one) => one.role === 'representative')
}

/**
 * How many representatives at most: five (信访工作条例第二十条); in Zhejiang's stricter mode three for up to ten people
 * (浙江省信访条例, a switch of the installation).
 */
export function maxRepresentatives(rule: 'national' | 'zhejiang', people: number): number {
  return rule === 'zhejiang' && people <= 10 ? 3 : 5
}

const VISIT = '200'

function representativeFaults(filing: Filing, rule: 'national' | 'zhejiang'): FieldFault[] {
  const faults: FieldFault[] = []
  if (filing.peopleCount < 1 || filing.peopleCount > MAX.count) faults.push({ field: 'peopleCount', code: 'intake/people-count-wrong' })
  else if (filing.peopleCount < namedIn(filing)) faults.push({ field: 'peopleCount', code: 'intake/people-count-below-named', facts: { count: filing.peopleCount, named: namedIn(filing) } })
  if (filing.people.length > MAX.people) faults.push({ field: 'people', code: 'intake/too-many-people' })
  const count = countOfRepresentatives(filing)
  const people = countOfPeople(filing)
  const max = maxRepresentatives(rule, people)
  if (count > max) faults.push({ field: 'people', code: 'intake/too-many-representatives', facts: { max, count } })
  if (filing.form === VISIT && !filing.isAnonymous && isJointFiling(filing) && count === 0) faults.push({ field: 'people', code: 'intake/representatives-missing', facts: { count: people } })
  return faults
}

function timeFaults({ receivedAt }: Filing, now: string): FieldFault[] {
  if (receivedAt === null) return []
  const instant = Temporal.Instant.from(receivedAt)
  if (Temporal.Instant.compare(instant, Temporal.Instant.from(now)) > 0) return [{ field: 'receivedAt', code: 'intake/received-in-future' }]
  return Temporal.Instant.compare(instant, EARLIEST) < 0 ? [{ field: 'receivedAt', code: 'intake/received-too-early' }] : []
}

/** Whether the words belong in the sealed channel from the first moment. 第三十条 */
export function isAccusation(filing: Pick<Filing, 'category' | 'purpose'>): boolean {
  return filing.category === 'B' || filing.purpose === 'M2'
}
