import type { YHaplotype } from '../haplotypes.ts'
import type { Profile } from '../profiles.ts'
import { createFaultList } from './faults.ts'
import type { ProfileImportOptions } from './profile-tables.ts'
import type { ProfileImport, Reading } from './readings.ts'
import { gatherReadings } from './readings.ts'
import type { XmlElement } from './xml.ts'
import { escapeXml, parseXml } from './xml.ts'

/**
 * Profiles from a CODIS common message format file (CMF 3.x): each SPECIMEN is a sample, each LOCUS a reading.
 * @throws InputError when the text is not XML
 */
export function importCodisCmf(text: string, options: ProfileImportOptions): ProfileImport {
  const faults = createFaultList(options.file)
  const root = parseXml(text, options.file)
  const specimens = childrenOf(root, 'SPECIMEN')
  if (root.name !== 'CODISImportFile') faults.error('not-this-format', { row: root.line, value: `the root element is ${root.name}, not CODISImportFile` })
  else if (specimens.length === 0) faults.error('no-rows', { row: root.line })
  const readings = root.name === 'CODISImportFile' ? specimens.flatMap((specimen): Reading[] => {
    const sample = textOf(specimen, 'SPECIMENID')
    if (sample === '') {
      faults.error('sample-missing', { row: specimen.line })
      return []
    }
    return childrenOf(specimen, 'LOCUS').map((locus) => ({ row: locus.line, sample, locus: textOf(locus, 'LOCUSNAME'), values: allelesOf(locus) }))
  }) : []
  const gathered = gatherReadings(readings, { ...options, isHomozygoteWrittenOnce: true, isLocusOnce: true }, faults)
  return { format: 'codis-cmf', ...gathered, faults: faults.faults }
}

function allelesOf(locus: XmlElement): string[] {
  return childrenOf(locus, 'ALLELE').map((allele) => textOf(allele, 'ALLELEVALUE')).filter((value) => value !== '')
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

function textOf(element: XmlElement, name: string): string {
  return childrenOf(element, name)[0]?.text ?? ''
}

export interface CmfHeader {
  /** Laboratory codes, at most 10 characters. */
  readonly sourceLab: string
  readonly destination: string
  readonly submittedBy: string
  /** Local date and time, `2026-11-23T10:00:00`. */
  readonly submittedAt: string
  /** A kit name of the CMF list. */
  readonly kit?: string
}

export interface CmfSpecimen {
  readonly sample: string
  /** A category of the CMF list, such as "Biological Father", "Missing Person", "Unidentified Person". */
  readonly category: string
  readonly profile: Profile
  readonly yHaplotype?: YHaplotype
}

/** A CODIS common message format 3.2 file. Homozygotes are written with one allele. */
export function writeCodisCmf(header: CmfHeader, specimens: readonly CmfSpecimen[]): string {
  const tag = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`
  const locus = ([name, alleles]: readonly [string, readonly string[]]): string =>
    `    <LOCUS>${tag('LOCUSNAME', name)}${tag('READINGBY', header.submittedBy)}${tag('READINGDATETIME', header.submittedAt)}${[...new Set(alleles)].map((allele) => `<ALLELE>${tag('ALLELEVALUE', allele)}</ALLELE>`).join('')}</LOCUS>`
  const specimen = (one: CmfSpecimen): string =>
    ['  <SPECIMEN>', `    ${tag('SPECIMENID', one.sample)}`, `    ${tag('SPECIMENCATEGORY', one.category)}`, ...[...Object.entries(one.profile), ...Object.entries(one.yHaplotype ?? {})].map(locus), '  </SPECIMEN>'].join('\n')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<CODISImportFile xmlns="urn:CODISImportFile-schema">',
    `  ${tag('HEADERVERSION', '3.2')}`,
    `  ${tag('MESSAGETYPE', 'Import')}`,
    `  ${tag('DESTINATIONORI', header.destination)}`,
    `  ${tag('SOURCELAB', header.sourceLab)}`,
    `  ${tag('SUBMITBYUSERID', header.submittedBy)}`,
    `  ${tag('SUBMITDATETIME', header.submittedAt)}`,
    ...(header.kit === undefined ? [] : [`  ${tag('KIT', header.kit)}`]),
    ...specimens.map(specimen),
    '</CODISImportFile>',
    '',
  ].join('\n')
}
