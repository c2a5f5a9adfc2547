import { canonicalAllele, compareAlleles, repeatLength } from '../alleles.ts'
import type { KnownLocus } from '../loci.ts'
import { DUPLICATED_Y_LOCI, identifyLocus } from '../loci.ts'
import type { YHaplotype } from '../haplotypes.ts'
import type { Genotype, Profile } from '../profiles.ts'
import type { Fault, FaultList, FaultPlace } from './faults.ts'

/** One locus of one sample as it stands in a file. */
export interface Reading {
  readonly row: number
  readonly sample: string
  readonly locus: string
  /** Non-empty cells. */
  readonly values: readonly string[]
}

/** The alleles that the laboratory's tables know, by locus; an import checks against it. */
export type Ladder = ReadonlyMap<string, ReadonlySet<string>>

export interface ReadingRules {
  /** Alleles known at each locus: of all tables at hand. */
  readonly ladder: Ladder
  /** Loci of the frequency table to be used; others are kept with a warning. */
  readonly table: ReadonlySet<string>
  /** Whether one allele means a homozygote, as in GeneMapper and CODIS files. */
  readonly isHomozygoteWrittenOnce: boolean
  /** Whether a locus twice in one sample is an error even when equal, as in CODIS files. */
  readonly isLocusOnce: boolean
}

/** A sample as read: what is right of it. */
export interface ImportedSample {
  readonly sample: string
  /** Where it stands: every row that names it. */
  readonly rows: readonly number[]
  readonly profile: Profile
  readonly yHaplotype: YHaplotype
  /** From the sex marker; null if it is absent or unclear. */
  readonly sex: 'male' | 'female' | null
}

export interface ProfileImport {
  readonly format: 'table' | 'list' | 'genemapper' | 'codis-cmf'
  readonly samples: readonly ImportedSample[]
  /** Values read twice with the same result. */
  readonly confirmed: number
  readonly faults: readonly Fault[]
}

interface Draft {
  readonly rows: Set<number>
  readonly results: Map<string, { readonly alleles: readonly string[]; readonly row: number; readonly kind: KnownLocus['kind'] }>
}

/** Checks every reading and gathers what is right by sample; nothing is dropped without a fault. */
export function gatherReadings(readings: readonly Reading[], rules: ReadingRules, faults: FaultList): { readonly samples: ImportedSample[]; readonly confirmed: number } {
  const drafts = new Map<string, Draft>()
  const locusOf = createLocusReader(rules, faults)
  let confirmed = 0
  for (const reading of readings) {
    if (reading.values.length === 0) continue
    const locus = locusOf(reading)
    const alleles = locus === null ? null : readAlleles(reading, locus, rules, faults)
    if (locus === null || alleles === null) continue
    const draft = drafts.get(reading.sample) ?? { rows: new Set(), results: new Map() }
    drafts.set(reading.sample, draft)
    draft.rows.add(reading.row)
    const before = draft.results.get(locus.name)
    if (before === undefined) draft.results.set(locus.name, { alleles, row: reading.row, kind: locus.kind })
    else if (before.alleles.join() !== alleles.join()) {
      faults.error('results-differ', { row: reading.row, sample: reading.sample, locus: locus.name, value: alleles.join(' '), hint: `${before.alleles.join(' ')} (${before.row})` })
    } else if (rules.isLocusOnce || before.row === reading.row) faults.error('locus-twice', { row: reading.row, sample: reading.sample, locus: locus.name, value: alleles.join(' ') })
    else confirmed++
  }
  return { samples: withoutConflicts(drafts, faults), confirmed }
}

/** A locus with an error in one entry, or two entries that differ, is left out of the sample: neither can be trusted. */
function withoutConflicts(drafts: ReadonlyMap<string, Draft>, faults: FaultList): ImportedSample[] {
  const conflicts = new Set(faults.faults.filter((fault) => fault.severity === 'error').map((fault) => `${fault.sample}\n${fault.locus}`))
  return [...drafts].map(([sample, { rows, results }]) => {
    const profile: Record<string, Genotype> = {}
    const yHaplotype: Record<string, readonly string[]> = {}
    let sex: ImportedSample['sex'] = null
    for (const [locus, { alleles, kind }] of results) {
      if (conflicts.has(`${sample}\n${locus}`)) continue
      if (kind === 'sex') sex = alleles.includes('Y') ? 'male' : 'female'
      else if (kind === 'Y') yHaplotype[locus] = alleles
      else profile[locus] = alleles
    }
    return { sample, rows: [...rows], profile, yHaplotype, sex }
  })
}

