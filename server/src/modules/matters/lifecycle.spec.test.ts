import { describe, expect, test } from 'vitest'
import { ACTIONS, CITIZEN_ACTIONS, ROLE_CODES, STATUSES, SYSTEM_ACTIONS } from '@hejie/contract/lifecycle'
import type { ActionName, RoleCode, Status } from '@hejie/contract/lifecycle'
import type { Actor, ActorPost } from '../identity/index.ts'
import { CITIZEN_TRANSITIONS, MAIN_ACTION, STAFF_TRANSITIONS, SYSTEM_TRANSITIONS, actionsFrom } from './lifecycle.rules.ts'
import { mayDo } from './policy.ts'

/*
 * The specification written out a second time, by state and by hand, in the words of the procedure:
 *
 *   action | who, as letters | standing | next state, or = for none
 *
 * G grid worker ZR03, C clerk ZR04, T triage officer ZR05, H handler ZR06, R reviewer ZR07, B head of the unit ZR08, S supervisor ZR11,
 * M mediator ZR09, L lead official ZR12, X receiving official ZR13, J joint-meeting office ZR14, V review officer ZR15, D duty commander ZR18.
 * Standing: office (keeps the matter), holder (must act now), lead (leads the handling), part (has any part, or watches over the place),
 * above (at the place or above it, not the lead), province (watches over it from the province), outsider (watches over the place, not the lead).
 */
const LETTERS: Record<string, RoleCode> = { G: 'ZR03', C: 'ZR04', T: 'ZR05', H: 'ZR06', R: 'ZR07', B: 'ZR08', S: 'ZR11', M: 'ZR09', L: 'ZR12', X: 'ZR13', J: 'ZR14', V: 'ZR15', D: 'ZR18' }

const TASKS = 'finish-task | GCTHRSL | part | ='
const NOTES = 'note | GCTHRBSLXJ | part | ='
const CONTACT = 'contact | GCTHRBSL | part | ='
const WITHDRAWAL = `confirm-withdrawal | CTS | outsider | WITHDRAWN
  decline-withdrawal | CTS | outsider | =`
/** While the matter is on its way to a reply. */
const SUPERVISE = 'supervise | S | outsider | ='
const UNDER_WAY = `report-up | TD | office | =
  ${SUPERVISE}
  ${WITHDRAWAL}
  ${NOTES}
  ${TASKS}`
/** While it is with the units. */
const WITH_UNITS = `${UNDER_WAY}
  ${CONTACT}
  sign | GH | part | SIGNED
  co-opinion | HR | part | =`
const REFUSAL = `propose-refusal | TR | holder | =
  confirm-refusal | TRB | holder | NOT_ACCEPTED
  reject-refusal | TRB | holder | =
  divert | TR | holder | DIVERTED`
const LIFT = 'lift | T | office | ='
/** A review and a re-review go the same way; where they stand is another machine. */
const REVIEW = `review-accept | V | holder | =
  review-refuse | V | holder | SERVED EXECUTING CLOSED FINAL
  review-hear | V | holder | =
  review-heard | V | holder | =
  review-draft | V | holder | =
  review-return | RBV | holder | =
  review-approve | RV | holder | =
  review-issue | B | holder | =
  review-serve | V | holder | SERVED EXECUTING CLOSED HANDLING
  ${SUPERVISE}
  ${NOTES}
  ${TASKS}`
const EXTEND = 'extend | B | lead | ='

