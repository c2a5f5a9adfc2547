/** A value that the caller has to put right: it names the argument and says what to do. */
export class InputError extends Error {
  /** Stable code, `kinship/what-is-wrong`. */
  readonly code: string
  /** The argument, file, row or locus at fault. */
  readonly argument: string
  /** What to do about it, one sentence. */
  readonly remedy: string
  /** What is wrong, without the argument and the remedy. */
  readonly problem: string

  constructor(code: string, argument: string, problem: string, remedy: string) {
    super(`${argument}: ${problem}. ${remedy}.`)
    this.name = 'InputError'
    this.code = `kinship/${code}`
    this.argument = argument
    this.problem = problem
    this.remedy = remedy
  }

  /** The same error, said to be inside something: a case, a file, a row. */
  within(place: string): InputError {
    return new InputError(this.code.slice('kinship/'.length), `${place}, ${this.argument}`, this.problem, this.remedy)
  }
}

/** Rejects a number outside [low, high], NaN included. */
export function requireInRange(argument: string, value: number, low: number, high: number): void {
  if (typeof value === 'number' && value >= low && value <= high) return
  throw new InputError('number-out-of-range', argument, `${String(value)} is not a number from ${low} to ${high}`, `Give a number from ${low} to ${high}`)
}
