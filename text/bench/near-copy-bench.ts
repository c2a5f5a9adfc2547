// Near copies among a million synthetic texts on one core: node --max-old-space-size=4096 text/bench/near-copy-bench.ts [count]
import { groupNearCopies } from '../src/similar/near-copies.ts'
import { seededRandom } from '../src/language/random.ts'

const count = Number(process.argv[2] ?? 1_000_000)
const LENGTH = 350
const SHARE = 0.05
/** One text in ten begins and ends with the same courtesies. */
const STOCK = '尊敬的领导您好我是本市的一名普通居民在此向您反映一个长期困扰我们的问题恳请有关部门尽快调查处理给我们一个答复谢谢'

// Words of invented syllables, drawn with Zipf's law: as uneven as real ones.
const random = seededRandom(7)
const words = Array.from({ length: 20_000 }, () => Array.from({ length: 2 + Math.floor(random() * 2) }, () => String.fromCharCode(0x4e00 + Math.floor(3500 * random() ** 1.6))).join(''))
const word = (): string => words[Math.floor(words.length ** random()) - 1]
function fresh(): string {
  let text = random() < 0.1 ? STOCK : ''
  while (text.length < LENGTH) text += word()
  return text
}
/** Up to four changes: a word replaced, left out or added; a sentence in front. */
function changed(text: string): string {
  let copy = text
  for (let i = Math.floor(random() * 5); i > 0; i--) {
    const at = Math.floor(random() * copy.length)
    copy = copy.slice(0, at) + (random() < 0.7 ? word() : '') + copy.slice(at + (random() < 0.7 ? 3 : 0))
  }
  return random() < 0.3 ? `${word()}${word()}${word()}${copy}` : copy
}

/** Copies a text to one piece, as one that was read from a file is: pasted strings are kept as trees of their parts. */
const flat = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')

const texts: string[] = []
const planted: [number, number][] = []
for (let i = 0; i < count; i++) {
  if (i > 10 && random() < SHARE) {
    const of = Math.floor(random() * i)
    planted.push([of, i])
    texts.push(flat(changed(texts[of])))
  } else texts.push(flat(fresh()))
}
const started = performance.now()
const before = process.cpuUsage()
const { first, compared } = groupNearCopies(count, (i) => texts[i])
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(before)
const found = planted.filter(([a, b]) => first[a] === first[b]).length
const origin = Int32Array.from({ length: count }, (_, i) => i)
for (const [of, i] of planted) origin[i] = origin[of]
const wrong = first.filter((one, i) => origin[one] !== origin[i]).length
console.log(JSON.stringify({ count, planted: planted.length, found: found / planted.length, joinedWrongly: wrong, compared, seconds, cpuSeconds: (user + system) / 1e6, rssMb: Math.round(process.memoryUsage().rss / 2 ** 20) }))
