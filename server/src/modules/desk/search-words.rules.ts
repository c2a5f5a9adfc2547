/** A mobile number, a landline with its area code, or an identity number, as people write them. Codes of matters have sixteen digits and are none. */
const PERSONAL = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx]|\d{15})(?![\dXx])/g

/** Whether the words ask for somebody's number: that is the search by person, with a reason. 个人信息保护法第六条 */
export function isPersonalNumber(words: string): boolean {
  return words.normalize('NFKC').replaceAll(/(?<=\d)[ -](?=\d)/g, '').search(PERSONAL) >= 0
}

/** A text with the numbers of people hidden but for their last two digits, of the same length. */
export function maskNumbers(text: string): string {
  return text.replaceAll(PERSONAL, (number) => '*'.repeat(number.length - 2) + number.slice(-2))
}
