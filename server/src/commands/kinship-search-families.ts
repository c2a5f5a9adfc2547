import { parseArgs } from 'node:util'
import { InputError, parseJson, readPedigree, requireArray, requireObject } from '@hejie/kinship'
import type { Family, FamilySearchResult } from '@hejie/kinship/search'
import { searchFamilies } from '@hejie/kinship/search'
import { createThreadPool, openStoreFile } from '@hejie/kinship/search/node'
import { SEARCH_OPTIONS, chanceText, chosenProfile, existingStore, sealedNumber, searchLimits, searchModel, threadsOption, toJson } from './kinship-search-options.ts'
import { inPlace } from './kinship/case-file.ts'
import type { KinshipIo } from './kinship/terminal.ts'

export const familiesHelp = `hejie kinship search families --file F.store --families FILE.json (--number N | --profile FILE [--sample NAME])
  一名孩子比对所有家庭 A child against all families. FILE.json: {"families": [{"id", "H1": [{"id","fid","mid","sex"}], "H2": […],
  "candidate": "C", "members": {"F": "12", "S": "15"}}]}; members name profiles of the store by their numbers.`

const OPTIONS = { ...SEARCH_OPTIONS, families: { type: 'string' }, number: { type: 'string' }, profile: { type: 'string' }, sample: { type: 'string' } } as const

/** `hejie kinship search families` */
export async function familiesCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const path = values.families
  if (path === undefined) throw new InputError('argument-missing', '--families', 'no file is named', 'Give --families FILE.json')
  const store = await openStoreFile(existingStore(values.file))
  const text = (await io.read(path)).toString('utf8')
  const families = inPlace(path, () => readFamilies(parseJson(text, path)))
  const { markers, mutation, theta } = searchModel(store, values)
  const child = await chosenProfile(store, markers, values, io)
  const pool = createThreadPool(store, { threads: threadsOption(values.threads) })
  try {
    const result = await searchFamilies(pool, { child, families, markers, mutation, theta, ...searchLimits(values, 20, 0) })
    if (values.json) io.print(toJson({ synthetic: store.synthetic, table: values.table, ...result }))
    else printFamilies(result, io)
    return 0
  } finally {
    await pool.close()
  }
}

function readFamilies(file: unknown): Family[] {
  return requireArray(requireObject(file, 'file').families, 'families').map((entry, index) => {
    const fields = requireObject(entry, `families[${index}]`)
    const id = String(fields.id ?? index + 1)
    return inPlace(`family ${id}`, () => ({
      id,
      H1: readPedigree(fields.H1, 'H1').people,
      H2: readPedigree(fields.H2, 'H2').people,
      candidate: String(fields.candidate ?? 'C'),
      members: Object.fromEntries(Object.entries(requireObject(fields.members, 'members')).map(([person, number]) => [person, sealedNumber(String(number), `member ${person}`)])),
    }))
  })
}

function printFamilies({ matches, searched, worked, loci }: FamilySearchResult, io: KinshipIo): void {
  io.print(`${searched} families, ${worked} ratios worked out 已比对家庭 · ${loci.length} loci`)
  if (matches.length === 0) io.print('no family 没有可能的家庭')
  else io.print('rank  family                log10 LR  compared  mismatches           by chance')
  for (const { rank, family, log10Ratio, compared, mismatches, expectedChanceMatches } of matches) {
    io.print([String(rank).padStart(4), family.padEnd(20), log10Ratio.toFixed(2).padStart(8), String(compared).padStart(8), (mismatches.join(' ') || '–').padEnd(18), chanceText(expectedChanceMatches).padStart(10)].join('  '))
  }
  io.print('"by chance" is to how many of as many families an unrelated child would reach the ratio. Families are suspected 疑似, never confirmed.')
}
