import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { FrequencyTable, Profile } from '@hejie/kinship'
import { InputError, createRandom, csvRow, markersOf, simulateUnrelated } from '@hejie/kinship'
import type { ProfileStore, StoreChange } from '@hejie/kinship/search'
import { alleleCounts, appendProfiles, copyProfiles, countSet, createStore, idAt, planLayout, removeProfiles } from '@hejie/kinship/search'
import { createThreadPool, openStoreFile, withStoreLock, writeStoreChange, writeStoreFile } from '@hejie/kinship/search/node'
import { chosenLoci, existingStore, samplesOf, sealedNumber, storePath, toJson } from './kinship-search-options.ts'
import { numberOption } from './kinship/numbers.ts'
import { DEFAULT_TABLE, shippedTable } from './kinship/shipped-tables.ts'
import type { KinshipIo } from './kinship/terminal.ts'

export const storeHelp = `hejie kinship store build --file F.store --profiles FILE [--table ID] [--kit ID | --loci A,B] [--sets A,B] [--set A] [--numbers OUT.csv]
hejie kinship store build --file F.store --simulate N [--seed N] …
  建库 A packed store of profiles for "hejie kinship search". Samples are named by sealed numbers; where the file names them
  otherwise, --numbers gives each a new number and writes the key to OUT.csv, to be kept apart from the store.
hejie kinship store add --file F.store --profiles FILE [--set A] [--numbers OUT.csv]   入库
hejie kinship store remove --file F.store --number 12,13      撤回：彻底删除 withdrawal: no byte of the profiles stays
hejie kinship store rebuild --file F.store [--loci A,B] [--sets A,B]   重建 room for new alleles, and these loci and sets besides its own
hejie kinship store info --file F.store [--json]`

