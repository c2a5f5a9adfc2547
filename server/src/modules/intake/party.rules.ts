import type { FieldFault } from '../../platform/errors.ts'
import { creditCodeFault, normaliseIdNumber, normalisePhone, residentIdFault } from '../../platform/personal-numbers.ts'
import type { NumberFault } from '../../platform/personal-numbers.ts'
import { MAX, tooLong } from './filing.ts'
import type { Party } from './filing.ts'

const NOT_GIVEN = 'I9'

/** What is wrong with the people of a filing, field by field. */
export function peopleFaults(people: readonly Party[], today: string): FieldFault[] {
  return people.flatMap((one, index) => [
    ...(one.name === '' ? [{ field: 'name', code: 'input/required' }] : tooLong('name', one.name, MAX.name)),
    ...tooLong('address', one.address, MAX.address),
    ...(one.phone !== '' && normalisePhone(one.phone) === null ? [{ field: 'phone', code: 'intake/phone-wrong' }] : []),
    ...documentFaults(one, today),
  ].map((fault) => ({ ...fault, field: `people.${index}.${fault.field}` })))
}

const ID_CODES: Record<NumberFault, string> = { form: 'intake/id-form-wrong', date: 'intake/id-date-wrong', 'check-digit': 'intake/id-check-digit-wrong' }

function documentFaults({ idKind, idNumber }: Party, today: string): FieldFault[] {
  const field = 'idNumber'
  const number = normaliseIdNumber(idNumber)
  if (number === '') return idKind === null || idKind === NOT_GIVEN ? [] : [{ field, code: 'intake/id-number-missing' }]
  switch (idKind) {
    case null: case NOT_GIVEN: return [{ field: 'idKind', code: 'intake/id-kind-missing' }]
    case 'I1': {
      const fault = residentIdFault(number, today)
      return fault ? [{ field, code: ID_CODES[fault] }] : []
    }
    case 'I6': return creditCodeFault(number) ? [{ field, code: 'intake/credit-code-wrong' }] : []
    default: return /^[A-Z0-9]{5,30}$/.test(number) ? [] : [{ field, code: 'intake/document-number-wrong' }]
  }
}
