/** How hot a matter is, and what that is made of. Belongs to the matter, never to those who wrote. */
export interface Heat {
  readonly heat: number
  /** Distinct senders; a person who writes ten times is one. */
  readonly senders: number
  /** Share of them who wrote in the last 30 days, 0–1. */
  readonly growth: number
  /** 1 on the day of the last message, half after every 90 days, 0–1. */
  readonly recency: number
}

/** The formula in words, to stand beside the figure on screen. */
export const HEAT_FORMULA = '热度 = 不同留言人数 × (1 + 近30日新增人数占比) × 0.5^(距最近一次留言天数 ÷ 90)'

const RECENT_DAYS = 30
const HALF_LIFE_DAYS = 90

/** @param asOf the day heat is asked for; days and it are days since 1970. Messages without a day count as senders only. */
export function heatOf(messages: readonly { readonly sender: string | null; readonly day: number | null }[], asOf: number): Heat {
  const senders = distinct(messages)
  const days = messages.flatMap(({ day }) => (day === null ? [] : [day]))
  const recent = distinct(messages.filter(({ day }) => day !== null && day > asOf - RECENT_DAYS))
  const growth = senders === 0 ? 0 : recent / senders
  const age = days.length === 0 ? 0 : Math.max(0, asOf - days.reduce((a, b) => Math.max(a, b)))
  const recency = 0.5 ** (age / HALF_LIFE_DAYS)
  return { heat: Math.round(senders * (1 + growth) * recency * 10) / 10, senders, growth, recency }
}

/** Each message of an unknown sender counts as one of its own. */
function distinct(messages: readonly { readonly sender: string | null }[]): number {
  const known = new Set(messages.flatMap(({ sender }) => (sender === null ? [] : [sender])))
  return known.size + messages.filter(({ sender }) => sender === null).length
}
