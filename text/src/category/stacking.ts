/** Turns scores of several models into probabilities: a multinomial logistic regression over them. */
export interface Stacker {
  readonly inputs: number
  readonly classes: number
  /** `inputs + 1` rows of one weight a class; the last row is the constant. */
  readonly weights: Float64Array
}

const STEPS = 300
const RATE = 0.5
const MOMENTUM = 0.9
const SHRINK = 1e-3

/** @param inputs scores of each row side by side, as the models gave them for texts they had not been trained on */
export function trainStacker(scores: Float32Array, inputs: number, labels: ArrayLike<number>, classes: number): Stacker {
  const stacker: Stacker = { inputs, classes, weights: new Float64Array((inputs + 1) * classes) }
  const { weights } = stacker
  const gradient = new Float64Array(weights.length)
  const speed = new Float64Array(weights.length)
  const share = new Float64Array(classes)
  for (let step = 0; step < STEPS; step++) {
    gradient.fill(0)
    for (let row = 0; row < labels.length; row++) {
      const at = row * inputs
      probabilities(stacker, scores, at, share)
      share[labels[row]] -= 1
      for (let p = 0; p <= inputs; p++) {
        const input = p === inputs ? 1 : scores[at + p]
        if (input !== 0) for (let k = 0; k < classes; k++) gradient[p * classes + k] += share[k] * input
      }
    }
    for (let j = 0; j < weights.length; j++) {
      const shrink = j < inputs * classes ? SHRINK * weights[j] : 0
      speed[j] = MOMENTUM * speed[j] + gradient[j] / labels.length + shrink
      weights[j] -= RATE * speed[j]
    }
  }
  return stacker
}

/** Probabilities of the classes for the scores that begin at `at`. */
export function probabilities({ inputs, classes, weights }: Stacker, scores: Float32Array, at: number, into: Float64Array): Float64Array {
  let highest = -Infinity
  for (let k = 0; k < classes; k++) {
    let sum = weights[inputs * classes + k]
    for (let p = 0; p < inputs; p++) sum += scores[at + p] * weights[p * classes + k]
    into[k] = sum
    if (sum > highest) highest = sum
  }
  let total = 0
  for (let k = 0; k < classes; k++) {
    into[k] = Math.exp(into[k] - highest)
    total += into[k]
  }
  for (let k = 0; k < classes; k++) into[k] /= total
  return into
}
