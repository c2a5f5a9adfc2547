/** The best entries seen so far: highest value first, then lowest key, whatever the order they came in. */
export interface TopList {
  /** What a newcomer must reach to matter. */
  floor(): number
  offer(key: number, value: number): void
  /** The best entries, sorted. */
  entries(): { readonly keys: Float64Array; readonly values: Float64Array }
}

/**
 * @param size how many entries to keep, at most a million
 * @param floor values below this are not wanted at all; values are never negative
 */
export function createTopList(size: number, floor: number): TopList {
  const room = Math.max(2 * size, size + 1024)
  let keys = new Float64Array(Math.min(room, 4096))
  let values = new Float64Array(keys.length)
  let count = 0
  let least = floor
  const ranked = (): Uint32Array => rank(keys, values, count)
  const prune = (): void => {
    if (keys.length < room) {
      keys = enlarged(keys, Math.min(room, keys.length * 2))
      values = enlarged(values, keys.length)
      return
    }
    const order = ranked().subarray(0, size)
    const bestKeys = Float64Array.from(order, (at) => keys[at])
    const bestValues = Float64Array.from(order, (at) => values[at])
    keys.set(bestKeys)
    values.set(bestValues)
    count = size
    least = Math.max(floor, bestValues[size - 1])
  }
  return {
    floor: () => least,
    offer: (key, value) => {
      if (!(value >= least)) return
      if (count === keys.length) prune()
      keys[count] = key
      values[count++] = value
    },
    entries: () => {
      const order = ranked().subarray(0, size)
      return { keys: Float64Array.from(order, (at) => keys[at]), values: Float64Array.from(order, (at) => values[at]) }
    },
  }
}

const INDEX_BITS = 22

/**
 * Places of the entries, best first. The upper bits of a positive number sort as an integer does; beside them goes the place,
 * so that one native sort does nearly all, and only entries that agree in those bits are compared one by one.
 */
function rank(keys: Float64Array, values: Float64Array, count: number): Uint32Array {
  const bits = new Uint32Array(values.buffer, 0, count * 2)
  const packed = new Uint32Array(count * 2)
  const mask = 2 ** INDEX_BITS - 1
  for (let at = 0; at < count; at++) {
    packed[at * 2] = (bits[at * 2] & ~mask) | (mask - at)
    packed[at * 2 + 1] = bits[at * 2 + 1]
  }
  new BigUint64Array(packed.buffer).sort()
  const order = Uint32Array.from({ length: count }, (_, rankAt) => mask - (packed[(count - 1 - rankAt) * 2] & mask))
  const isAlike = (a: number, b: number): boolean => bits[a * 2 + 1] === bits[b * 2 + 1] && (bits[a * 2] & ~mask) === (bits[b * 2] & ~mask)
  for (let from = 0, to = 1; from < count; from = to, to = from + 1) {
    while (to < count && isAlike(order[from], order[to])) to++
    if (to - from > 1) order.subarray(from, to).sort((a, b) => values[b] - values[a] || keys[a] - keys[b])
  }
  return order
}

function enlarged(numbers: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length)
  larger.set(numbers)
  return larger
}
