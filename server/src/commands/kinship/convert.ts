import { parseArgs } from 'node:util'
import type { ProfileImport } from '@hejie/kinship'
import { InputError, profilesCsv, writeCodisCmf } from '@hejie/kinship'
import { readProfiles } from './check.ts'
import { openInput } from './input-files.ts'
import { DEFAULT_TABLE } from './shipped-tables.ts'
import type { KinshipIo } from './terminal.ts'

export const convertHelp = `hejie kinship convert FILE --out FILE.csv
hejie kinship convert FILE --out FILE.xml --lab CODE --destination CODE --by USER [--category TEXT] [--kit TEXT]
  格式转换 Writes the profiles of any readable file as CSV or as CODIS CMF 3.2 XML. A file with an error is refused: check it first.
  CATEGORY is one of the CMF list, such as "Missing Person", "Unidentified Person", "Biological Mother" (default "Unidentified Person").`

/** `hejie kinship convert` */
export async function convertCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, lab: { type: 'string' }, destination: { type: 'string' }, by: { type: 'string' }, category: { type: 'string', default: 'Unidentified Person' }, kit: { type: 'string' }, table: { type: 'string', default: DEFAULT_TABLE } },
  })
  const [path] = positionals
  if (path === undefined) throw new InputError('argument-missing', 'FILE', 'no file is named', 'Give the file to convert')
  const out = values.out
  if (out === undefined || !/\.(csv|xml)$/i.test(out)) throw new InputError('argument-missing', '--out', 'no .csv or .xml file is named', 'Give --out FILE.csv or --out FILE.xml')
  const imported = readProfiles(await openInput(path, await io.read(path)), values.table)
  refuseFaults(imported, path)
  if (/\.csv$/i.test(out)) io.write(out, profilesCsv(imported.samples))
  else {
    const header = { sourceLab: code('--lab', values.lab, 10), destination: code('--destination', values.destination, 10), submittedBy: code('--by', values.by, 20), submittedAt: new Date().toISOString().slice(0, 19), kit: values.kit }
    io.write(out, writeCodisCmf(header, imported.samples.map((sample) => ({ ...sample, category: values.category }))))
  }
  io.print(`${out}: samples ${imported.samples.length}`)
  return 0
}

function refuseFaults({ faults, samples }: ProfileImport, path: string): void {
  const errors = faults.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first !== undefined) throw new InputError('file-has-faults', `${path}, row ${first.row}`, `${first.message.en}${errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''}`, 'Run hejie kinship check on it and correct what it names')
  if (samples.length === 0) throw new InputError('no-rows', path, 'it has no profile', 'Give a file with profiles')
}

function code(option: string, value: string | undefined, most: number): string {
  if (value !== undefined && value !== '' && value.length <= most) return value
  throw new InputError('argument-missing', option, value === undefined ? 'it is not given' : `"${value}" is not 1 to ${most} characters`, `Give ${option} with at most ${most} characters`)
}
