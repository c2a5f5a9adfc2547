import type { YHaplotype } from '../haplotypes.ts'
import type { Profile } from '../profiles.ts'
import { csvRow } from './delimited.ts'

/** A sample as it is written to a file. */
export interface WrittenSample {
  readonly sample: string
  readonly profile: Profile
  readonly yHaplotype?: YHaplotype
  readonly remark?: string
}

/** Profiles as CSV, one row a sample and two columns a locus, which every importer here reads back. */
export function profilesCsv(samples: readonly WrittenSample[], loci: readonly string[] = lociOf(samples)): string {
  const header = csvRow(['sample', ...loci.flatMap((name) => [`${name} 1`, `${name} 2`]), 'remark'])
  const rows = samples.map(({ sample, profile, yHaplotype = {}, remark = '' }) => {
    const cells = loci.flatMap((name) => {
      const [first = '', second = ''] = profile[name] ?? yHaplotype[name] ?? []
      return [first, second]
    })
    return csvRow([sample, ...cells, remark])
  })
  return `${[header, ...rows].join('\n')}\n`
}

/** Every locus of the samples, in the order they first appear. */
export function lociOf(samples: readonly WrittenSample[]): string[] {
  return [...new Set(samples.flatMap(({ profile, yHaplotype = {} }) => [...Object.keys(profile), ...Object.keys(yHaplotype)]))]
}
