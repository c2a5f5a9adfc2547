import type { CandidateScanInput, Hypotheses } from '../candidate-scan.ts'
import type { Marker, RareAlleleRule } from '../markers.ts'
import type { Person } from '../pedigree.ts'
import { createPedigree } from '../pedigree.ts'
import type { Profile, Profiles } from '../profiles.ts'
import { likelihoodRatio } from '../ratio.ts'
import { NOT_TYPED } from './genotype-codes.ts'
import type { ProfileStore } from './profile-store.ts'
import { codeAt, profileAt } from './profile-store.ts'
import { withAlleles } from './rare-alleles.ts'
import type { RunningJob, ScanContext } from './scan-block.ts'
import type { LocusScores } from './score-tables.ts'
import { scoreLocus } from './score-tables.ts'
import type { LocusLayout } from './store-layout.ts'
import { createTopList } from './top-list.ts'

/** Families that a unit of work holds. */
export const FAMILIES_PER_UNIT = 64

/** A family that misses someone: its pedigree with and without the child, and where its members' profiles lie. */
export interface FamilyTask {
  readonly H1: readonly Person[]
  readonly H2: readonly Person[]
  /** Who is missing. */
  readonly candidate: string
  readonly members: readonly { readonly person: string; readonly position: number }[]
}

/** One child against many families, in plain values. */
export interface FamiliesTask {
  readonly child: Profile
  readonly families: readonly FamilyTask[]
  readonly markers: readonly Marker[]
  readonly model: Pick<CandidateScanInput, 'mutation' | 'theta' | 'observation'>
  readonly rareAlleles: RareAlleleRule | null
  readonly tolerance: number
  readonly minimumCompared: number
  readonly keep: number
  readonly floor: number
}

/** What one thread found: positions in the list of families, best first. */
export interface FamiliesOutcome {
  readonly families: Float64Array
  readonly ratios: Float64Array
  /** Families whose ratio was worked out; the others have a parent who cannot be the child's. */
  readonly worked: number
}

/** Compares a child with families: a unit is a batch of families. */
export function startFamilyScan({ store }: ScanContext, task: FamiliesTask): RunningJob<FamiliesOutcome> {
  const best = createTopList(task.keep, task.floor)
  const child = allelesOf(task.child, store)
  const single = createSingleScorer(store, task)
  let worked = 0
  return {
    unit: (unit) => {
      const from = unit * FAMILIES_PER_UNIT
      task.families.slice(from, from + FAMILIES_PER_UNIT).forEach((family, index) => {
        if (!mayBelong(store, task, family, child)) return
        worked++
        const log10Ratio = family.members.length === 1 ? single(family) : wholeRatio(store, task, family)
        best.offer(from + index, 10 ** log10Ratio)
      })
    },
    finish: () => {
      const { keys, values } = best.entries()
      return { families: keys, ratios: values, worked }
    },
  }
}

/** Positions of the child's alleles in the store's dictionaries, -1 for an allele that no one there has; null where not fully typed. */
type ChildAlleles = readonly (readonly [number, number] | null)[]

function allelesOf(child: Profile, store: ProfileStore): ChildAlleles {
  return store.layout.loci.map(({ locus, alleles }) => {
    const [a, b] = child[locus] ?? []
    return a === undefined || b === undefined ? null : [alleles.indexOf(a), alleles.indexOf(b)]
  })
}

/** Cheap and never wrong: a family's mismatches are at least those with a typed parent, and someone must be typed where the child is. */
function mayBelong(store: ProfileStore, task: FamiliesTask, family: FamilyTask, child: ChildAlleles): boolean {
  const missing = family.H1.find(({ id }) => id === family.candidate)
  const parents = family.members.filter(({ person }) => person === missing?.father || person === missing?.mother)
  let mismatches = 0
  let compared = 0
  store.layout.loci.forEach((locus, index) => {
    const alleles = child[index]
    if (alleles === null) return
    if (family.members.some(({ position }) => codeAt(store, position, locus) !== NOT_TYPED)) compared++
    if (parents.some(({ position }) => !sharesAllele(locus, codeAt(store, position, locus), alleles))) mismatches++
  })
  return mismatches <= task.tolerance && compared >= task.minimumCompared
}

function sharesAllele({ codes: { first, second } }: LocusLayout, code: number, [a, b]: readonly [number, number]): boolean {
  return second[code] < 0 || first[code] === a || first[code] === b || second[code] === a || second[code] === b
}

/** Families with one typed member share their tables: the child is the reference, the member looks up a genotype. */
function createSingleScorer(store: ProfileStore, task: FamiliesTask): (family: FamilyTask) => number {
  const known = new Map<string, readonly LocusScores[]>()
  return (family) => {
    const [{ person, position }] = family.members
    const key = JSON.stringify([family.H1, family.H2, family.candidate, person])
    const scores = known.get(key) ?? singleScores(store, task, family, person)
    known.set(key, scores)
    return scores.reduce((sum, { locus, ratios }) => sum + Math.log10(ratios[codeAt(store, position, locus)]), 0)
  }
}

function singleScores(store: ProfileStore, task: FamiliesTask, family: FamilyTask, person: string): LocusScores[] {
  const question: CandidateScanInput = { hypotheses: hypothesesOf(family), candidate: person, references: { [family.candidate]: task.child }, markers: task.markers, ...task.model }
  return task.markers.map((marker) => scoreLocus(store.layout.loci[store.layout.locusIndex.get(marker.name) ?? -1], marker, question, task.rareAlleles))
}

function wholeRatio(store: ProfileStore, task: FamiliesTask, family: FamilyTask): number {
  const profiles = familyProfiles(store, task.child, family, task.markers)
  return likelihoodRatio({ hypotheses: hypothesesOf(family), profiles, markers: markersShowing(task.markers, profiles, task.rareAlleles), ...task.model }).log10Ratio ?? -Infinity
}

/** The pedigrees of a family. @throws InputError when they are faulty */
export function hypothesesOf(family: Pick<FamilyTask, 'H1' | 'H2'>): Hypotheses {
  return { H1: createPedigree(family.H1, 'H1'), H2: createPedigree(family.H2, 'H2') }
}

/** The child and the members by their names in the pedigree, at these loci; half-read genotypes are left out. */
export function familyProfiles(store: ProfileStore, child: Profile, family: FamilyTask, markers: readonly Marker[]): Profiles {
  const whole = (profile: Profile): Profile => Object.fromEntries(markers.flatMap(({ name }) => (profile[name]?.length === 2 ? [[name, profile[name]]] : [])))
  return { [family.candidate]: whole(child), ...Object.fromEntries(family.members.map(({ person, position }) => [person, whole(profileAt(store, position).profile)])) }
}

/** The markers with room for every allele that the profiles show. */
export function markersShowing(markers: readonly Marker[], profiles: Profiles, rule: RareAlleleRule | null): Marker[] {
  return markers.map((marker) => withAlleles(marker, Object.values(profiles).flatMap((profile) => profile[marker.name] ?? []), rule))
}