const SPECIFICATION: Record<Status, string> = {
  DRAFT: TASKS,
  SUBMITTED: `register | CT | office | REGISTERED
    seal | T | office | SEALED
    ${WITHDRAWAL}
    ${NOTES}
    ${TASKS}`,
  REGISTERED: `ask-info | CT | office | NEED_INFO
    classify | CT | office | =
    seal | T | office | SEALED
    ${REFUSAL}
    merge | T | office | MERGED
    transfer | T | office | ROUTED
    assign | T | office | ROUTED
    ${CONTACT}
    ${UNDER_WAY}`,
  NEED_INFO: `proceed-without-info | CT | office | REGISTERED
    seal | T | office | SEALED
    ${CONTACT}
    ${UNDER_WAY}`,
  ROUTED: `object | RB | lead | OBJECTED JURIS
    ${LIFT}
    ${WITH_UNITS}`,
  OBJECTED: `agree-objection | T | office | REGISTERED
    refuse-objection | T | office | SIGNED
    dispute | TJ | holder | JURIS
    ${UNDER_WAY}`,
  JURIS: `rule | J | above | SIGNED
    dispute | TJ | holder | JURIS
    ${UNDER_WAY}`,
  SIGNED: `accept | GH | lead | HANDLING
    object | RB | lead | OBJECTED JURIS
    ${REFUSAL}
    ${LIFT}
    ${WITH_UNITS}`,
  HANDLING: `save-draft | GH | lead | =
    draft | GH | lead | REVIEWING_DRAFT
    to-ordinary | R | lead | =
    to-mediation | GH | lead | MEDIATING
    hear | R | lead | HEARING
    answer-jointly | B | lead | SERVING
    ${LIFT}
    ${EXTEND}
    ${WITH_UNITS}`,
  MEDIATING: `mediation-done | HM | part | HANDLING SERVING
    ${EXTEND}
    ${WITH_UNITS}`,
  HEARING: `end-hearing | HR | lead | HANDLING
    ${EXTEND}
    ${WITH_UNITS}`,
  REVIEWING_DRAFT: `return-draft | R | lead | HANDLING
    approve | R | lead | SIGNING
    ${EXTEND}
    ${WITH_UNITS}`,
  SIGNING: `issue | B | lead | SERVING
    return-for-signing | B | lead | HANDLING
    ${EXTEND}
    ${WITH_UNITS}`,
  SERVING: `serve | GH | lead | SERVED
    ${WITH_UNITS}`,
  SERVED: `execute | GH | lead | EXECUTING
    close | T | office | CLOSED
    ${SUPERVISE}
    co-opinion | HR | part | =
    ${CONTACT}
    ${NOTES}
    ${TASKS}`,
  IN_REVIEW: REVIEW,
  IN_REREVIEW: REVIEW,
  EXECUTING: `close | T | office | CLOSED
    ${SUPERVISE}
    co-opinion | HR | part | =
    ${CONTACT}
    ${NOTES}
    ${TASKS}`,
  CLOSED: `reopen | SJ | outsider | HANDLING
    conclude | J | province | FINAL
    ${CONTACT}
    ${NOTES}
    ${TASKS}`,
  FINAL: `archive | T | office | ARCHIVED
    ${TASKS}`,
  NOT_ACCEPTED: `archive | T | office | ARCHIVED
    ${TASKS}`,
  DIVERTED: `archive | T | office | ARCHIVED
    ${TASKS}`,
  WITHDRAWN: `archive | T | office | ARCHIVED
    ${TASKS}`,
  ARCHIVED: TASKS,
  MERGED: TASKS,
  SEALED: TASKS,
}

const REMEDIES = 'ask-review > IN_REVIEW, ask-rereview > IN_REREVIEW'
const CITIZEN_SPECIFICATION: Partial<Record<Status, string>> = {
  DRAFT: 'submit > SUBMITTED REGISTERED',
  SUBMITTED: 'add-material, withdraw, report-reprisal',
  NEED_INFO: 'supply > REGISTERED, add-material, withdraw, report-reprisal',
  ...Object.fromEntries((['REGISTERED', 'ROUTED', 'OBJECTED', 'JURIS', 'SIGNED', 'HANDLING', 'MEDIATING', 'HEARING', 'REVIEWING_DRAFT', 'SIGNING', 'SERVING'] as const).map((status) => [status, 'add-material, withdraw, report-reprisal'])),
  ...Object.fromEntries((['SERVED', 'EXECUTING', 'CLOSED', 'FINAL'] as const).map((status) => [status, `evaluate, ${REMEDIES}, report-reprisal`])),
  ARCHIVED: 'evaluate, report-reprisal',
  ...Object.fromEntries((['IN_REVIEW', 'IN_REREVIEW', 'NOT_ACCEPTED', 'DIVERTED', 'WITHDRAWN', 'MERGED'] as const).map((status) => [status, 'report-reprisal'])),
}
const SYSTEM_SPECIFICATION: Partial<Record<Status, string>> = {
  CLOSED: 'finalise > FINAL', REGISTERED: 'raise, succeed', NEED_INFO: 'info-overdue > REGISTERED, raise, succeed', ROUTED: 'escalate, raise, succeed', OBJECTED: 'raise, succeed', JURIS: 'raise, succeed', SIGNED: 'escalate, raise, succeed',
  HANDLING: 'escalate, raise, succeed', MEDIATING: 'raise, succeed', HEARING: 'raise, succeed', REVIEWING_DRAFT: 'raise, succeed', SIGNING: 'raise, succeed', SERVING: 'raise, succeed', IN_REVIEW: 'raise, succeed', IN_REREVIEW: 'raise, succeed',
  SERVED: 'raise, succeed', EXECUTING: 'raise, succeed',
}

