import { Forbidden, RuleBroken } from '../../platform/errors.ts'
import type { Facts } from '../../platform/errors.ts'

/** The library takes a client's address from this header alone, which only we set. */
export const ADDRESS_HEADER = 'x-hejie-client-address'
/** What the library is told when somebody signs in whose account is switched off. */
export const INACTIVE = 'ACCOUNT_INACTIVE'

/** How the library throws. Told by its name: loading the library for its class would cost every command a fifth of a second. */
interface LibraryError extends Error {
  statusCode: number
  body?: { code?: unknown }
}

function isLibraryError(error: unknown): error is LibraryError {
  return error instanceof Error && error.name === 'APIError' && 'statusCode' in error && typeof error.statusCode === 'number'
}

/** The library hides a lost database behind an error of its own; what lies beneath decides the answer. */
export function databaseFault(error: unknown): unknown {
  return isLibraryError(error) && error.cause instanceof Error ? error.cause : error
}

/** The library's code for a refusal; null for anything that is not one. */
export function refusalOf(error: unknown): string | null {
  if (!isLibraryError(error) || error.statusCode >= 500) return null
  const code = error.body?.code
  return typeof code === 'string' ? code : 'REFUSED'
}

/**
 * Runs a call of the library and turns its refusals into ours.
 *
 * @param problems our code for each of the library's; `otherwise` for all the rest
 */
export async function askLibrary<T>(call: Promise<T>, problems: Readonly<Record<string, string>> & { otherwise: string }, facts: Facts = {}): Promise<T> {
  try {
    return await call
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw databaseFault(error)
    if (refusal === INACTIVE) throw new Forbidden('identity/account-inactive')
    throw new RuleBroken(problems[refusal] ?? problems.otherwise, facts)
  }
}
