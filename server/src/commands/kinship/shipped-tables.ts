import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FrequencyTable, Ladder } from '@hejie/kinship'
import { InputError, combineTables, parseJson, requireArray, requireNumber, requireObject } from '@hejie/kinship'

/** The table used when none is named. */
export const DEFAULT_TABLE = 'norstr-east-asia'

const folder = new URL('.', import.meta.resolve('@hejie/kinship/data/kits.json'))

/** Every frequency table that comes with the product, by id. */
export function shippedTables(): Map<string, FrequencyTable> {
  const names = readdirSync(fileURLToPath(new URL('frequencies/', folder))).filter((name) => name.endsWith('.json')).sort()
  return new Map(names.map((name) => readTable(name)).map((table) => [table.id, table]))
}

function readTable(name: string): FrequencyTable {
  const fields = requireObject(parseJson(readFileSync(new URL(`frequencies/${name}`, folder), 'utf8'), name), name)
  const loci = Object.entries(requireObject(fields.loci, `${name} loci`)).map(([locus, alleles]) => {
    const row = Object.entries(requireObject(alleles, locus)).map(([allele, frequency]) => [allele, requireNumber(frequency, `${locus} ${allele}`)] as const)
    return [locus, Object.fromEntries(row)] as const
  })
  return { id: String(fields.id), population: String(fields.population), source: String(fields.source), licence: String(fields.licence), loci: Object.fromEntries(loci) }
}

/** One shipped table, or several joined by "+": each locus from the first that has it. @throws InputError for an unknown id */
export function shippedTable(ids: string = DEFAULT_TABLE): FrequencyTable {
  const tables = shippedTables()
  return combineTables(
    ids.split('+').map((id) => {
      const table = tables.get(id.trim())
      if (table === undefined) throw new InputError('table-unknown', '--table', `there is no table "${id}"`, `Use one of ${[...tables.keys()].join(', ')}`)
      return table
    }),
  )
}

/** Every allele that any shipped table has seen at a locus: what an import takes for the ladder. */
export function shippedLadder(): Ladder {
  const ladder = new Map<string, Set<string>>()
  for (const table of shippedTables().values()) {
    for (const [locus, alleles] of Object.entries(table.loci)) {
      const seen = ladder.get(locus) ?? new Set()
      ladder.set(locus, seen)
      Object.keys(alleles).forEach((allele) => seen.add(allele))
    }
  }
  return ladder
}

export interface Kit {
  readonly id: string
  readonly name: string
  readonly loci: readonly string[]
}

/** The locus sets of common kits. */
export function shippedKits(): Kit[] {
  const file = requireObject(parseJson(readFileSync(new URL('kits.json', folder), 'utf8'), 'kits.json'), 'kits.json')
  return requireArray(file.kits, 'kits').map((entry) => {
    const kit = requireObject(entry, 'kit')
    return { id: String(kit.id), name: `${String(kit.name)} ${String(kit.nameZh)}`, loci: requireArray(kit.loci, 'loci').map(String) }
  })
}
