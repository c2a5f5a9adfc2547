/** One field of what was sent, and what is wrong with it, in the reader's language. */
export interface Fault {
  field: string
  message: string
}

interface ProblemFacts {
  /** HTTP status; 0 where the server could not be reached. */
  status: number
  code: string
  detail: string
  faults: readonly Fault[]
}

/** A refusal of the API (problem+json), or no connection to it. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly faults: readonly Fault[]

  constructor(facts: ProblemFacts, options?: ErrorOptions) {
    super(`${facts.status} ${facts.code}`, options)
    this.status = facts.status
    this.code = facts.code
    this.detail = facts.detail
    this.faults = facts.faults
  }

  /** Worth sending again unchanged: nothing was decided. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function faultsOf(value: unknown): Fault[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => (one && typeof one === 'object' && 'field' in one && 'message' in one ? [{ field: text(one.field), message: text(one.message) }] : []))
}

/** Reads problem+json; also the sign-in library's own `{ code, message }`, and answers that are no JSON at all. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const facts: Record<string, unknown> = body && typeof body === 'object' ? { ...body } : {}
  return new ApiProblem({
    status: response.status, code: text(facts.code) || `http/${response.status}`, detail: text(facts.detail) || text(facts.message), faults: faultsOf(facts.faults),
  })
}