/** Finds the locus of a reading; a spelling or a missing frequency is said once a file, an unknown locus every time. */
function createLocusReader(rules: ReadingRules, faults: FaultList): (reading: Reading) => KnownLocus | null {
  const known = new Map<string, KnownLocus | null>()
  const withoutFrequencies = new Set<string>()
  return (reading) => {
    const place = { row: reading.row, sample: reading.sample, value: reading.locus }
    const isNew = !known.has(reading.locus)
    const locus = known.get(reading.locus) ?? identifyLocus(reading.locus, rules.table)
    known.set(reading.locus, locus)
    if (locus === null) faults.error('unknown-locus', { ...place, locus: reading.locus })
    else if (isNew && !locus.isExact) faults.warn('locus-spelling', { ...place, locus: locus.name })
    if (locus !== null && locus.kind === 'autosomal' && !rules.table.has(locus.name) && !withoutFrequencies.has(locus.name)) {
      withoutFrequencies.add(locus.name)
      faults.warn('locus-without-frequencies', { ...place, locus: locus.name })
    }
    return locus
  }
}

function readAlleles(reading: Reading, locus: KnownLocus, rules: ReadingRules, faults: FaultList): readonly string[] | null {
  const place = { row: reading.row, sample: reading.sample, locus: locus.name }
  if (locus.kind === 'sex') return readSexMarker(reading, locus, faults)
  if (reading.values.length > 2) {
    faults.error('three-alleles', { ...place, value: reading.values.join(' ') })
    return null
  }
  const alleles = reading.values.map((value) => readAllele(value, locus, rules, faults, reading))
  if (alleles.some((allele) => allele === null)) return null
  const read = alleles.flatMap((allele) => allele ?? []).sort(compareAlleles)
  if (locus.kind === 'Y') return readYAlleles(read, locus, place, faults)
  if (read.length === 2) return read
  if (rules.isHomozygoteWrittenOnce) return [read[0], read[0]]
  if (locus.kind === 'X') return read
  faults.error('one-allele', { ...place, value: read[0] })
  return null
}

/** One allele, or two at a duplicated locus. */
function readYAlleles(read: readonly string[], locus: KnownLocus, place: FaultPlace, faults: FaultList): readonly string[] | null {
  if (DUPLICATED_Y_LOCI.has(locus.name)) return read.length === 2 ? read : [read[0], read[0]]
  if (read.length === 1 || read[0] === read[1]) return [read[0]]
  faults.error('two-y-alleles', { ...place, value: read.join(' ') })
  return null
}

function readSexMarker(reading: Reading, locus: KnownLocus, faults: FaultList): readonly string[] | null {
  const letters = reading.values.join('').toUpperCase()
  if (/^(X|XX|XY|YX|X{1,2}Y)$/.test(letters)) return letters.includes('Y') ? ['X', 'Y'] : ['X', 'X']
  faults.error('sex-marker-unclear', { row: reading.row, sample: reading.sample, locus: locus.name, value: reading.values.join(' ') })
  return null
}

function readAllele(value: string, locus: KnownLocus, rules: ReadingRules, faults: FaultList, reading: Reading): string | null {
  const place = { row: reading.row, sample: reading.sample, locus: locus.name, value }
  if (/^\d{1,3},\d$/.test(value)) {
    faults.error('decimal-comma', { ...place, hint: value.replace(',', '.') })
    return null
  }
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) {
    faults.error('cell-is-a-date', place)
    return null
  }
  const ladder = rules.ladder.get(locus.name)
  const span = ladder === undefined ? '' : spanOf(ladder)
  if (/^(ol\??|<.*|>.*|off.?ladder)$/i.test(value)) {
    faults.error('allele-off-ladder', { ...place, hint: span })
    return null
  }
  const allele = canonicalAllele(value)
  const length = repeatLength(allele)
  if (ladder?.has(allele) === true) return allele
  if (length === null || length.extraBases > 4 || length.repeats === 0) {
    faults.error('allele-unreadable', place)
    return null
  }
  if (ladder === undefined) return allele
  if (!isNear(length.repeats, ladder)) {
    faults.error('allele-off-ladder', { ...place, hint: span })
    return null
  }
  faults.warn('rare-allele', { ...place, hint: span })
  return allele
}

/** Within one repeat of the known range: a rare allele is likelier than a typing error. */
function isNear(repeats: number, ladder: ReadonlySet<string>): boolean {
  const known = lengthsOf(ladder)
  return known.length > 0 && repeats >= Math.min(...known) - 1 && repeats <= Math.max(...known) + 1
}

function spanOf(ladder: ReadonlySet<string>): string {
  const known = lengthsOf(ladder)
  return known.length === 0 ? '' : `${Math.min(...known)}–${Math.max(...known)}`
}

function lengthsOf(ladder: ReadonlySet<string>): number[] {
  return [...ladder].flatMap((allele) => repeatLength(allele)?.repeats ?? [])
}
