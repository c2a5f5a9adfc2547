/** A likeness between two items, 0–1. */
export interface Link {
  readonly a: number
  readonly b: number
  readonly score: number
}

/**
 * Joins the two most alike clusters until no two are alike enough. The likeness of clusters is the mean over all pairs of
 * their items, a pair without a link counting as 0.
 * @returns for each item the number of its cluster: the number of one of its items
 */
export function averageLink(count: number, links: readonly Link[], enough: number): Int32Array {
  const owner = Int32Array.from({ length: count }, (_, i) => i)
  const size = new Int32Array(count).fill(1)
  const sums = Array.from({ length: count }, () => new Map<number, number>())
  const queue = new LinkQueue()
  for (const { a, b, score } of links) {
    sums[a].set(b, score)
    sums[b].set(a, score)
    queue.push({ a, b, score })
  }
  for (let next = queue.pop(); next && next.score >= enough; next = queue.pop()) {
    const { a, b, score } = next
    const sum = sums[a].get(b)
    // Links of clusters that have changed since are stale; newer ones stand in the queue.
    if (sum === undefined || Math.abs(sum / (size[a] * size[b]) - score) > 1e-9) continue
    owner[b] = a
    size[a] += size[b]
    sums[a].delete(b)
    sums[b].delete(a)
    for (const [other, value] of sums[b]) {
      sums[other].delete(b)
      const together = (sums[a].get(other) ?? 0) + value
      sums[a].set(other, together)
      sums[other].set(a, together)
    }
    sums[b].clear()
    for (const [other, value] of sums[a]) queue.push({ a, b: other, score: value / (size[a] * size[other]) })
  }
  return owner.map((_, i) => rootOf(owner, i))
}

function rootOf(owner: Int32Array, item: number): number {
  let root = item
  while (owner[root] !== root) root = owner[root]
  return root
}

/** The best link first: a binary heap. */
class LinkQueue {
  readonly #heap: Link[] = []

  push(link: Link): void {
    const heap = this.#heap
    let at = heap.push(link) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (heap[parent].score >= link.score) break
      heap[at] = heap[parent]
      at = parent
    }
    heap[at] = link
  }

  pop(): Link | undefined {
    const heap = this.#heap
    const best = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return best
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1].score > heap[child].score) child++
      if (heap[child].score <= last.score) break
      heap[at] = heap[child]
      at = child
    }
    heap[at] = last
    return best
  }
}