const OPTIONS = {
  file: { type: 'string' }, profiles: { type: 'string' }, simulate: { type: 'string' }, seed: { type: 'string', default: '1' }, table: { type: 'string', default: DEFAULT_TABLE }, kit: { type: 'string' }, loci: { type: 'string' },
  sets: { type: 'string' }, set: { type: 'string' }, numbers: { type: 'string' }, number: { type: 'string' }, json: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

const ACTIONS: Readonly<Record<string, (values: Values, io: KinshipIo) => Promise<number>>> = { build, add, remove, rebuild, info }

/** `hejie kinship store …` */
export async function storeCommand(args: string[], io: KinshipIo): Promise<number> {
  const [name = '', ...rest] = args
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
  if (action === undefined) throw new InputError('argument-missing', 'hejie kinship store', name === '' ? 'it is not said what to do' : `there is no action "${name}"`, `Use one of ${Object.keys(ACTIONS).join(', ')}`)
  return action(parseArgs({ args: rest, options: OPTIONS }).values, io)
}

/** A sample with the number under which the store knows it. */
interface NumberedSample {
  readonly id: bigint
  readonly sample: string
  readonly profile: Profile
}

async function build(values: Values, io: KinshipIo): Promise<number> {
  const path = storePath(values.file)
  if (existsSync(path)) throw new InputError('store-exists', path, 'the file is there already', 'Remove it first, name another, or add to it (hejie kinship store add)')
  const samples = await samplesFor(values, null, io)
  const table = shippedTable(values.table)
  const loci = chosenLoci(values) ?? lociShown(samples, table)
  const sets = namesOf(values.sets ?? values.set)
  const store = createStore(planLayout(frequenciesOf(table, loci), sets), { synthetic: values.simulate !== undefined })
  addSamples(store, samples, values.set, io)
  await withStoreLock(path, () => writeStoreFile(store, path))
  io.print(`${path}: ${store.count} profiles ${values.simulate === undefined ? '' : '(synthetic 合成) '}· ${loci.length} loci · ${store.layout.blockBytes / 32768} bytes a profile`)
  return 0
}

async function add(values: Values, io: KinshipIo): Promise<number> {
  const path = existingStore(values.file)
  return withStoreLock(path, async () => {
    const store = await openStoreFile(path)
    const samples = await samplesFor(values, store, io)
    await writeStoreChange(store, addSamples(store, samples, values.set, io), path)
    io.print(`${path}: added ${samples.length}, now ${store.count} profiles 新增 ${samples.length}，共 ${store.count}`)
    return 0
  })
}

async function remove(values: Values, io: KinshipIo): Promise<number> {
  const path = existingStore(values.file)
  const ids = namesOf(values.number).map((text) => sealedNumber(text, '--number'))
  if (ids.length === 0) throw new InputError('argument-missing', '--number', 'no profile is named', 'Give --number with the numbers to remove, joined by commas')
  return withStoreLock(path, async () => {
    const store = await openStoreFile(path)
    const change = removeProfiles(store, ids)
    await writeStoreChange(store, change, path)
    io.print(`${path}: removed ${change.removed.length} (${change.removed.join(', ') || '–'}), now ${store.count} profiles 已彻底删除 ${change.removed.length}，共 ${store.count}`)
    if (change.unknown.length > 0) io.complain(`not in the store 库中没有: ${change.unknown.join(', ')}`)
    return 0
  })
}

async function rebuild(values: Values, io: KinshipIo): Promise<number> {
  const path = existingStore(values.file)
  return withStoreLock(path, async () => {
    const old = await openStoreFile(path)
    const more = frequenciesOf(shippedTable(values.table), chosenLoci(values) ?? [])
    const fresh = createStore(planLayout({ ...more, ...withTable(alleleCounts(old), shippedTable(values.table)) }, [...new Set([...old.layout.sets, ...namesOf(values.sets)])]), { synthetic: old.synthetic })
    const pool = createThreadPool(fresh)
    try {
      await copyProfiles(old, pool)
    } finally {
      await pool.close()
    }
    await writeStoreFile(fresh, path)
    io.print(`${path}: ${fresh.count} profiles · ${fresh.layout.loci.length} loci · ${fresh.layout.sets.length} sets · ${fresh.layout.blockBytes / 32768} bytes a profile`)
    return 0
  })
}

async function info(values: Values, io: KinshipIo): Promise<number> {
  const path = existingStore(values.file)
  const store = await openStoreFile(path)
  const facts = {
    file: path, bytes: statSync(path).size, profiles: store.count, synthetic: store.synthetic, generation: store.generation, bytesPerProfile: store.layout.blockBytes / 32768,
    sets: store.layout.sets.map((name, set) => ({ name, profiles: countSet(store, set) })), loci: store.layout.loci.map(({ locus, alleles, codes }) => ({ locus, alleles: alleles.length, room: codes.capacity })),
  }
  if (values.json) io.print(toJson(facts))
  else {
    io.print(`${path}: ${facts.profiles} profiles${facts.synthetic ? ' (synthetic 合成)' : ''} · ${(facts.bytes / 1e6).toFixed(1)} MB · change ${facts.generation} · every checksum right 校验无误`)
    for (const { name, profiles } of facts.sets) io.print(`  set ${name}: ${profiles}`)
    io.print(`  loci: ${facts.loci.map(({ locus, alleles, room }) => `${locus} (${alleles}/${room})`).join(', ')}`)
  }
  return 0
}

/** The samples of a file, or invented ones, with their numbers. */
async function samplesFor(values: Values, store: ProfileStore | null, io: KinshipIo): Promise<NumberedSample[]> {
  if ((values.profiles === undefined) === (values.simulate === undefined)) throw new InputError('argument-missing', '--profiles or --simulate', 'give one of them', 'Name a file of profiles, or say how many synthetic ones to make')
  const next = store === null ? 1n : highestNumber(store) + 1n
  if (values.profiles === undefined) {
    if (store !== null && !store.synthetic) throw new InputError('store-mixed', '--simulate', 'the store holds real profiles', 'Keep synthetic profiles in a store of their own')
    return simulated(values, next)
  }
  if (store?.synthetic === true) throw new InputError('store-mixed', '--profiles', 'the store holds synthetic profiles', 'Keep real profiles in a store of their own')
  const samples = await samplesOf(values.profiles, values.table, io)
  if (values.numbers === undefined) return samples.map((one) => ({ ...one, id: sealedNumber(one.sample, `sample ${one.sample} of ${values.profiles ?? ''} (or give --numbers OUT.csv)`) }))
  const numbered = samples.map((one, index) => ({ ...one, id: next + BigInt(index) }))
  io.write(values.numbers, `${[csvRow(['sample', 'number']), ...numbered.map(({ sample, id }) => csvRow([sample, String(id)]))].join('\n')}\n`)
  return numbered
}

function simulated(values: Values, first: bigint): NumberedSample[] {
  const count = numberOption('--simulate', values.simulate, { low: 1, high: 1_000_000, isWhole: true })
  const seed = numberOption('--seed', values.seed, { low: 0, high: 4_294_967_295, isWhole: true })
  const table = shippedTable(values.table)
  const loci = chosenLoci({ ...values, kit: values.kit ?? (values.loci === undefined ? 'str-21' : undefined) }) ?? []
  const profiles = simulateUnrelated({ markers: markersOf(table, loci, { rescale: true }), count }, createRandom(seed))
  return profiles.map((profile, index) => ({ id: first + BigInt(index), sample: `SYN-${seed}-${index + 1}`, profile }))
}

function highestNumber(store: ProfileStore): bigint {
  let highest = 0n
  for (let position = 0; position < store.count; position++) {
    const id = idAt(store, position)
    if (id > highest) highest = id
  }
  return highest
}

function addSamples(store: ProfileStore, samples: readonly NumberedSample[], set: string | undefined, io: KinshipIo): StoreChange {
  const held = new Set(store.layout.loci.map(({ locus }) => locus))
  const left = new Set(samples.flatMap(({ profile }) => Object.keys(profile).filter((locus) => !held.has(locus))))
  if (left.size > 0) io.complain(`not kept, as the store does not hold them 未入库的基因座: ${[...left].join(', ')} (hejie kinship store rebuild --loci …)`)
  const sets = set === undefined ? [] : [set]
  return appendProfiles(store, samples.map(({ id, profile }) => ({ id, sets, profile: Object.fromEntries(Object.entries(profile).filter(([locus]) => held.has(locus))) })))
}

function lociShown(samples: readonly NumberedSample[], table: FrequencyTable): string[] {
  const shown = new Set(samples.flatMap(({ profile }) => Object.keys(profile)))
  const loci = Object.keys(table.loci).filter((locus) => shown.has(locus))
  if (loci.length === 0) throw new InputError('store-loci', '--profiles', `no sample is typed at a locus of the table ${table.id}`, 'Name another table (--table) or the loci to keep (--loci)')
  return loci
}

function frequenciesOf(table: FrequencyTable, loci: readonly string[]): Record<string, Readonly<Record<string, number>>> {
  return Object.fromEntries(loci.map((locus) => {
    const frequencies = table.loci[locus]
    if (frequencies === undefined) throw new InputError('locus-not-in-table', `locus ${locus}`, `the frequency table ${table.id} does not have it`, 'Leave the locus out or use a table that has it')
    return [locus, frequencies]
  }))
}

/** The alleles of the store, common ones first, and those that the table knows besides. */
function withTable(counts: Readonly<Record<string, Readonly<Record<string, number>>>>, table: FrequencyTable): Record<string, Readonly<Record<string, number>>> {
  return Object.fromEntries(Object.entries(counts).map(([locus, alleles]) => [locus, { ...Object.fromEntries(Object.keys(table.loci[locus] ?? {}).map((allele) => [allele, 0])), ...alleles }]))
}

function namesOf(text: string | undefined): string[] {
  return (text ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '')
}
