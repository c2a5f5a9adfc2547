import { existsSync } from 'node:fs'
import type { Marker, MutationModels, Profile } from '@hejie/kinship'
import { InputError, identifyLocus, markersOf, parseJson, readMutation } from '@hejie/kinship'
import type { ProfileStore, SearchOptions } from '@hejie/kinship/search'
import { positionsOf, profileAt } from '@hejie/kinship/search'
import { openInput } from './kinship/input-files.ts'
import { readProfiles } from './kinship/check.ts'
import { numberOption } from './kinship/numbers.ts'
import { DEFAULT_TABLE, shippedKits, shippedTable } from './kinship/shipped-tables.ts'
import type { KinshipIo } from './kinship/terminal.ts'

/** The mutation model of a search unless another is named; printed with every result. */
const DEFAULT_MUTATION = '{"model":"stepwise","maleRate":0.002,"femaleRate":0.0005,"rate2":0.000001,"range":0.1}'

/** Options that every search shares. */
export const SEARCH_OPTIONS = {
  file: { type: 'string' }, table: { type: 'string', default: DEFAULT_TABLE }, mutation: { type: 'string', default: DEFAULT_MUTATION }, theta: { type: 'string', default: '0' },
  set: { type: 'string' }, tolerance: { type: 'string', default: '2' }, compared: { type: 'string', default: '1' }, limit: { type: 'string' }, 'min-log10': { type: 'string' }, threads: { type: 'string' }, json: { type: 'boolean', default: false },
} as const

export const SEARCH_OPTIONS_HELP = `  --table ID  --mutation JSON|none  --theta T  --threads N  --json
  --set NAME  only this set   --tolerance N|none  loci that may need a mutation (2)   --compared N  loci that must be typed in both (1)
  --limit N  how many to print   --min-log10 X  least log10 LR to print`

/** The path of the store. @throws InputError when none is named */
export function storePath(file: string | undefined): string {
  if (file === undefined) throw new InputError('argument-missing', '--file', 'no store is named', 'Give --file FILE.store')
  return file
}

/** The same, of a store that is there. */
export function existingStore(file: string | undefined): string {
  const path = storePath(file)
  if (!existsSync(path)) throw new InputError('store-missing', path, 'there is no such store', 'Build one (hejie kinship store build) or give the path of an existing one')
  return path
}

interface ModelValues {
  readonly table: string
  readonly mutation: string
  readonly theta: string
}

/** Markers and model of a search: the autosomal loci of the table that the store holds. */
export function searchModel(store: ProfileStore, values: ModelValues): { readonly markers: Marker[]; readonly mutation: MutationModels; readonly theta: number } {
  const table = shippedTable(values.table)
  const loci = store.layout.loci.map(({ locus }) => locus).filter((locus) => table.loci[locus] !== undefined)
  if (loci.length === 0) throw new InputError('search-no-common-locus', '--table', `the table ${values.table} has no locus of the store`, 'Name a table with the loci of the store (hejie kinship tables)')
  const mutation = readMutation(values.mutation.trim().startsWith('{') ? parseJson(values.mutation, '--mutation') : values.mutation, '--mutation')
  return { markers: markersOf(table, loci, { rescale: true }), mutation, theta: numberOption('--theta', values.theta, { low: 0, high: 0.5 }) }
}

interface LimitValues {
  readonly tolerance: string
  readonly compared: string
  readonly limit?: string
  readonly 'min-log10'?: string
}

/** What to report and how strictly. */
export function searchLimits(values: LimitValues, limit: number, minimumLog10Ratio: number): Required<Pick<SearchOptions, 'tolerance' | 'minimumCompared' | 'limit' | 'minimumLog10Ratio'>> {
  return {
    tolerance: values.tolerance === 'none' ? null : numberOption('--tolerance', values.tolerance, { low: 0, high: 64, isWhole: true }),
    minimumCompared: numberOption('--compared', values.compared, { low: 0, high: 64, isWhole: true }),
    limit: values.limit === undefined ? limit : numberOption('--limit', values.limit, { low: 1, high: 1_000_000, isWhole: true }),
    minimumLog10Ratio: values['min-log10'] === undefined ? minimumLog10Ratio : numberOption('--min-log10', values['min-log10'], { low: -300, high: 300 }),
  }
}

