/*
 * 一案一码: county 6 + year 2 + serial 7 + check digit. The check digit is ISO/IEC 7064, MOD 11,10: it finds every single
 * wrong digit and nearly every pair of neighbours read in the wrong order, and is itself always a digit.
 */

const BODY_DIGITS = 15

/** The check digit of a string of digits. @see ISO/IEC 7064:2003, hybrid system MOD 11,10 */
export function checkDigitOf(digits: string): string {
  let product = 10
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}

/**
 * The public code of a matter.
 * @param homeCounty six digits
 * @param year four digits
 * @param serial 1 … 9,999,999
 * @throws RangeError when a county has used up its ten million numbers of a year
 */
export function matterCode(homeCounty: string, year: number, serial: number): string {
  if (!/^\d{6}$/.test(homeCounty)) throw new RangeError(`a home county has six digits, not "${homeCounty}"`)
  if (!Number.isInteger(serial) || serial < 1 || serial > 9_999_999) throw new RangeError(`serial ${serial} does not fit a matter's code: seven digits`)
  const body = homeCounty + String(year % 100).padStart(2, '0') + String(serial).padStart(7, '0')
  return body + checkDigitOf(body)
}

/** Whether something is a code by its form and check digit; says nothing about whether such a matter exists. */
export function isMatterCode(text: string): boolean {
  return /^\d{16}$/.test(text) && checkDigitOf(text.slice(0, BODY_DIGITS)) === text[BODY_DIGITS]
}

/** As people read and copy it: 3302 1226 0000 0017. */
export const formatMatterCode = (code: string): string => code.replaceAll(/(\d{4})(?=\d)/g, '$1 ')

/** What somebody typed, without the blanks and hyphens between the groups, full-width digits made plain. */
export const readMatterCode = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '')