interface Row {
  action: string
  who: RoleCode[]
  standing: string
  to: string
}

function rowsOf(text: string): Row[] {
  return text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [action = '', who = '', standing = '', to = ''] = line.split('|').map((part) => part.trim())
    return { action, who: [...who].map((letter) => LETTERS[letter]!), standing, to }
  })
}

const COUNTY = '33/3302/330212/'
const matter = { officeId: 'office', holderUnitId: 'holder', leadUnitId: 'lead', unitIds: ['office', 'holder', 'lead', 'co'], regionPath: '33/3302/330212/330212110/' }

type Place = Pick<ActorPost, 'unitId' | 'unitKind' | 'level' | 'regionPath'>
/** Every place a person may sit, relative to the matter. */
const PLACES: Record<string, Place> = {
  office: { unitId: 'office', unitKind: 'petition-office', level: 3, regionPath: COUNTY },
  holder: { unitId: 'holder', unitKind: 'agency', level: 3, regionPath: COUNTY },
  lead: { unitId: 'lead', unitKind: 'agency', level: 3, regionPath: COUNTY },
  co: { unitId: 'co', unitKind: 'agency', level: 3, regionPath: COUNTY },
  'another bureau of the county': { unitId: 'bureau', unitKind: 'agency', level: 3, regionPath: COUNTY },
  'the city\'s petition office': { unitId: 'city', unitKind: 'petition-office', level: 2, regionPath: '33/3302/' },
  'the province\'s petition office': { unitId: 'province', unitKind: 'petition-office', level: 1, regionPath: '33/' },
  'a bureau of the city': { unitId: 'city-bureau', unitKind: 'agency', level: 2, regionPath: '33/3302/' },
  'the town\'s centre': { unitId: 'town', unitKind: 'centre', level: 4, regionPath: matter.regionPath },
  'another town\'s centre': { unitId: 'other-town', unitKind: 'centre', level: 4, regionPath: '33/3302/330212/330212111/' },
  'another county\'s petition office': { unitId: 'other', unitKind: 'petition-office', level: 3, regionPath: '33/3302/330203/' },
  'the village committee': { unitId: 'village', unitKind: 'village', level: 5, regionPath: '33/3302/330212/330212110/330212110201/' },
}
const WATCHING_PLACES = ['office', 'the province\'s petition office', 'the city\'s petition office', 'the town\'s centre']
const WATCHING_ROLES = ['ZR04', 'ZR05', 'ZR11', 'ZR12', 'ZR13', 'ZR14', 'ZR18']
const AT_OR_ABOVE = ['office', 'holder', 'co', 'another bureau of the county', 'the province\'s petition office', 'the city\'s petition office', 'a bureau of the city', 'the town\'s centre']

/** The standings in words, without looking at the policy. */
function standsAs(standing: string, place: string, role: RoleCode): boolean {
  const isWatching = WATCHING_PLACES.includes(place) && WATCHING_ROLES.includes(role)
  switch (standing) {
    case 'office': case 'holder': case 'lead': return place === standing
    case 'part': return ['office', 'holder', 'lead', 'co'].includes(place) || isWatching
    case 'above': return AT_OR_ABOVE.includes(place)
    case 'outsider': return isWatching
    case 'province': return isWatching && place === 'the province\'s petition office'
    default: throw new Error(`no such standing: ${standing}`)
  }
}

