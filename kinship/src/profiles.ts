/** The canonical alleles seen at a locus: two (a homozygote twice the same), or one for a male at an X marker. */
export type Genotype = readonly string[]

/** What was typed of one person, by locus. A locus that is absent was not typed. */
export type Profile = Readonly<Record<string, Genotype>>

/** Profiles by the name a person has in the pedigree. */
export type Profiles = Readonly<Record<string, Profile>>

/** Position of the unordered genotype {a, b} among all n(n+1)/2 genotypes of a locus: 0/0, 0/1, 1/1, 0/2, 1/2, 2/2 … */
export function genotypeIndex(a: number, b: number): number {
  return a < b ? (b * (b + 1)) / 2 + a : (a * (a + 1)) / 2 + b
}

/** Number of unordered genotypes of n alleles. */
export function genotypeCount(alleles: number): number {
  return (alleles * (alleles + 1)) / 2
}

/** The two allele positions of every unordered genotype, in the order of `genotypeIndex`. */
export function genotypePairs(alleles: number): { readonly first: Int32Array; readonly second: Int32Array } {
  const first = new Int32Array(genotypeCount(alleles))
  const second = new Int32Array(genotypeCount(alleles))
  for (let b = 0, index = 0; b < alleles; b++) {
    for (let a = 0; a <= b; a++, index++) {
      first[index] = a
      second[index] = b
    }
  }
  return { first, second }
}
