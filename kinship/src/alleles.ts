/** Name of the allele that is never seen: a genotype a/silent is observed as a/a. */
export const SILENT = 'silent'

const REPEATS = /^0*(\d{1,3})(?:\.(\d))?0*$/

/**
 * The one spelling of an allele: numbers without leading or trailing zeros (`9.3`, `10`), other names trimmed.
 * Two alleles are the same if and only if their canonical names are equal.
 */
export function canonicalAllele(allele: string | number): string {
  const text = String(allele).trim()
  const repeats = REPEATS.exec(text)
  if (repeats === null) return text.toLowerCase() === SILENT ? SILENT : text
  const [, whole, part] = repeats
  return part === undefined || part === '0' ? whole : `${whole}.${part}`
}

/** Whole repeats and the extra bases of a microvariant: 9.3 is nine repeats and three bases. */
export interface RepeatLength {
  readonly repeats: number
  readonly extraBases: number
}

/** The repeat length an allele's name states, or null when its name is no length (A, C, G, T, silent …). */
export function repeatLength(allele: string): RepeatLength | null {
  const match = /^(\d{1,3})(?:\.(\d))?$/.exec(allele)
  if (match === null) return null
  return { repeats: Number(match[1]), extraBases: Number(match[2] ?? 0) }
}

/** Sorts alleles by length, then other names, then the silent allele. */
export function compareAlleles(a: string, b: string): number {
  if (a === b) return 0
  if (a === SILENT || b === SILENT) return a === SILENT ? 1 : -1
  const first = repeatLength(a)
  const second = repeatLength(b)
  if (first !== null && second !== null) return first.repeats - second.repeats || first.extraBases - second.extraBases
  if (first !== null) return -1
  if (second !== null) return 1
  return a < b ? -1 : 1
}
