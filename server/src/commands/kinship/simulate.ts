import { parseArgs } from 'node:util'
import type { Hypotheses, Marker, MutationModel, Profiles, Random, SampleQuality } from '@hejie/kinship'
import { InputError, NAMED_FAMILIES, createRandom, hypothesesOf, identifyLocus, importKit, markersOf, parseJson, profilesCsv, readMutation, readPedigree, requireObject, simulateFamily, simulateUnrelated } from '@hejie/kinship'
import { inPlace } from './case-file.ts'
import { numberOption } from './numbers.ts'
import { DEFAULT_TABLE, shippedKits, shippedTable } from './shipped-tables.ts'
import type { KinshipIo } from './terminal.ts'

export const simulateHelp = `hejie kinship simulate --families N --pedigree NAME|FILE.json [--typed A,B] [--truth H1|H2] --out FILE.json|FILE.csv
hejie kinship simulate --unrelated N --out FILE.csv
  模拟合成数据 Invented families or unrelated people from a frequency table; every sample is marked synthetic.
  NAME: ${NAMED_FAMILIES.map(({ name, nameZh }) => `${name} ${nameZh}`).join(', ')};
  FILE.json: {"H1": [{"id","fid","mid","sex"}], "H2": […]}. A .json file is a case file for "hejie kinship lr" and "report".
  --table ID  --kit ID|FILE | --loci A,B   --seed N   --theta T
  --mutation none | '{"model":"stepwise","maleRate":0.002,"femaleRate":0.001,"rate2":0.000001,"range":0.1}'
  --drop-out P  --missing-locus P  --typing-error P`

const OPTIONS = {
  families: { type: 'string' }, unrelated: { type: 'string' }, pedigree: { type: 'string' }, typed: { type: 'string' }, truth: { type: 'string', default: 'H1' }, out: { type: 'string' },
  table: { type: 'string', default: DEFAULT_TABLE }, kit: { type: 'string', default: 'str-21' }, loci: { type: 'string' }, seed: { type: 'string', default: '1' }, theta: { type: 'string', default: '0' }, mutation: { type: 'string', default: 'none' },
  'drop-out': { type: 'string', default: '0' }, 'missing-locus': { type: 'string', default: '0' }, 'typing-error': { type: 'string', default: '0' },
} as const

const MAX_PROFILES = 1_000_000
const SYNTHETIC = 'synthetic 合成'

/** `hejie kinship simulate` */
export async function simulateCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const out = values.out
  if (out === undefined) throw new InputError('argument-missing', '--out', 'no file is named', 'Give --out FILE')
  if ((values.families === undefined) === (values.unrelated === undefined)) throw new InputError('argument-missing', '--families or --unrelated', 'give one of them', 'Say how many families or unrelated people to make')
  const seed = numberOption('--seed', values.seed, { low: 0, high: 4294967295, isWhole: true })
  const chance = (name: 'drop-out' | 'missing-locus' | 'typing-error'): number => numberOption(`--${name}`, values[name], { low: 0, high: 1 })
  const quality = { dropOut: chance('drop-out'), missingLocus: chance('missing-locus'), typingError: chance('typing-error') }
  const setting: Setting = { markers: await chosenMarkers(values, io), table: values.table, seed, quality, random: createRandom(seed) }
  if (values.unrelated !== undefined) {
    const count = numberOption('--unrelated', values.unrelated, { low: 1, high: MAX_PROFILES, isWhole: true })
    const people = simulateUnrelated({ markers: setting.markers, count, quality }, setting.random).map((profile, at) => ({ sample: `SYN-${seed}-${at + 1}`, profile, remark: SYNTHETIC }))
    io.write(out, profilesCsv(people, setting.markers.map(({ name }) => name)))
    io.print(`${out}: ${count} synthetic profiles, ${setting.markers.length} loci, seed ${seed}`)
    return 0
  }
  const question = await openQuestion(values.pedigree, values.typed, io)
  const truth = truthOption(values.truth)
  const count = numberOption('--families', values.families, { low: 1, high: Math.floor(MAX_PROFILES / question.typed.length), isWhole: true })
  const model = { theta: numberOption('--theta', values.theta, { low: 0, high: 0.5 }), mutation: mutationOption(values.mutation), truth }
  const families = inPlace('simulation', () => Array.from({ length: count }, () => simulateFamily({ ...model, pedigree: question.hypotheses[model.truth], markers: setting.markers, quality, typed: question.typed }, setting.random)))
  io.write(out, out.endsWith('.csv') ? familiesCsv(families, setting) : familiesJson(families, question, model, setting))
  io.print(`${out}: ${count} synthetic families with ${question.typed.join(', ')} typed, ${setting.markers.length} loci, ${truth} true, seed ${seed}`)
  return 0
}

