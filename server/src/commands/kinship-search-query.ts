import { parseArgs } from 'node:util'
import type { CandidateScanInput, Profiles } from '@hejie/kinship'
import { InputError } from '@hejie/kinship'
import type { Arrival, Candidate, ProfileStore, Relationship, SearchResult } from '@hejie/kinship/search'
import { ARRIVAL_RELATIONSHIPS, CANDIDATE, REFERENCE, RELATIONSHIPS, relationshipHypotheses, searchStore } from '@hejie/kinship/search'
import { createThreadPool, openStoreFile } from '@hejie/kinship/search/node'
import { SEARCH_OPTIONS, SEARCH_OPTIONS_HELP, chanceText, chosenProfile, existingStore, sealedNumber, searchLimits, searchModel, threadsOption, toJson } from './kinship-search-options.ts'
import { openCase } from './kinship/case-file.ts'
import type { KinshipIo } from './kinship/terminal.ts'

export const queryHelp = `hejie kinship search --file F.store --relationship R (--number N | --profile FILE [--sample NAME])
hejie kinship search --file F.store --relationship child-of-both (--number N | --profile FILE) (--mother-number N | --mother FILE)
hejie kinship search --file F.store --arrival seeker|relative (--number N | --profile FILE)     每种关系各查一次 every relationship in turn
hejie kinship search --file F.store --case FILE.json [--id ID] --candidate C      任意家系 any pedigree; C is not typed in the case
  检索 The candidate is R of the given profile: ${RELATIONSHIPS.join(', ')}.
  --elder male|female  sex of the parent, grandparent, uncle or aunt   --line father|mother  through whom they are related
${SEARCH_OPTIONS_HELP}`

const OPTIONS = {
  ...SEARCH_OPTIONS, relationship: { type: 'string' }, arrival: { type: 'string' }, number: { type: 'string' }, profile: { type: 'string' }, sample: { type: 'string' },
  'mother-number': { type: 'string' }, mother: { type: 'string' }, 'mother-sample': { type: 'string' }, case: { type: 'string' }, id: { type: 'string' }, candidate: { type: 'string' }, elder: { type: 'string' }, line: { type: 'string' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

interface NamedQuestion {
  readonly name: string
  readonly question: CandidateScanInput
}

/** `hejie kinship search` */
export async function queryCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const store = await openStoreFile(existingStore(values.file))
  const questions = await questionsOf(store, values, io)
  const limits = searchLimits(values, 20, 0)
  const exclude = [values.number, values['mother-number']].flatMap((text) => (text === undefined ? [] : [sealedNumber(text, '--number')]))
  const pool = createThreadPool(store, { threads: threadsOption(values.threads) })
  try {
    for (const { name, question } of questions) {
      const result = await searchStore(pool, question, { ...limits, set: values.set, exclude })
      if (values.json) io.print(toJson({ relationship: name, synthetic: store.synthetic, table: values.table, ...result }))
      else printResult(name, result, values, io)
    }
  } finally {
    await pool.close()
  }
  return 0
}

async function questionsOf(store: ProfileStore, values: Values, io: KinshipIo): Promise<NamedQuestion[]> {
  const given = [values.relationship, values.arrival, values.case].filter((value) => value !== undefined)
  if (given.length !== 1) throw new InputError('argument-missing', '--relationship, --arrival or --case', 'give one of them', 'Say what is to be searched for')
  if (values.case !== undefined) return [await caseQuestion(values, io)]
  const { markers, mutation, theta } = searchModel(store, values)
  const profile = await chosenProfile(store, markers, values, io)
  const relationships = values.arrival === undefined ? [choice('--relationship', values.relationship, RELATIONSHIPS)] : ARRIVAL_RELATIONSHIPS[choice<Arrival>('--arrival', values.arrival, ['seeker', 'relative'])]
  const sides = { elder: values.elder === undefined ? undefined : choice('--elder', values.elder, ['male', 'female'] as const), line: values.line === undefined ? undefined : choice('--line', values.line, ['father', 'mother'] as const) }
  const ask = async (relationship: Relationship): Promise<NamedQuestion> => {
    const references: Profiles =
      relationship === 'child-of-both'
        ? { father: profile, mother: await chosenProfile(store, markers, { number: values['mother-number'], profile: values.mother, sample: values['mother-sample'], table: values.table }, io) }
        : { [REFERENCE]: profile }
    return { name: relationship, question: { hypotheses: relationshipHypotheses(relationship, sides), candidate: CANDIDATE, references, markers, mutation, theta } }
  }
  return Promise.all(relationships.map(ask))
}

async function caseQuestion(values: Values, io: KinshipIo): Promise<NamedQuestion> {
  const { entry } = await openCase(values.case, values.id, io)
  if (values.candidate === undefined) throw new InputError('argument-missing', '--candidate', 'no one is named', 'Name the person of the pedigree who is searched for')
  const { profiles, hypotheses, markers, mutation, theta, observation } = entry.input
  return { name: `${values.candidate} of case ${entry.id}`, question: { hypotheses, candidate: values.candidate, references: profiles, markers, mutation, theta, observation } }
}

function choice<Name extends string>(option: string, text: string | undefined, names: readonly Name[]): Name {
  const found = names.find((name) => name === text)
  if (found === undefined) throw new InputError('choice-unknown', option, `"${text ?? ''}" is none`, `Use one of ${names.join(', ')}`)
  return found
}

function printResult(name: string, { candidates, searched, assumptions }: SearchResult, values: Values, io: KinshipIo): void {
  const { loci, theta, tolerance, minimumCompared, lociNotInStore, rareAlleles } = assumptions
  io.print(`\n${name} · ${searched} profiles searched 已检索 · ${loci.length} loci · table ${values.table} · mutation ${values.mutation} · θ ${theta} · mismatches ≤ ${tolerance ?? 'any'} · compared ≥ ${minimumCompared} · rare alleles: ${typeof rareAlleles === 'string' ? rareAlleles : JSON.stringify(rareAlleles)}`)
  if (lociNotInStore.length > 0) io.print(`not in the store 库中没有: ${lociNotInStore.join(', ')}`)
  if (candidates.length === 0) io.print('no candidate 没有候选')
  else io.print('rank  number                log10 LR  compared  mismatches          by chance  true relatives reaching it')
  for (const candidate of candidates) io.print(candidateLine(candidate))
  io.print(adviceFor(candidates))
}

function candidateLine({ rank, id, log10Ratio, compared, mismatches, expectedChanceMatches, trueRelativesReaching }: Candidate): string {
  return [String(rank).padStart(4), String(id).padEnd(20), log10Ratio.toFixed(2).padStart(8), String(compared).padStart(8), (mismatches.join(' ') || '–').padEnd(18), chanceText(expectedChanceMatches).padStart(10), `${(trueRelativesReaching * 100).toFixed(0)} %`.padStart(10)].join('  ')
}

/** What chance does at this size, in the user's terms. */
function adviceFor(candidates: readonly Candidate[]): string {
  const [best] = candidates
  const words = 'Candidates are suspected 疑似, never confirmed: re-sample, type at least 19 loci, have two people review.'
  if (best === undefined) return words
  const beyondChance = candidates.filter(({ expectedChanceMatches }) => expectedChanceMatches < 0.01).length
  const chance = `"by chance" is how many unrelated profiles of a store of this size would reach the ratio. ${beyondChance === 0 ? 'None of these candidates is beyond chance: a second relative or more loci are needed 需补充亲属或基因座.' : `${beyondChance} of them would be reached by less than one in a hundred such searches.`}`
  return `${chance} ${words}`
}
