import type { Profile } from '../src/profiles.ts'

/** Allele frequencies by locus. */
type Frequencies = Readonly<Record<string, Readonly<Record<string, number>>>>

// What one would write first: profiles as objects, one after another. The bench measures the search against it.

/** Candidates for parent or child: the profiles with at most two mismatches, with their paternity index. */
export function plainDuo(query: Profile, profiles: readonly Profile[], frequencies: Frequencies): { profile: Profile; ratio: number }[] {
  const found: { profile: Profile; ratio: number }[] = []
  for (const profile of profiles) {
    let mismatches = 0
    let ratio = 1
    for (const locus of Object.keys(query)) {
      const parent = query[locus]
      const child = profile[locus]
      if (child === undefined) continue
      const shared = child.filter((allele) => parent.includes(allele))
      if (shared.length === 0) {
        mismatches++
        ratio *= 0.002
      } else ratio *= shared.reduce((sum, allele) => sum + parent.filter((one) => one === allele).length / (4 * frequencies[locus][allele]), 0)
    }
    if (mismatches <= 2) found.push({ profile, ratio })
  }
  return found
}

/** Candidates for child of both parents, with at most two mismatches. */
export function plainTrio(father: Profile, mother: Profile, profiles: readonly Profile[]): Profile[] {
  return profiles.filter((profile) => {
    let mismatches = 0
    for (const locus of Object.keys(father)) {
      const child = profile[locus]
      if (child === undefined) continue
      const [a, b] = child
      const fits = (father[locus].includes(a) && mother[locus].includes(b)) || (father[locus].includes(b) && mother[locus].includes(a))
      if (!fits) mismatches++
    }
    return mismatches <= 2
  })
}

/** The best so many candidates for full sibling, by likelihood ratio without mutation. */
export function plainSiblings(query: Profile, profiles: readonly Profile[], frequencies: Frequencies, keep: number): { profile: Profile; ratio: number }[] {
  const scored: { profile: Profile; ratio: number }[] = []
  for (const profile of profiles) {
    let ratio = 1
    for (const locus of Object.keys(query)) if (profile[locus] !== undefined) ratio *= siblingRatio(query[locus], profile[locus], frequencies[locus])
    scored.push({ profile, ratio })
  }
  return scored.sort((a, b) => b.ratio - a.ratio).slice(0, keep)
}

/** ¼ + ½ × one gene shared + ¼ × both shared. */
function siblingRatio(one: readonly string[], other: readonly string[], frequency: Readonly<Record<string, number>>): number {
  let single = 0
  for (const a of one) for (const b of other) if (a === b) single += 1 / (4 * frequency[a])
  const [a, b] = one
  const isSame = (a === other[0] && b === other[1]) || (a === other[1] && b === other[0])
  const both = isSame ? 1 / ((a === b ? 1 : 2) * frequency[a] * frequency[b]) : 0
  return 0.25 + 0.5 * single + 0.25 * both
}
