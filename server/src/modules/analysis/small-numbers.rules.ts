/** Numbers below this are told to nobody who only counts (k-anonymity). 个人信息保护法第四条、第七十三条 */
export const STEP = 5

/** One way of dividing the same matters: each matter stands in exactly one row. */
export interface Division {
  key: string
  counts: ReadonlyMap<string, number>
}

/** Rounded down to a multiple of the step: 0 is read as "<5", 5 as "5–9". */
export const atLeast = (count: number): number => STEP * Math.floor(count / STEP)

/**
 * Whether all divisions may be told together. Each number told is a span of five; all divisions have the same sum, so
 * each of them confines it. While more than one sum remains, every number told, small or large, remains one of several:
 * within its span it can be one more or less, with another row or the sum making up for it. When the spans meet in one
 * single sum (all rows of one division at the top of their spans, all of another at the bottom), every number would be known.
 */
export function mayBeTold(total: number, divisions: readonly Division[]): boolean {
  let least = atLeast(total)
  let most = least + STEP - 1
  for (const { counts } of divisions) {
    const rows = [...counts.values()]
    const lower = rows.reduce((sum, count) => sum + atLeast(count), 0)
    least = Math.max(least, lower)
    most = Math.min(most, lower + rows.length * (STEP - 1))
  }
  return least < most
}

/**
 * Counts put into the rows of a table, every row there, also those that nothing fell into: an empty row says no more
 * than a small one. What belongs to no row stands in the last, whose code is empty.
 */
export function inRows(codes: readonly string[], counts: readonly { code: string | null; count: number }[]): Map<string, number> {
  const rows = new Map([...codes, ''].map((code) => [code, 0]))
  for (const { code, count } of counts) {
    const row = code !== null && rows.has(code) ? code : ''
    rows.set(row, (rows.get(row) ?? 0) + count)
  }
  return rows
}

/** How a number told is written. */
export const inWords = (told: number): string => (told === 0 ? `<${STEP}` : `${told}–${told + STEP - 1}`)
