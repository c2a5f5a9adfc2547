import { identifyLocus } from '../loci.ts'
import { parseDelimited } from './delimited.ts'
import type { Fault } from './faults.ts'
import { createFaultList } from './faults.ts'
import { isObject, parseJson } from './json-values.ts'

/** The loci of a kit, in the order of the file. */
export interface KitImport {
  readonly loci: readonly string[]
  readonly faults: readonly Fault[]
}

/**
 * A kit from text: one locus a line or cell (CSV, text), or JSON: a list of names, or `{ "loci": [...] }`.
 * @param others names of further loci that are known, such as those of a frequency table
 */
export function importKit(text: string, file: string, others: Iterable<string> = []): KitImport {
  const faults = createFaultList(file)
  const known = [...others]
  const loci = new Set<string>()
  for (const { row, name } of namesIn(text, file)) {
    const locus = identifyLocus(name, known)
    if (locus === null) faults.error('unknown-locus', { row, locus: name, value: name })
    else if (loci.has(locus.name)) faults.error('locus-twice', { row, locus: locus.name, value: name })
    else {
      if (!locus.isExact) faults.warn('locus-spelling', { row, locus: locus.name, value: name })
      loci.add(locus.name)
    }
  }
  if (loci.size === 0 && faults.faults.length === 0) faults.error('no-rows', { row: 0 })
  return { loci: [...loci], faults: faults.faults }
}

function namesIn(text: string, file: string): { row: number; name: string }[] {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start.startsWith('[') || start.startsWith('{')) {
    const value = parseJson(text, file)
    const list: unknown = isObject(value) ? value.loci : value
    return Array.isArray(list) ? list.map((name: unknown) => ({ row: 0, name: String(name) })) : []
  }
  const cells = parseDelimited(text).flatMap(({ row, cells: values }) => values.map((name) => ({ row, name })))
  return cells.filter(({ name }, at) => name !== '' && !(at === 0 && /^(locus|loci|marker|基因座|位点)$/i.test(name)))
}
