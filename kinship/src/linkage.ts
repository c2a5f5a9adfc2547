import { InputError, requireInRange } from './errors.ts'

/** Loci on one chromosome in map order, with the recombination fraction between each and the next. */
export interface LinkedLoci {
  readonly loci: readonly string[]
  readonly recombination: readonly number[]
}

/** Turns a map distance into a recombination fraction. */
export type MapFunction = 'haldane' | 'kosambi'

/**
 * Recombination fraction of two loci from their distance.
 * @param centimorgans 0 or more
 * @see Haldane 1919, J Genet 8:299; Kosambi 1944, Ann Eugen 12:172
 */
export function recombinationFraction(centimorgans: number, map: MapFunction = 'haldane'): number {
  requireInRange('distance in centimorgans', centimorgans, 0, Number.MAX_VALUE)
  const morgans = centimorgans / 100
  return map === 'haldane' ? 0.5 * -Math.expm1(-2 * morgans) : 0.5 * Math.tanh(2 * morgans)
}

/**
 * Pairs of common kit loci on the same arm or chromosome, with Haldane fractions of their genetic distance
 * (11.9, 27.8, 88.8 and 44.7 cM).
 * @see Phillips et al. 2012, Forensic Sci Int Genet 6:354 (recombination between forensic STRs); O'Connor et al. 2010 on vWA–D12S391
 */
export const KNOWN_LINKED_PAIRS: readonly LinkedLoci[] = [
  pair('vWA', 'D12S391', 11.9),
  pair('D5S818', 'CSF1PO', 27.8),
  pair('TPOX', 'D2S441', 88.8),
  pair('D21S11', 'Penta D', 44.7),
]

function pair(one: string, other: string, centimorgans: number): LinkedLoci {
  return { loci: [one, other], recombination: [recombinationFraction(centimorgans)] }
}

/**
 * The groups as far as their loci are used: absent loci are bridged (no interference), groups left with one locus vanish.
 * @throws InputError for a fraction outside 0–0.5 or a locus in two groups
 */
export function linkageAmong(groups: readonly LinkedLoci[], used: ReadonlySet<string>): LinkedLoci[] {
  const seen = new Set<string>()
  const among: LinkedLoci[] = []
  for (const group of groups) {
    checkGroup(group, seen)
    const loci: string[] = []
    const recombination: number[] = []
    let bridge = 0
    group.loci.forEach((locus, at) => {
      const fraction = at === 0 ? 0.5 : group.recombination[at - 1]
      bridge = bridge + fraction - 2 * bridge * fraction
      if (!used.has(locus)) return
      if (loci.length > 0) recombination.push(bridge)
      loci.push(locus)
      bridge = 0
    })
    if (loci.length > 1) among.push({ loci, recombination })
  }
  return among
}

function checkGroup(group: LinkedLoci, seen: Set<string>): void {
  const name = `linked loci ${group.loci.join(', ')}`
  if (group.recombination.length !== group.loci.length - 1) {
    throw new InputError('linkage-shape', name, `${group.recombination.length} recombination fractions for ${group.loci.length} loci`, 'Give one fraction between each locus and the next')
  }
  group.recombination.forEach((fraction) => requireInRange(`recombination fraction of ${name}`, fraction, 0, 0.5))
  for (const locus of group.loci) {
    if (seen.has(locus)) throw new InputError('locus-twice', name, `${locus} is linked twice`, 'Name each locus in one group')
    seen.add(locus)
  }
}
