import { parseArgs } from 'node:util'
import { DEFAULT_TABLE, shippedKits, shippedTables } from './shipped-tables.ts'
import type { KinshipIo } from './terminal.ts'

export const tablesHelp = `hejie kinship tables [--json]
  频率表与试剂盒 Lists the frequency tables and kits that come with the product, with source and licence.`

/** `hejie kinship tables` */
export async function tablesCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const tables = [...shippedTables().values()].map(({ loci, ...described }) => ({ ...described, isDefault: described.id === DEFAULT_TABLE, loci: Object.keys(loci) }))
  const kits = shippedKits()
  if (values.json) io.print(JSON.stringify({ tables, kits }))
  else {
    for (const table of tables) io.print(`${table.isDefault ? '*' : ' '} ${table.id.padEnd(34)} ${String(table.loci.length).padStart(2)} loci  ${table.population} · ${table.licence} · ${table.source}`)
    for (const kit of kits) io.print(`  kit ${kit.id.padEnd(30)} ${String(kit.loci.length).padStart(2)} loci  ${kit.name}`)
  }
  return 0
}
