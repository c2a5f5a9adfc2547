/** A stream of numbers in [0, 1), the same for the same seed on every machine. */
export type Random = () => number

/**
 * A seeded random stream (sfc32, 32 bits a draw, period about 2^128).
 * @param seed any integer or text; text is hashed
 * @see Doty-Humphrey, PractRand (sfc32); seeding by splitmix32
 */
export function createRandom(seed: number | string): Random {
  let state = typeof seed === 'number' ? seed >>> 0 : hashText(seed)
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let a = next()
  let b = next()
  let c = next()
  let counter = 1
  const random: Random = () => {
    const output = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + output
    return (output >>> 0) / 4294967296
  }
  for (let warmUp = 0; warmUp < 12; warmUp++) random()
  return random
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Draws positions 0 … n−1 with the given weights (Walker's alias method: one draw, one look-up). */
export function createSampler(weights: ArrayLike<number>): (random: Random) => number {
  const size = weights.length
  let sum = 0
  for (let index = 0; index < size; index++) sum += weights[index]
  const chance = Float64Array.from({ length: size }, (_, index) => (weights[index] * size) / sum)
  const alias = Int32Array.from({ length: size }, (_, index) => index)
  const small: number[] = []
  const large: number[] = []
  chance.forEach((value, index) => (value < 1 ? small : large).push(index))
  while (small.length > 0 && large.length > 0) {
    const low = small.pop() ?? 0
    const high = large[large.length - 1]
    alias[low] = high
    chance[high] -= 1 - chance[low]
    if (chance[high] < 1) small.push(large.pop() ?? 0)
  }
  for (const rest of [...small, ...large]) chance[rest] = 1
  return (random) => {
    const draw = random() * size
    const slot = Math.floor(draw)
    return draw - slot < chance[slot] ? slot : alias[slot]
  }
}
