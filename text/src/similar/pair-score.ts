import type { ReadMessage, ReadRegister } from './read-messages.ts'
import { cosine } from './sparse.ts'

/*
 * How likely two messages that share a place are about one matter. The weights come from a logistic regression over pairs
 * of messages that a person had grouped; see docs/decisions/0030. Only ratios between words are used, nothing about senders.
 */
const WEIGHT = { whole: 4.4, issue: 2.1, rareWords: 2.9, otherPlace: -1.9, constant: -2.83 } as const

/** 0–1. */
export function pairScore(a: ReadMessage, b: ReadMessage, register: ReadRegister): number {
  const sum = WEIGHT.constant + WEIGHT.whole * cosine(a.whole, b.whole) + WEIGHT.issue * cosine(a.issue, b.issue)
    + WEIGHT.rareWords * rarestShared(a, b, register) + (namesOtherPlace(a, b) ? WEIGHT.otherPlace : 0)
  return 1 / (1 + Math.exp(-sum))
}

/** Mean rarity of the three rarest pairs of characters that one title has in common with the other message. */
function rarestShared(a: ReadMessage, b: ReadMessage, { rarity }: ReadRegister): number {
  const top = [0, 0, 0]
  const offer = (pair: number): void => {
    const value = rarity(pair)
    if (value <= top[2]) return
    top[2] = value
    top.sort((x, y) => y - x)
  }
  for (const pair of a.titlePairs) if (b.allPairs.has(pair)) offer(pair)
  for (const pair of b.titlePairs) if (!a.titlePairs.has(pair) && a.allPairs.has(pair)) offer(pair)
  return (top[0] + top[1] + top[2]) / 3
}

/** Both titles name a place, and none of one has to do with any of the other. */
export function namesOtherPlace(a: ReadMessage, b: ReadMessage): boolean {
  if (a.titleNames.size === 0 || b.titleNames.size === 0) return false
  for (const one of a.titleNames) for (const other of b.titleNames) if (one.includes(other) || other.includes(one)) return false
  return true
}