export function threadsOption(text: string | undefined): number | undefined {
  return text === undefined ? undefined : numberOption('--threads', text, { low: 1, high: 15, isWhole: true })
}

/** A sealed number as an option or a cell. @throws InputError when it is none */
export function sealedNumber(text: string, argument: string): bigint {
  if (/^[1-9]\d{0,19}$/.test(text.trim()) && BigInt(text) < 1n << 64n) return BigInt(text)
  throw new InputError('store-id', argument, `"${text}" is not a whole number from 1 to 2⁶⁴−1`, 'Give the sealed number of a profile')
}

/** A profile from the store by its number, or from a file: the sample that is named, or the only one. Loci that the store and table lack are left out and said. */
export async function chosenProfile(store: ProfileStore, markers: readonly Marker[], source: { readonly number?: string; readonly profile?: string; readonly sample?: string; readonly table: string }, io: KinshipIo): Promise<Profile> {
  if ((source.number === undefined) === (source.profile === undefined)) throw new InputError('argument-missing', '--number or --profile', 'give one of them', 'Name a profile of the store by its number, or a file')
  const found = source.number === undefined ? await profileFromFile(source.profile ?? '', source.sample, source.table, io) : profileByNumber(store, source.number)
  const usable = Object.entries(found).filter(([locus]) => markers.some(({ name }) => name === locus))
  const left = Object.keys(found).filter((locus) => !usable.some(([name]) => name === locus))
  if (left.length > 0) io.complain(`not used, as the store or the table lacks them 未使用的基因座: ${left.join(', ')}`)
  return Object.fromEntries(usable)
}

function profileByNumber(store: ProfileStore, text: string): Profile {
  const id = sealedNumber(text, '--number')
  const position = positionsOf(store, [id]).get(id)
  if (position === undefined) throw new InputError('store-id-unknown', '--number', `the store has no profile with the number ${id}`, 'Check the number, or give the profile as a file (--profile)')
  return profileAt(store, position).profile
}

async function profileFromFile(path: string, sample: string | undefined, table: string, io: KinshipIo): Promise<Profile> {
  const samples = await samplesOf(path, table, io)
  const chosen = sample === undefined && samples.length === 1 ? samples[0] : samples.find((one) => one.sample === sample)
  if (chosen !== undefined) return chosen.profile
  throw new InputError('sample-unknown', path, sample === undefined ? `it has ${samples.length} samples` : `it has no sample ${sample}`, `Name one of its samples with --sample (${samples.slice(0, 5).map((one) => one.sample).join(', ')}${samples.length > 5 ? ' …' : ''})`)
}

/** The samples of a file without a fault. @throws InputError naming the first fault */
export async function samplesOf(path: string, table: string, io: KinshipIo): Promise<readonly { readonly sample: string; readonly profile: Profile }[]> {
  const { samples, faults } = readProfiles(await openInput(path, await io.read(path)), table)
  const errors = faults.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first !== undefined) throw new InputError('file-faulty', path, `${errors.length} faults, the first in row ${first.row}: ${first.message.en}`, `See them all with hejie kinship check ${path}`)
  return samples
}

/** Loci by --loci or --kit; null when neither is given. */
export function chosenLoci(values: { readonly loci?: string; readonly kit?: string; readonly table: string }): string[] | null {
  const table = shippedTable(values.table)
  if (values.loci !== undefined) return values.loci.split(',').map((name) => identifyLocus(name, Object.keys(table.loci))?.name ?? name.trim())
  if (values.kit === undefined) return null
  const kit = shippedKits().find((one) => one.id === values.kit)
  if (kit === undefined) throw new InputError('kit-unknown', '--kit', `there is no kit "${values.kit}"`, `Use one of ${shippedKits().map((one) => one.id).join(', ')}`)
  return kit.loci.filter((locus) => table.loci[locus] !== undefined)
}

/** Plain JSON; sealed numbers as text, since they may not fit a number. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) => (typeof entry === 'bigint' ? String(entry) : entry === -Infinity ? '-Infinity' : entry), 1)
}

/** A count expected by chance, with as many digits as mean something. */
export function chanceText(expected: number): string {
  return expected >= 0.01 ? expected.toPrecision(2) : expected.toExponential(0)
}
