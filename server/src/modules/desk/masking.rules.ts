/** Who stands in place of a petitioner that the reader is not to know at all: a surname and half a number would tell a village. */
export const HIDDEN_NAME = '信访人'

/** 张三 → 张*, 欧阳小明 → 欧***. Enough to tell rows apart, not to know a person. 个人信息保护法第六条 */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name]
  return first + '*'.repeat(Math.max(1, rest.length))
}

/** 13812345678 → 138****5678; shorter numbers keep their last two. */
export function maskPhone(phone: string): string {
  return phone.length >= 7 ? `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}` : `****${phone.slice(-2)}`
}

/** 鄞州区姜山镇某路12号 → 鄞州区***: at most the first six characters. */
export const maskAddress = (address: string): string => `${[...address].slice(0, Math.min(6, Math.floor([...address].length / 2))).join('')}***`

/** Only the kind of document and the last character stay. */
export const maskId = (id: string): string => `${'*'.repeat(Math.max(0, id.length - 1))}${id.slice(-1)}`
