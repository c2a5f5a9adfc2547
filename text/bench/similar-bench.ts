// Share of messages with a mate whose true mate stands first, or among the first five: node text/bench/similar-bench.ts MESSAGES.jsonl HOT-TOPICS.json
import { readFileSync } from 'node:fs'
import { buildSimilarIndex, findSimilar } from '../src/similar/find-similar.ts'
import { readSentMessage } from './sent-message.ts'

const [file = '', goldFile = ''] = process.argv.slice(2)
const sent = readFileSync(file, 'utf8').trim().split('\n').map((line) => readSentMessage(JSON.parse(line)))
const gold: { groups: Record<string, number[]> } = JSON.parse(readFileSync(goldFile, 'utf8'))
const index = buildSimilarIndex(sent)
const times: number[] = []
const tally = { asked: 0, first: 0, firstFive: 0, askedWithoutCopies: 0, firstWithoutCopies: 0, firstFiveWithoutCopies: 0 }
for (const ids of Object.values(gold.groups)) {
  const mates = new Set(ids.map(String))
  for (const id of mates) {
    const started = performance.now()
    const found = findSimilar(index, id, 25)
    times.push(performance.now() - started)
    tally.asked++
    if (mates.has(found[0]?.id)) tally.first++
    if (found.slice(0, 5).some((one) => mates.has(one.id))) tally.firstFive++
    const exact = new Set(found.filter((one) => one.copy === 'exact').map((one) => one.id))
    if (![...mates].some((one) => one !== id && !exact.has(one))) continue
    const others = found.filter((one) => !exact.has(one.id))
    tally.askedWithoutCopies++
    if (mates.has(others[0]?.id)) tally.firstWithoutCopies++
    if (others.slice(0, 5).some((one) => mates.has(one.id))) tally.firstFiveWithoutCopies++
  }
}
times.sort((a, b) => a - b)
console.log(JSON.stringify({ ...tally, top1: tally.first / tally.asked, top5: tally.firstFive / tally.asked, top1WithoutCopies: tally.firstWithoutCopies / tally.askedWithoutCopies, top5WithoutCopies: tally.firstFiveWithoutCopies / tally.askedWithoutCopies, p50: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] }))
