import type { Facts } from '../../platform/errors.ts'

export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 128
/** From here on length alone is enough. */
const LONG = 16
/** Fewer different characters than this are a pattern, not a password. */
const DIFFERENT_MIN = 6

export interface PasswordFault {
  code: string
  facts: Facts
}

/** What is wrong with a new password, or null. GB/T 22239-2019 8.1.4.1 (complexity of identification) */
export function passwordFault(password: string, username: string): PasswordFault | null {
  const characters = [...password]
  if (characters.length < PASSWORD_MIN) return { code: 'identity/password-too-short', facts: { min: PASSWORD_MIN } }
  if (characters.length > PASSWORD_MAX) return { code: 'identity/password-too-long', facts: { max: PASSWORD_MAX } }
  if (password.toLowerCase().includes(username.toLowerCase())) return { code: 'identity/password-has-username', facts: {} }
  if (new Set(characters).size < DIFFERENT_MIN) return { code: 'identity/password-repetitive', facts: {} }
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  if (characters.length < LONG && kinds < 3) return { code: 'identity/password-too-plain', facts: {} }
  return null
}

/** Small letters, digits, dot, hyphen, underscore; begins with a letter; 3–30. */
export function isUsername(text: string): boolean {
  return /^[a-z][a-z0-9._-]{2,29}$/.test(text.toLowerCase())
}

/** Without letters and digits that look alike, so that it can be read out over the telephone. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A temporary password such as `k7mp-93xr-w4tn`, about 59 bits. @param random bytes to make it from, at least 12 */
export function temporaryPassword(random: Uint8Array): string {
  const letters = [...random.subarray(0, 12)].map((byte) => READABLE[byte % READABLE.length]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8, 12)}`
}
