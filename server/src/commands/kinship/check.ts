import { parseArgs } from 'node:util'
import type { Fault, FrequencyImport, ProfileImport } from '@hejie/kinship'
import { InputError, importCodisCmf, importFrequencyRows, importFrequencyText, importProfileTable, parseDelimited } from '@hejie/kinship'
import type { InputFile } from './input-files.ts'
import { openInput } from './input-files.ts'
import { DEFAULT_TABLE, shippedLadder, shippedTable } from './shipped-tables.ts'
import type { KinshipIo } from './terminal.ts'

export const checkHelp = `hejie kinship check FILE [--table ID] [--json]
hejie kinship check FILE --frequencies [--id ID --population TEXT --source TEXT --licence TEXT] [--rescale] [--out FILE.json]
  入库前核对 Reads a file without storing anything and names file, row and locus of each fault.
  Profiles: CSV or Excel (one row a sample, or one row a locus), GeneMapper genotypes export, CODIS CMF XML.
  Frequencies: CSV, Excel, JSON or Familias; --out writes the table when it has no error.
  Exit code 0 when nothing is wrong or only warnings are given, 2 when there is an error.`

/** `hejie kinship check`. @returns the exit code */
export async function checkCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      table: { type: 'string', default: DEFAULT_TABLE }, json: { type: 'boolean', default: false }, frequencies: { type: 'boolean', default: false }, rescale: { type: 'boolean', default: false },
      id: { type: 'string', default: 'imported' }, population: { type: 'string', default: 'not stated' }, source: { type: 'string', default: 'not stated' }, licence: { type: 'string', default: 'not stated' }, out: { type: 'string' },
    },
  })
  const [path] = positionals
  if (path === undefined) throw new InputError('argument-missing', 'FILE', 'no file is named', 'Give the file to check')
  const file = await openInput(path, await io.read(path))
  if (!values.frequencies) return reportProfiles(readProfiles(file, values.table), values.json, io)
  const { id, population, source, licence, rescale } = values
  const options = { file: file.name, description: { id, population, source, licence }, rescale }
  const imported = file.kind === 'rows' ? importFrequencyRows(file.rows, options) : importFrequencyText(file.text, options)
  return reportFrequencies(imported, values.json, values.out, io)
}

/** Reads profiles of any known format. */
export function readProfiles(file: InputFile, table: string): ProfileImport {
  const options = { file: file.name, ladder: shippedLadder(), table: new Set(Object.keys(shippedTable(table).loci)) }
  if (file.kind === 'rows') return importProfileTable(file.rows, options)
  return file.text.replace(/^\uFEFF/, '').trimStart().startsWith('<') ? importCodisCmf(file.text, options) : importProfileTable(parseDelimited(file.text), options)
}

function reportProfiles(imported: ProfileImport, isJson: boolean, io: KinshipIo): number {
  if (isJson) io.print(JSON.stringify(imported))
  else {
    const loci = imported.samples.reduce((sum, { profile, yHaplotype }) => sum + Object.keys(profile).length + Object.keys(yHaplotype).length, 0)
    printFaults(imported.faults, io)
    io.print(`${imported.format}: samples ${imported.samples.length}, results accepted ${loci}, confirmed by a second entry ${imported.confirmed}, ${countOf(imported.faults)}`)
  }
  return hasError(imported.faults) ? 2 : 0
}

function reportFrequencies(imported: FrequencyImport, isJson: boolean, out: string | undefined, io: KinshipIo): number {
  if (isJson) io.print(JSON.stringify(imported))
  else {
    printFaults(imported.faults, io)
    io.print(`${imported.format}: loci accepted ${Object.keys(imported.table.loci).length}, ${countOf(imported.faults)}`)
  }
  if (hasError(imported.faults)) return 2
  if (out !== undefined) io.write(out, `${JSON.stringify(imported.table, null, 1)}\n`)
  return 0
}

function printFaults(faults: readonly Fault[], io: KinshipIo): void {
  for (const fault of faults) {
    const place = [fault.file, fault.row === 0 ? '' : `row ${fault.row}`, fault.sample ?? '', fault.locus ?? ''].filter((part) => part !== '').join(', ')
    io.print(`${fault.severity === 'error' ? 'ERROR  ' : 'warning'} ${place}: ${fault.message.en} ${fault.message.zh}`)
  }
}

function countOf(faults: readonly Fault[]): string {
  const errors = faults.filter((fault) => fault.severity === 'error').length
  return `errors ${errors}, warnings ${faults.length - errors}`
}

function hasError(faults: readonly Fault[]): boolean {
  return faults.some((fault) => fault.severity === 'error')
}
