import { heatOf } from './heat.ts'
import type { MatterGroup } from './group-messages.ts'
import { sketchLikeness, sketchOf, NEAR_COPY } from './near-copies.ts'
import type { ReadMessage, ReadRegister } from './read-messages.ts'
import { centre, cosine } from './sparse.ts'

/** Why these messages are proposed as one matter. */
export type GroupReason =
  | { readonly code: 'place'; readonly name: string; /** Messages that name it. */ readonly messages: number }
  | { readonly code: 'words'; /** Words most of them share, places left out. */ readonly words: readonly string[] }
  | { readonly code: 'copies'; /** Messages that are near copies of another. */ readonly messages: number }
  | { readonly code: 'one-sender'; /** All are from one sender, who counts once. */ readonly messages: number }

/** Puts a cluster into words: title, place, reasons, heat. */
export function describeGroup(members: readonly number[], { messages, names }: ReadRegister, asOf: number): MatterGroup {
  const group = members.map((i) => messages[i])
  const middle = centre(group.map(({ whole }) => whole))
  const typical = group.reduce((best, one) => (cosine(one.whole, middle) > cosine(best.whole, middle) + 1e-9 ? one : best))
  const place = placeOf(group, names.areas)
  const heat = heatOf(group, asOf)
  const words = sharedWords(group)
  const copies = countCopies(group)
  const ordered = group.toSorted((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity))
  return {
    ids: ordered.map(({ id }) => id), title: typical.title.trim(), place: place?.name ?? null, ...heat,
    reasons: [
      ...(place ? [{ code: 'place', name: place.name, messages: place.messages } as const] : []),
      ...(words.length > 0 ? [{ code: 'words', words } as const] : []),
      ...(copies > 0 ? [{ code: 'copies', messages: copies } as const] : []),
      ...(heat.senders === 1 ? [{ code: 'one-sender', messages: group.length } as const] : []),
    ],
  }
}

/** The name most of them have; a narrow one before an area, and the longer of two that are as common. */
function placeOf(group: readonly ReadMessage[], areas: ReadonlySet<string>): { name: string; messages: number } | null {
  const counts = new Map<string, number>()
  for (const { names } of group) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const weight = ([name, messages]: [string, number]): number => messages * (areas.has(name) ? 0.4 : 1) + group.filter(({ titleNames }) => titleNames.has(name)).length + name.length * 0.01
  const [best] = [...counts].sort((a, b) => weight(b) - weight(a))
  return best && best[1] > 1 ? { name: best[0], messages: best[1] } : null
}

const FEWEST_CHARACTERS = 2
const LONGEST_WORD = 8
const MOST_WORDS = 5
/** Words neither begin nor end with what holds sentences together. */
const LOOSE_END = /^[的了在是和与有被把及对为就也都不没将到从等之]|[的了在是和与有被把及对为就也都不没将到从等之]$/
const COURTESY = /领导|您好|你好|尊敬|请|希望|谢谢|感谢|我们|反映|投诉|咨询|关于|问题|情况|小区|附近|部门|政府|什么|没有/

/** Stretches of two to eight characters that stand in at least half of the messages; the commonest and longest first. */
function sharedWords(group: readonly ReadMessage[]): string[] {
  const need = Math.max(2, Math.ceil(group.length / 2))
  const counts = new Map<string, number>()
  for (const { issueText } of group) {
    const seen = new Set<string>()
    for (const [run] of issueText.matchAll(/\p{Script=Han}+/gu)) {
      for (let at = 0; at < run.length; at++) for (let end = at + FEWEST_CHARACTERS; end <= Math.min(run.length, at + LONGEST_WORD); end++) if (!LOOSE_END.test(run.slice(at, end))) seen.add(run.slice(at, end))
    }
    for (const word of seen) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const common = [...counts].filter(([word, times]) => times >= need && !COURTESY.test(word)).sort((a, b) => b[1] * (b[0].length - 1) - a[1] * (a[0].length - 1))
  const words: string[] = []
  for (const [word] of common) if (words.length < MOST_WORDS && !words.some((one) => overlaps(one, word))) words.push(word)
  return words
}

/** Shifted readings of one phrase are one word. */
const overlaps = (a: string, b: string): boolean => {
  for (let at = 0; at + 2 <= b.length; at++) if (a.includes(b.slice(at, at + 2))) return true
  return false
}

function countCopies(group: readonly ReadMessage[]): number {
  const sketches = group.map(({ bare }) => sketchOf(bare))
  return sketches.filter((one, i) => one !== null && sketches.some((other, j) => j !== i && other !== null && sketchLikeness(one, other) >= NEAR_COPY)).length
}
