import type { CandidateScanInput } from '../candidate-scan.ts'
import { InputError, requireInRange } from '../errors.ts'
import type { Marker, RareAlleleRule } from '../markers.ts'
import type { Person } from '../pedigree.ts'
import type { Profile } from '../profiles.ts'
import { genotypeIndex } from '../profiles.ts'
import { ratioDistribution } from './chance.ts'
import type { Typing } from './chance.ts'
import type { FamiliesTask, FamilyTask } from './family-scan.ts'
import { FAMILIES_PER_UNIT, familyProfiles, hypothesesOf, markersShowing } from './family-scan.ts'
import type { ProfileStore } from './profile-store.ts'
import { positionsOf } from './profile-store.ts'
import type { Progress, ScanPool } from './scan-pool.ts'
import { scoreLocus } from './score-tables.ts'
import { createTopList } from './top-list.ts'

/** A family that looks for someone. */
export interface Family {
  readonly id: string
  /** The family with the missing person in it, and the same people with the missing person unrelated. */
  readonly H1: readonly Person[]
  readonly H2: readonly Person[]
  /** The missing person's name in both. */
  readonly candidate: string
  /** Sealed number in the store of each typed member, by name in the pedigree. */
  readonly members: Readonly<Record<string, bigint>>
}

export interface FamilySearchInput extends Pick<CandidateScanInput, 'mutation' | 'theta' | 'observation'> {
  readonly child: Profile
  readonly families: readonly Family[]
  readonly markers: readonly Marker[]
  readonly rareAlleles?: RareAlleleRule
  /** Loci at which the family may need a mutation. Default 2; `null` for no limit. */
  readonly tolerance?: number | null
  readonly minimumCompared?: number
  /** Families to report. Default 20. */
  readonly limit?: number
  /** Least log10 LR to report. Default 0. */
  readonly minimumLog10Ratio?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** A family that the child may belong to. */
export interface FamilyMatch {
  readonly rank: number
  readonly family: string
  readonly log10Ratio: number
  readonly perLocus: readonly { readonly locus: string; readonly log10Ratio: number }[]
  /** Loci typed in the child and in a member. */
  readonly compared: number
  /** Loci at which belonging to the family needs a mutation or an error. */
  readonly mismatches: readonly string[]
  /** Families, of as many as this one, to which an unrelated child would be expected to reach this ratio by chance. */
  readonly expectedChanceMatches: number
  /** Share of true children of this family who reach this ratio. */
  readonly trueRelativesReaching: number
}

export interface FamilySearchResult {
  readonly matches: readonly FamilyMatch[]
  readonly searched: number
  /** Families whose ratio was worked out; the others have a parent who cannot be the child's. */
  readonly worked: number
  readonly loci: readonly string[]
}

/**
 * A child against all families: whose parents cannot be the child's is left out, the others get their exact ratio.
 * @throws InputError for an empty profile or list, a member whom the store does not have, a faulty pedigree; the signal's reason when cancelled
 */
export async function searchFamilies(pool: ScanPool, input: FamilySearchInput): Promise<FamilySearchResult> {
  const { store } = pool
  const { generation } = store
  const task = familiesTask(store, input)
  const units = Math.ceil(task.families.length / FAMILIES_PER_UNIT)
  const outcomes = await pool.run('families', task, { from: 0, to: units, signal: input.signal, onProgress: input.onProgress })
  if (store.generation !== generation) throw new InputError('store-changed', 'store', 'profiles were added or removed meanwhile', 'Start the search again')
  const best = createTopList(task.keep, task.floor)
  for (const { families, ratios } of outcomes) families.forEach((family, index) => best.offer(family, ratios[index]))
  const described = Array.from(best.entries().keys, (index) => describeFamily(store, task, input.families[index].id, task.families[index]))
  const matches = described.filter(({ mismatches }) => mismatches.length <= task.tolerance).sort((a, b) => b.log10Ratio - a.log10Ratio)
  return {
    matches: matches.map((match, index) => ({ rank: index + 1, ...match })),
    searched: task.families.length,
    worked: outcomes.reduce((sum, { worked }) => sum + worked, 0),
    loci: task.markers.map(({ name }) => name),
  }
}

function familiesTask(store: ProfileStore, input: FamilySearchInput): FamiliesTask {
  const { tolerance = 2, minimumCompared = 1, limit = 20, minimumLog10Ratio = 0, mutation, theta, observation } = input
  requireInRange('limit', limit, 1, 1_000_000)
  requireInRange('minimumCompared', minimumCompared, 0, 64)
  if (tolerance !== null) requireInRange('tolerance', tolerance, 0, 64)
  if (Object.keys(input.child).length === 0) throw new InputError('search-empty', 'child', 'it has no typed locus', 'Give the profile of the child')
  if (input.families.length === 0) throw new InputError('search-empty', 'families', 'there are none', 'Give at least one family')
  const markers = input.markers.filter(({ name }) => store.layout.locusIndex.has(name))
  for (const locus of Object.keys(input.child)) {
    if (!input.markers.some(({ name }) => name === locus)) throw new InputError('locus-not-in-table', `child, locus ${locus}`, 'the frequency table does not have it', 'Leave the locus out or use a table that has it')
  }
  if (markers.length === 0) throw new InputError('search-no-common-locus', 'markers', 'none of them is in the store', `Use markers of the store: ${store.layout.loci.map(({ locus }) => locus).join(', ')}`)
  const positions = positionsOf(store, input.families.flatMap(({ members }) => Object.values(members)))
  const families = input.families.map((family): FamilyTask => {
    const { H1, H2 } = hypothesesOf(family)
    const members = Object.entries(family.members).map(([person, id]) => {
      const position = positions.get(id)
      if (position === undefined) throw new InputError('store-id-unknown', `family ${family.id}, ${person}`, `the store has no profile with the number ${id}`, 'Add the profile first, or leave the member out')
      return { person, position }
    })
    for (const id of [family.candidate, ...members.map(({ person }) => person)]) {
      if (!H1.indexOf.has(id) || !H2.indexOf.has(id)) throw new InputError('person-unknown', `family ${family.id}`, `${id} is not in both pedigrees`, `Add ${id} to both, without parents if unrelated there`)
    }
    if (members.length === 0) throw new InputError('search-empty', `family ${family.id}`, 'no member is typed', 'Name at least one member with a profile')
    return { H1: family.H1, H2: family.H2, candidate: family.candidate, members }
  })
  return { child: input.child, families, markers, model: { mutation, theta, observation }, rareAlleles: input.rareAlleles ?? null, tolerance: tolerance ?? Infinity, minimumCompared, keep: limit, floor: 10 ** minimumLog10Ratio }
}

function describeFamily(store: ProfileStore, task: FamiliesTask, id: string, family: FamilyTask): Omit<FamilyMatch, 'rank'> {
  const { [family.candidate]: child, ...references } = familyProfiles(store, task.child, family, task.markers)
  const question: CandidateScanInput = { hypotheses: hypothesesOf(family), candidate: family.candidate, references, markers: markersShowing(task.markers, { child, ...references }, task.rareAlleles), ...task.model }
  const loci = question.markers.map((marker) => {
    const scores = scoreLocus(store.layout.loci[store.layout.locusIndex.get(marker.name) ?? -1], marker, question, null)
    const genotype = child[marker.name] === undefined ? -1 : genotypeIndex(marker.indexOf.get(child[marker.name][0]) ?? -1, marker.indexOf.get(child[marker.name][1]) ?? -1)
    const typing: Typing = genotype === -1 ? 'none' : 'full'
    return { scores, typing, locus: marker.name, log10Ratio: genotype === -1 ? scores.table.log10RatioUntyped : scores.table.log10Ratio[genotype], isMismatch: genotype !== -1 && scores.strict?.likelihoodH1[genotype] === 0 }
  })
  const log10Ratio = loci.reduce((sum, locus) => sum + locus.log10Ratio, 0)
  const distribution = ratioDistribution(loci.map(({ scores }) => scores), loci.map(({ typing }) => typing), log10Ratio, task.model.theta ?? 0)
  return {
    family: id,
    log10Ratio,
    perLocus: loci.map((locus) => ({ locus: locus.locus, log10Ratio: locus.log10Ratio })),
    compared: loci.filter(({ scores, typing }) => scores.isInformative && typing === 'full').length,
    mismatches: loci.filter((locus) => locus.isMismatch).map(({ locus }) => locus),
    expectedChanceMatches: task.families.length * distribution.unrelatedReaching(log10Ratio),
    trueRelativesReaching: distribution.relatedReaching(log10Ratio),
  }
}
