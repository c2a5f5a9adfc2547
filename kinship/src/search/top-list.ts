/** The best entries seen so far: highest value first, then lowest key, whatever the order they came in. */
export interface TopList {
  /** What a newcomer must reach to matter. */
  floor(): number
  offer(key: number, value: number): void
  /** The best entries, sorted. */
  entries(): { readonly keys: Float64Array; readonly values: Float64Array }
}

/**
 * @param size how many entries to keep
 * @param floor values below this are not wanted at all
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

function rank(keys: Float64Array, values: Float64Array, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, at) => at).sort((a, b) => values[b] - values[a] || keys[a] - keys[b])
}

function enlarged(numbers: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length)
  larger.set(numbers)
  return larger
}
