import type { Deps } from '../../deps.ts'

const PURPOSE = 'query-pin'
const secret = (code: string, pin: string): string => `${code}:${pin}`

/** What is kept of a query PIN: a digest under a key outside the database, different for each matter. */
export const pinDigest = (deps: Pick<Deps, 'keys'>, code: string, pin: string): string => deps.keys.digest(PURPOSE, secret(code, pin))

/** Whether the PIN is the one of this code; takes the same time whatever it is. */
export const isPin = (deps: Pick<Deps, 'keys'>, code: string, pin: string, digest: string): boolean => deps.keys.matches(PURPOSE, secret(code, pin), digest)
