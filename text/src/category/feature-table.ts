/** Numbers the features of a model: open addressing over 32-bit hashes, so that no piece of a citizen's text is kept as text. */
export interface FeatureTable {
  /** Hashes by slot; 0 is an empty slot. The length is a power of two. */
  readonly slots: Int32Array
  /** Feature number by slot. */
  readonly numbers: Int32Array
  readonly size: number
}

/** @returns a table in which `hashes[i]` has the number i; equal hashes must not repeat */
export function featureTable(hashes: Int32Array): FeatureTable {
  let capacity = 16
  while (capacity < hashes.length * 2) capacity *= 2
  const slots = new Int32Array(capacity)
  const numbers = new Int32Array(capacity)
  hashes.forEach((hash, number) => {
    const slot = slotOf(slots, hash)
    slots[slot] = hash
    numbers[slot] = number
  })
  return { slots, numbers, size: hashes.length }
}

/** The slot that holds the hash, or the empty one where it would stand. */
function slotOf(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1
  let slot = hash & mask
  while (slots[slot] !== 0 && slots[slot] !== hash) slot = (slot + 1) & mask
  return slot
}

/** The number of a hash, −1 when the model does not know it. */
export function featureOf(table: FeatureTable, hash: number): number {
  const slot = slotOf(table.slots, hash)
  return table.slots[slot] === 0 ? -1 : table.numbers[slot]
}

/** Counts hashes while texts are read; grows as needed. */
export function hashCounter(): { add(hash: number): number; counts(): Int32Array; hashes(): Int32Array } {
  let slots = new Int32Array(1 << 16)
  let numbers = new Int32Array(1 << 16)
  const counts: number[] = []
  const hashes: number[] = []
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2)
    numbers = new Int32Array(slots.length)
    hashes.forEach((hash, number) => {
      const slot = slotOf(slots, hash)
      slots[slot] = hash
      numbers[slot] = number
    })
  }
  return {
    add(hash) {
      const slot = slotOf(slots, hash)
      if (slots[slot] !== 0) return numbers[slot]
      slots[slot] = hash
      numbers[slot] = hashes.length
      counts.push(0)
      hashes.push(hash)
      if (hashes.length * 2 > slots.length) grow()
      return hashes.length - 1
    },
    counts: () => Int32Array.from(counts),
    hashes: () => Int32Array.from(hashes),
  }
}
