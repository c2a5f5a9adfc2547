import type { FieldFault } from '../../platform/errors.ts'
import type { Filing } from './filing.ts'

/** Which of the codes a filing uses stand in the code tables, and which units it names exist. */
export interface KnownCodes {
  /** `T01:100`, for active rows only */
  rows: ReadonlySet<string>
  /** Parent of a second-level class, by its code */
  parentOf: ReadonlyMap<string, string>
  unitIds: ReadonlySet<string>
  /** T01 as on paper: 来访, 来信 …; null where the form is not known */
  formName?: string | null
}

/** Which forms (T01) a channel (T02) brings; a channel not named here, also one added later, brings any. */
const FORMS_OF_CHANNEL: Readonly<Record<string, readonly string[]>> = {
  Q01: ['300'], Q03: ['200'], Q04: ['200'], Q05: ['100', '300'], Q06: ['100', '500'], Q07: ['300', '400', '900'], Q08: ['400', '900'],
  Q09: ['200', '400', '900'], Q10: ['200', '300', '400', '900'], Q11: ['900'], Q18: ['200', '400', '900'],
}

/** What comes over the public pages without a member of staff. */
const CITIZENS_CHANNELS: readonly string[] = ['Q01', 'Q05', 'Q10']

/** Form, channel, purpose and classes: each must stand in its table, and fit the others. 第十七条 */
export function codeFaults(filing: Filing, { known, by }: { known: KnownCodes; by: 'citizen' | 'staff' }): FieldFault[] {
  const { form, channel, purpose, class1, class2 } = filing
  const faults: FieldFault[] = []
  const check = (field: string, table: string, value: string | null, code: string): void => {
    if (value !== null && !known.rows.has(`${table}:${value}`)) faults.push({ field, code, facts: { value } })
  }
  check('form', 'T01', form, 'intake/form-unknown')
  check('channel', 'T02', channel, 'intake/channel-unknown')
  check('purpose', 'T05', purpose, 'intake/purpose-unknown')
  if (by === 'citizen' && !CITIZENS_CHANNELS.includes(channel)) faults.push({ field: 'channel', code: 'intake/channel-not-yours' })
  const forms = FORMS_OF_CHANNEL[channel]
  if (forms && known.rows.has(`T01:${form}`) && !forms.includes(form)) faults.push({ field: 'form', code: 'intake/form-not-of-channel', facts: { channel, form } })
  for (const field of ['respondentUnitId', 'accusedUnitId'] as const) {
    const unit = filing[field]
    if (unit !== null && !known.unitIds.has(unit)) faults.push({ field, code: 'intake/unit-unknown' })
  }
  return [...faults, ...classFaults(class1, class2, known)]
}

/** First- and second-level class (T06, T07). */
export function classFaults(class1: string | null, class2: string | null, known: Pick<KnownCodes, 'rows' | 'parentOf'>): FieldFault[] {
  const faults: FieldFault[] = []
  if (class1 !== null && !known.rows.has(`T06:${class1}`)) faults.push({ field: 'class1', code: 'intake/class-unknown', facts: { value: class1 } })
  if (class2 === null) return faults
  if (!known.rows.has(`T07:${class2}`)) return [...faults, { field: 'class2', code: 'intake/class-unknown', facts: { value: class2 } }]
  return (known.parentOf.get(class2) ?? class2.slice(0, 2)) === class1 ? faults : [...faults, { field: 'class2', code: 'intake/class-not-below', facts: { value: class2, class1: class1 ?? '' } }]
}
