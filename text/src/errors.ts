/** A value that the caller has to put right: it names the argument and says what to do. */
export class InputError extends Error {
  /** Stable code, `text/what-is-wrong`. */
  readonly code: string
  /** The argument, file or row at fault. */
  readonly argument: string
  /** What is wrong, without argument and remedy. */
  readonly problem: string
  /** What to do about it, one sentence. */
  readonly remedy: string

  constructor(code: string, argument: string, problem: string, remedy: string) {
    super(`${argument}: ${problem}. ${remedy}.`)
    this.name = 'InputError'
    this.code = `text/${code}`
    this.argument = argument
    this.problem = problem
    this.remedy = remedy
  }
}
