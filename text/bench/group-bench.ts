// B-cubed of the groups against groups a person made: node text/bench/group-bench.ts MESSAGES.jsonl HOT-TOPICS.json
import { readFileSync } from 'node:fs'
import { groupMessages } from '../src/similar/group-messages.ts'
import { readSentMessage } from './sent-message.ts'

const [file = '', goldFile = '', show = ''] = process.argv.slice(2)
const sent = readFileSync(file, 'utf8').trim().split('\n').map((line) => readSentMessage(JSON.parse(line)))
const gold: { groups: Record<string, number[]>; singletons: number[] } = JSON.parse(readFileSync(goldFile, 'utf8'))
const label = new Map<string, string>([...Object.entries(gold.groups).flatMap(([name, ids]) => ids.map((id): [string, string] => [String(id), name])), ...gold.singletons.map((id): [string, string] => [String(id), `alone ${id}`])])
const started = performance.now()
const groups = groupMessages(sent)
const seconds = (performance.now() - started) / 1000
const cluster = new Map(groups.flatMap(({ ids }, i) => ids.map((id): [string, string] => [id, String(i)])))
const clusterOf = (id: string): string => cluster.get(id) ?? `alone ${id}`
const ids = [...label.keys()]
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const parts = ids.map((id) => {
  const together = ids.filter((other) => clusterOf(other) === clusterOf(id))
  const wanted = ids.filter((other) => label.get(other) === label.get(id))
  const both = together.filter((other) => label.get(other) === label.get(id)).length
  return { precision: both / together.length, recall: both / wanted.length }
})
const precision = mean(parts.map((one) => one.precision))
const recall = mean(parts.map((one) => one.recall))
console.log(JSON.stringify({ messages: sent.length, seconds, groups: groups.length, atLeast3: groups.filter((one) => one.ids.length >= 3).length, precision, recall, b3: (2 * precision * recall) / (precision + recall) }, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)))
if (show === '--hottest') for (const { ids: members, title, place, heat, senders, reasons } of groups.slice(0, 10)) console.log(members.length, senders, heat, place, title, JSON.stringify(reasons))
if (show === '--sample') {
  const titles = new Map(sent.map(({ id, title }) => [id, title]))
  const large = groups.filter((one) => one.ids.length >= 3)
  for (let i = 0; i < 40; i++) {
    const group = large[Math.floor((i + 0.5) * large.length / 40)]
    console.log(`## ${group.place} | ${group.reasons.map((one) => ('words' in one ? one.words.join('、') : '')).join('')} | ${group.senders}`)
    for (const id of group.ids.slice(0, 8)) console.log(`   ${titles.get(id)?.trim()}`)
  }
}
