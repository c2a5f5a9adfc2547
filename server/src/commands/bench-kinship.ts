import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { FrequencyTable } from '@hejie/kinship'
import type { BenchLine, BenchReport } from '@hejie/kinship/bench'
import { runKinshipBench } from '@hejie/kinship/bench'

const HELP = `hejie bench kinship [--profiles N] [--threads N] [--json]
  --profiles N  synthetic profiles in the store (default 10000000; about 55 bytes of memory each, and 200 MB while building)
  --threads N   threads to search with (default: one for each core)
  --json        print the figures as JSON`

/** `hejie bench kinship`: measures the kinship search on this machine beside a plain loop over objects. */
export async function benchKinship(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { profiles: { type: 'string', default: '10000000' }, threads: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) return say(HELP)
  const profiles = Number(values.profiles)
  const threads = values.threads === undefined ? undefined : Number(values.threads)
  if (!Number.isInteger(profiles) || profiles < 20_000 || profiles > 50_000_000) return complain('--profiles must be a whole number from 20000 to 50000000')
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= 15)) return complain('--threads must be a whole number from 1 to 15')
  const table: FrequencyTable = JSON.parse(await readFile(new URL(import.meta.resolve('@hejie/kinship/data/frequencies/norstr-east-asia.json')), 'utf8'))
  if (!values.json) process.stdout.write(`${headings()}\n`)
  const report = await runKinshipBench({ table, profiles, threads, onLine: (line) => values.json || process.stdout.write(`${row(line)}\n`) })
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 1)}\n` : `\n${machine(report)}\n`)
  return 0
}

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

function complain(problem: string): number {
  process.stderr.write(`hejie bench kinship: ${problem}. See hejie bench kinship --help.\n`)
  return 2
}

function headings(): string {
  return '| what | best | median | a second | target | × plain loop | |\n|---|---:|---:|---:|---:|---:|---|'
}

function row({ name, milliseconds, count, unit, target, plainPerSecond, note }: BenchLine): string {
  const perSecond = (count / milliseconds.best) * 1000
  const met = target === null ? '' : 'milliseconds' in target ? `≤ ${duration(target.milliseconds)} ${milliseconds.best <= target.milliseconds ? '✓' : '✗'}` : `≥ ${amount(target.perSecond)}/s ${perSecond >= target.perSecond ? '✓' : '✗'}`
  const ratio = plainPerSecond === null ? '' : `${Math.round(perSecond / plainPerSecond).toLocaleString('en')} (of ${amount(plainPerSecond)}/s)`
  return `| ${name} | ${duration(milliseconds.best)} | ${duration(milliseconds.median)} | ${amount(perSecond)} ${unit} | ${met} | ${ratio} | ${note} |`
}

function duration(milliseconds: number): string {
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${milliseconds.toPrecision(milliseconds >= 100 ? 3 : 2)} ms`
}

function amount(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toPrecision(3)} G`
  return value >= 1e6 ? `${(value / 1e6).toPrecision(3)} M` : Math.round(value).toLocaleString('en')
}

function machine({ profiles, loci, threads, kernels, cores, node, bytesPerProfile, memoryBytes }: BenchReport): string {
  return `${profiles.toLocaleString('en')} synthetic profiles, ${loci} loci, ${threads} threads on ${cores} cores, ${kernels}, Node ${node}; ${bytesPerProfile.toFixed(1)} bytes a profile, ${(memoryBytes / 1e6).toFixed(0)} MB of memory.`
}
