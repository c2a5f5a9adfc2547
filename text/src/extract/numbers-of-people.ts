import type { EntityKind } from './entity.ts'

/** Numbers that lead to a person or a case, by their form. Longer forms stand first: a card number holds what looks like a telephone. */
const FORMS: readonly { readonly kind: EntityKind; readonly form: RegExp; readonly isValid?: (text: string) => boolean }[] = [
  { kind: 'email', form: /[a-z0-9][\w.+-]{0,60}@[a-z0-9-]{1,60}(?:\.[a-z0-9-]{2,20}){1,4}/gu },
  { kind: 'id-number', form: /(?<![\da-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx](?![\da-z])/gu },
  { kind: 'bank-card', form: /(?<![\d*])(?:6\d{15,18}|[3-5]\d{15}|6\d{3}(?: \d{4}){3}(?: \d{1,3})?)(?![\d*])/gu, isValid: hasLuhnDigit },
  { kind: 'phone', form: /(?<![\d.-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/gu },
  { kind: 'phone', form: /(?<![\d.-])(?:\(0\d{2,3}\)|0\d{2,3})[- ]?[2-8]\d{6,7}(?:[-转]\d{1,5})?(?!\d)/gu },
  { kind: 'phone', form: /(?<![\d.-])(?:400|800)[- ]?\d{3}[- ]?\d{4}(?!\d)/gu },
  { kind: 'phone', form: /(?<=(?:电话|手机|座机|热线|传真|联系方式)[号码是为:： ]{0,4})[2-8]\d{6,7}(?!\d)/gu },
  { kind: 'plate', form: /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][·. -]?(?:[df][a-hj-np-z0-9]\d{4}|\d{5}[df]|[a-hj-np-z0-9]{4}[a-hj-np-z0-9挂学警港澳])(?![a-z0-9])/gu, isValid: (text) => (text.match(/\d/g) ?? []).length >= 2 },
  { kind: 'case-number', form: /[([〔【](?:19|20)\d{2}[)\]〕】]\s*[\p{Script=Han}0-9]{2,14}(?:第\s*)?\d{1,6}(?:-\d{1,3})?号/gu },
  { kind: 'case-number', form: /(?:(?!下|照|反|到|的|据|根|按|见|文|是|为|了|和|收|发了|出)[\p{Script=Han}]){1,8}[([〔【](?:19|20)\d{2}[)\]〕】]\s*(?:第\s*)?\d{1,6}号/gu },
]

/** Check digit of payment cards. @see ISO/IEC 7812-1 */
function hasLuhnDigit(text: string): boolean {
  const digits = Array.from(text.replaceAll(/\D/g, ''), Number).reverse()
  return digits.reduce((sum, digit, i) => sum + (i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0) % 10 === 0
}

export interface NumberFound {
  readonly kind: EntityKind
  readonly start: number
  readonly end: number
}

/** Telephone, identity, card, plate and case numbers and mail addresses of a folded text. */
export function findNumbers(text: string): NumberFound[] {
  const found: NumberFound[] = []
  for (const { kind, form, isValid } of FORMS) {
    for (const match of text.matchAll(form)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if ((isValid?.(match[0]) ?? true) && !found.some((one) => one.start < end && start < one.end)) found.push({ kind, start, end })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}
