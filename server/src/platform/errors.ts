/** The facts a message is filled in with; never personal data, they also reach logs. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** One thing wrong with one field (and, for tables, one row) of what was sent. */
export interface FieldFault {
  field: string
  row?: number
  code: string
  facts?: Facts
}

/** A rule of law or of the house says no. Codes are public and never renamed. */
export class RuleBroken extends Error {
  readonly code: string
  readonly facts: Facts
  constructor(code: string, facts: Facts = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}

/** This person may not do this here. */
export class Forbidden extends Error {
  readonly code: string
  constructor(code = 'access/forbidden') {
    super(code)
    this.code = code
  }
}

/** There is no such thing, or the asker may not know of it: one answer for both. */
export class NotFound extends Error {
  readonly code: string
  constructor(code = 'access/not-found') {
    super(code)
    this.code = code
  }
}

/** What was sent cannot be understood or is incomplete; names every field at fault. */
export class Invalid extends Error {
  readonly code = 'input/invalid'
  readonly faults: readonly FieldFault[]
  constructor(faults: readonly FieldFault[]) {
    super('input/invalid')
    this.faults = faults
  }
}
