import { parseDate } from './time.ts'

/*
 * Numbers people carry: resident identity card (GB 11643), unified social credit code (GB 32100), telephone. Written
 * here once, so that filing, search by person and import compare the same form.
 */

/** Full-width to half-width, no blanks, upper case: the one form in which a number is checked, sealed and looked up. */
export const normaliseIdNumber = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const ID_CHECKS = '10X98765432'

export type NumberFault = 'form' | 'date' | 'check-digit'

/**
 * What is wrong with a resident identity number, or null. Cards of 15 digits, issued before 1999, are accepted; the area
 * may be one that was abolished since.
 * @param number in the form of `normaliseIdNumber`
 * @param today YYYY-MM-DD; nobody is born later
 * @see GB 11643-1999
 */
export function residentIdFault(number: string, today: string): NumberFault | null {
  if (!/^[1-9](\d{14}|\d{16}[\dX])$/.test(number)) return 'form'
  const born = number.length === 15 ? `19${number.slice(6, 12)}` : number.slice(6, 14)
  const birthday = `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6, 8)}`
  if (!parseDate(birthday) || birthday < '1880-01-01' || birthday > today) return 'date'
  if (number.length === 15) return null
  const sum = ID_WEIGHTS.reduce<number>((total, weight, index) => total + weight * Number(number[index]), 0)
  return ID_CHECKS[sum % 11] === number[17] ? null : 'check-digit'
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/**
 * What is wrong with a unified social credit code, or null.
 * @param code in the form of `normaliseIdNumber`
 * @see GB 32100-2015
 */
export function creditCodeFault(code: string): NumberFault | null {
  if (code.length !== 18 || [...code].some((character) => !CREDIT_ALPHABET.includes(character))) return 'form'
  const sum = CREDIT_WEIGHTS.reduce<number>((total, weight, index) => total + weight * CREDIT_ALPHABET.indexOf(code[index] ?? ''), 0)
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] === code[17] ? null : 'check-digit'
}

const PHONES = [
  /^1[3-9]\d{9}$/, // mobile
  /^0\d{2,3}\d{7,8}$/, // landline with area code
  /^[2-8]\d{6,7}$/, // landline without
  /^[48]00\d{7}$/, // service numbers
  /^\+\d{7,15}$/, // abroad
]

/**
 * A telephone number as it is kept and compared: digits only, without China's +86; an extension after `-`. Null when it
 * is none.
 */
export function normalisePhone(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/[\s()（）.]/g, '').replaceAll(/[‐-―—]/g, '-')
  const [, main = '', extension = ''] = /^(\+?[\d-]+?)(?:(?:转|ext|x|#)(\d{1,6}))?$/i.exec(plain) ?? []
  const digits = main.replaceAll('-', '').replace(/^(\+|00)86(?=\d{10,12}$)/, '')
  if (!PHONES.some((form) => form.test(digits))) return null
  return extension ? `${digits}-${extension}` : digits
}