function personAt(place: Place, role: RoleCode): Actor {
  return { accountId: 'a', username: 'a', name: '某人', posts: [{ postId: 'p', postName: '岗位', roles: [role], unitName: '单位', lineCode: 'B01', regionCode: '330212000000', ...place }] }
}

describe('the life of a matter', () => {
  test('allows in every state to every role in every place exactly what the specification says', () => {
    let looked = 0
    const wrong: string[] = []
    for (const status of STATUSES) {
      const rows = rowsOf(SPECIFICATION[status])
      for (const action of ACTIONS) {
        const row = rows.find((one) => one.action === action)
        for (const role of ROLE_CODES) {
          for (const [place, post] of Object.entries(PLACES)) {
            looked += 1
            const expected = row !== undefined && row.who.includes(role) && standsAs(row.standing, place, role)
            const actual = actionsFrom(status).includes(action) && mayDo(personAt(post, role), matter, action)
            if (actual !== expected) wrong.push(`${status}: ${action} by ${role} at ${place} is ${actual ? 'allowed' : 'refused'}`)
          }
        }
      }
    }
    expect(looked).toBe(STATUSES.length * ACTIONS.length * ROLE_CODES.length * Object.keys(PLACES).length)
    expect(wrong).toEqual([])
  })

  test('leads from every state exactly where the specification says', () => {
    for (const status of STATUSES) {
      const rows = rowsOf(SPECIFICATION[status])
      expect(new Set(rows.map((row) => row.action)), status).toEqual(new Set(actionsFrom(status)))
      for (const { action, to } of rows) {
        const transition = STAFF_TRANSITIONS[action as ActionName]
        expect(transition.to === null ? '=' : transition.to.join(' '), `${status}: ${action}`).toBe(to)
      }
    }
  })

  test('gives petitioners and the clock exactly what the specification says', () => {
    for (const [names, table, specification] of [[CITIZEN_ACTIONS, CITIZEN_TRANSITIONS, CITIZEN_SPECIFICATION], [SYSTEM_ACTIONS, SYSTEM_TRANSITIONS, SYSTEM_SPECIFICATION]] as const) {
      for (const status of STATUSES) {
        const expected = (specification[status] ?? '').split(',').map((one) => one.trim()).filter(Boolean).sort()
        const actual = names.filter((name) => (table as Record<string, { from: readonly Status[] }>)[name]!.from.includes(status))
          .map((name) => [name, ...((table as Record<string, { to: readonly Status[] | null }>)[name]!.to ?? [])].join(' ').replace(' ', ' > ')).sort()
        expect(actual, status).toEqual(expected)
      }
    }
  })

  test('never lets staff act for the petitioner or for the clock', () => {
    for (const transition of Object.values(STAFF_TRANSITIONS)) {
      expect(transition.who.length).toBeGreaterThan(0)
      expect(transition.who).not.toContain('ZR01')
      expect(['citizen', 'system']).not.toContain(transition.as)
    }
  })

  test('keeps administrators, auditors, analysts and the accusation desk away from every action', () => {
    for (const role of ['ZR16', 'ZR17', 'ZR22', 'ZR25', 'ZR26', 'ZR27'] as const) for (const place of Object.values(PLACES)) for (const action of ACTIONS) expect(mayDo(personAt(place, role), matter, action)).toBe(false)
  })

  test('has every row of the procedure, and an article for each', () => {
    const built = [...Object.values(STAFF_TRANSITIONS), ...Object.values(CITIZEN_TRANSITIONS), ...Object.values(SYSTEM_TRANSITIONS)]
    // Row 18 (simplified acceptance) is the `simple` of accept.
    const numbers = new Set([...built.map((one) => one.no).filter((no) => no !== null), 18])
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 39 }, (_, i) => i + 1))
    for (const { basis } of built) expect(basis).toMatch(/第.+条|本系统规定/)
  })

  test('offers as the main step of a state only something that state allows', () => {
    for (const [status, action] of Object.entries(MAIN_ACTION)) expect(actionsFrom(status as Status), status).toContain(action)
  })
})
