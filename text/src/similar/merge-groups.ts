import type { ReadMessage, ReadRegister } from './read-messages.ts'
import { centre, cosine } from './sparse.ts'
import type { Sparse } from './sparse.ts'

/** A cluster belongs to a place when this share of its messages names it; a name outside the title counts a little less. */
const PLACE_SHARE = 0.5
const OUTSIDE_TITLE = 0.6
const MOST_ROUNDS = 40

interface Cluster {
  members: number[]
  centre: Sparse
  places: string[]
}

/**
 * Joins clusters of one place whose words point the same way. A hot matter is told in many ways: its small clusters differ
 * pair by pair, but their centres agree.
 * @param isPlace whether a name is narrow enough to stand for one place
 * @param enough cosine of the centres
 */
export function mergeByCentre(owner: Int32Array, { messages }: ReadRegister, isPlace: (name: string) => boolean, enough: number): number[][] {
  const members = new Map<number, number[]>()
  owner.forEach((root, i) => members.set(root, [...(members.get(root) ?? []), i]))
  let clusters = [...members.values()].map((one) => clusterOf(one, messages, isPlace))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const joined = joinClosest(clusters, enough)
    if (joined.length === 0) break
    const gone = new Set(joined.map(([, b]) => b))
    const grown = new Map(joined.map(([a, b]) => [a, clusterOf([...a.members, ...b.members], messages, isPlace)]))
    clusters = clusters.filter((one) => !gone.has(one)).map((one) => grown.get(one) ?? one)
  }
  return clusters.map((one) => one.members)
}

function clusterOf(members: number[], messages: readonly ReadMessage[], isPlace: (name: string) => boolean): Cluster {
  const shares = new Map<string, number>()
  for (const i of members) {
    const { names, titleNames } = messages[i]
    for (const name of names) if (isPlace(name)) shares.set(name, (shares.get(name) ?? 0) + (titleNames.has(name) ? 1 : OUTSIDE_TITLE) / members.length)
  }
  return { members, centre: centre(members.map((i) => messages[i].issue)), places: [...shares].filter(([, share]) => share >= PLACE_SHARE).map(([name]) => name) }
}

/** Pairs of clusters to join, the most alike first, each cluster at most once. */
function joinClosest(clusters: readonly Cluster[], enough: number): [Cluster, Cluster][] {
  const byPlace = new Map<string, Cluster[]>()
  for (const cluster of clusters) for (const place of cluster.places) byPlace.set(place, [...(byPlace.get(place) ?? []), cluster])
  const pairs: { a: Cluster; b: Cluster; likeness: number }[] = []
  for (const there of byPlace.values()) {
    there.forEach((a, i) => {
      for (const b of there.slice(i + 1)) {
        const likeness = cosine(a.centre, b.centre)
        if (likeness >= enough) pairs.push({ a, b, likeness })
      }
    })
  }
  pairs.sort((x, y) => y.likeness - x.likeness)
  const taken = new Set<Cluster>()
  return pairs.flatMap(({ a, b }): [Cluster, Cluster][] => {
    if (taken.has(a) || taken.has(b)) return []
    taken.add(a).add(b)
    return [[a, b]]
  })
}
