import { FilingInput } from '@hejie/contract/intake'
import type { Deps } from '../../deps.ts'
import { Invalid } from '../../platform/errors.ts'
import { normaliseIdNumber, normalisePhone } from '../../platform/personal-numbers.ts'
import { validationProblem } from '../../platform/problem.ts'
import type { NewParty } from '../matters/index.ts'
import type { Filing, Party } from './filing.ts'

// No text holds what a database cannot keep or a screen cannot show.
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g

/** The text as it is kept: no invisible control characters, lines ended in one way. */
export const cleanText = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll(UNSEEN, '').trim()
const cleanLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, ' ')

/** Brings what was sent into one shape, whichever door it came through. @throws Invalid when a field has the wrong kind of value */
export function readFiling(input: FilingInput): Filing {
  const parsed = FilingInput.safeParse(input)
  if (!parsed.success) throw validationProblem(parsed.error.issues, input)
  const filing = parsed.data
  return {
    ...filing, title: cleanLine(filing.title), body: cleanText(filing.body), placeDetail: cleanLine(filing.placeDetail), respondentName: cleanLine(filing.respondentName), accused: cleanLine(filing.accused),
    people: filing.people.map((one) => ({ ...one, name: cleanLine(one.name), address: cleanLine(one.address), phone: cleanLine(one.phone), idNumber: cleanLine(one.idNumber) })),
  }
}

const orNull = (text: string): string | null => (text === '' ? null : text)

/** A person as the register keeps them: phone in one form, ID number sealed and by digest only. */
export function toParty(deps: Pick<Deps, 'keys'>, person: Party, seq: number): NewParty {
  const number = normaliseIdNumber(person.idNumber)
  return {
    seq, role: person.role, kind: person.kind, name: person.name, phone: person.phone === '' ? null : normalisePhone(person.phone), address: orNull(person.address),
    idKind: person.idKind, idSealed: number === '' ? null : deps.keys.seal(number).toString('hex'), idDigest: number === '' ? null : idDigest(deps, number),
  }
}

/** The keyed digest by which an ID number is found again. */
export const idDigest = (deps: Pick<Deps, 'keys'>, number: string): string => deps.keys.digest('id-number', normaliseIdNumber(number))

/** @throws Invalid when there are faults */
export function refuseFaults(faults: Invalid['faults']): void {
  if (faults.length > 0) throw new Invalid(faults)
}