interface Setting {
  readonly markers: readonly Marker[]
  readonly table: string
  readonly seed: number
  readonly quality: SampleQuality
  readonly random: Random
}

function truthOption(text: string): 'H1' | 'H2' {
  if (text === 'H1' || text === 'H2') return text
  throw new InputError('truth-unknown', '--truth', `"${text}"`, 'Give H1 or H2')
}

async function chosenMarkers(values: { readonly table: string; readonly kit: string; readonly loci?: string }, io: KinshipIo): Promise<Marker[]> {
  const table = shippedTable(values.table)
  if (values.loci !== undefined) return markersOf(table, values.loci.split(',').map((name) => identifyLocus(name, Object.keys(table.loci))?.name ?? name.trim()))
  const kit = await openKit(values.kit, Object.keys(table.loci), io)
  return markersOf(table, kit.filter((locus) => table.loci[locus] !== undefined))
}

/** The loci of a shipped kit, or of a kit file. */
async function openKit(name: string, known: readonly string[], io: KinshipIo): Promise<readonly string[]> {
  const shipped = shippedKits().find((one) => one.id === name)
  if (shipped !== undefined) return shipped.loci
  if (!/[./\\]/.test(name)) throw new InputError('kit-unknown', '--kit', `there is no kit "${name}"`, `Give a file with its loci, or use one of ${shippedKits().map((one) => one.id).join(', ')}`)
  const { loci, faults } = importKit((await io.read(name)).toString('utf8'), name, known)
  const fault = faults.find(({ severity }) => severity === 'error')
  if (fault !== undefined) throw new InputError('kit-unknown', `${name}, row ${fault.row}`, fault.message.en, 'Correct the kit file')
  return loci
}

function mutationOption(text: string): MutationModel {
  const models = readMutation(text.trim().startsWith('{') ? parseJson(text, '--mutation') : text, '--mutation')
  if ('everywhere' in models) return models.everywhere
  return models
}

interface Question {
  readonly hypotheses: Hypotheses
  readonly typed: readonly string[]
}

async function openQuestion(pedigree: string | undefined, typed: string | undefined, io: KinshipIo): Promise<Question> {
  if (pedigree === undefined) throw new InputError('argument-missing', '--pedigree', 'no family is named', `Give a file or one of ${NAMED_FAMILIES.map(({ name }) => name).join(', ')}`)
  const named = NAMED_FAMILIES.find(({ name }) => name === pedigree)
  const hypotheses = named === undefined ? await readHypotheses(pedigree, io) : hypothesesOf(named)
  const chosen = typed?.split(',').map((id) => id.trim()) ?? named?.typed ?? hypotheses.H1.people.map(({ id }) => id)
  for (const id of chosen) if (!hypotheses.H1.indexOf.has(id) || !hypotheses.H2.indexOf.has(id)) throw new InputError('person-unknown', '--typed', `${id} is not in both pedigrees`, `Name some of ${hypotheses.H1.people.map((one) => one.id).join(', ')}`)
  return { hypotheses, typed: chosen }
}

async function readHypotheses(path: string, io: KinshipIo): Promise<Hypotheses> {
  const file = requireObject(parseJson((await io.read(path)).toString('utf8'), path), path)
  return inPlace(path, () => ({ H1: readPedigree(file.H1, 'H1'), H2: readPedigree(file.H2 ?? file.H1, 'H2') }))
}

function familiesCsv(families: readonly Profiles[], setting: Setting): string {
  const people = families.flatMap((profiles, at) => Object.entries(profiles).map(([id, profile]) => ({ sample: `SYN-${setting.seed}-${at + 1}-${id}`, profile, remark: SYNTHETIC })))
  return profilesCsv(people, setting.markers.map(({ name }) => name))
}

function familiesJson(families: readonly Profiles[], question: Question, model: { readonly theta: number; readonly mutation: MutationModel; readonly truth: string }, setting: Setting): string {
  const rows = (name: 'H1' | 'H2'): unknown[] => question.hypotheses[name].people.map((one) => ({ id: one.id, fid: one.father ?? '0', mid: one.mother ?? '0', sex: one.sex === 'male' ? 1 : one.sex === 'female' ? 2 : 0 }))
  const shared = { synthetic: true, simulatedUnder: model.truth, frequencyTable: setting.table, loci: setting.markers.map(({ name }) => name), mutation: model.mutation, theta: model.theta, H1: rows('H1'), H2: rows('H2') }
  const cases = families.map((genotypes, at) => ({ id: `SYN-${setting.seed}-${at + 1}`, ...shared, dropOut: setting.quality.dropOut, typingError: setting.quality.typingError, genotypes }))
  return `${JSON.stringify({ schema: 'kinship-lr-vector/1', synthetic: true, seed: setting.seed, missingLocus: setting.quality.missingLocus, cases })}\n`
}
