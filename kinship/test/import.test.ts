import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importCodisCmf, writeCodisCmf } from '../src/io/codis-cmf.ts'
import { csvRow, parseDelimited } from '../src/io/delimited.ts'
import type { Fault } from '../src/io/faults.ts'
import { frequencyTableCsv, importFrequencyText } from '../src/io/frequency-tables.ts'
import { importProfileTable } from '../src/io/profile-tables.ts'
import { identifyLocus } from '../src/loci.ts'

const ladder = new Map([
  ['TH01', new Set(['6', '7', '8', '9', '9.3', '10'])],
  ['vWA', new Set(['14', '15', '16', '17', '18'])],
  ['FGA', new Set(['20', '21', '22', '22.2', '23', '24'])],
  ['Penta D', new Set(['8', '9', '10', '11', '12'])],
  ['D16S539', new Set(['8', '9', '10', '11', '12', '13', '14'])],
])
const options = { file: 'batch.csv', ladder, table: new Set(ladder.keys()) }
const read = (text: string) => importProfileTable(parseDelimited(text), options)
const told = (faults: readonly Fault[]) => faults.map(({ severity, code, row, sample, locus }) => [severity, code, row, sample, locus])

describe('a table of profiles', () => {
  test('is read with two columns a locus, one column for both alleles, or one row a locus', () => {
    const expected = { TH01: ['6', '9.3'], FGA: ['22', '22'] }
    const texts = ['sample,TH01,TH01,FGA 1,FGA 2\nA,6,9.3,22,22', '样本编号\tTH01\tFGA\nA\t9.3/6\t22,22', 'sample;TH01;;FGA;\nA;6;9.3;22;22', 'Sample Name,Locus,Allele 1,Allele 2\nA,TH01,6,9.3\nA,FGA,22,22', 'sample,基因座,基因型\nA,TH01,6/9.3\nA,FGA,22/22']
    for (const text of texts) {
      const { samples, faults } = read(text)
      expect(told(faults), text).toEqual([])
      expect(samples.map(({ profile }) => profile), text).toEqual([expected])
    }
  })

  test('names row and locus of an unknown locus, a locus without frequencies and a wrong spelling', () => {
    const { faults, samples } = read('sample,VWA,VWA,D99S1,D6S1043,D6S1043\nA,14,15,1,11,12')
    expect(told(faults)).toEqual([['error', 'unknown-locus', 1, null, 'D99S1'], ['warning', 'locus-spelling', 2, 'A', 'vWA'], ['warning', 'locus-without-frequencies', 2, 'A', 'D6S1043']])
    expect(samples[0].profile).toEqual({ vWA: ['14', '15'], D6S1043: ['11', '12'] })
  })

  test.each([
    ['OL', 'allele-off-ladder'], ['<6', 'allele-off-ladder'], ['>10', 'allele-off-ladder'], ['25', 'allele-off-ladder'], ['9.7', 'allele-unreadable'], ['abc', 'allele-unreadable'], ['9,3', 'decimal-comma'], ['2026-03-09', 'cell-is-a-date'],
  ])('refuses %s as an allele and leaves the locus out', (value, code) => {
    const { faults, samples } = read(`sample;TH01;TH01;vWA;vWA\nA;6;${value};14;15`)
    expect(told(faults)).toEqual([['error', code, 2, 'A', 'TH01']])
    expect(samples[0].profile).toEqual({ vWA: ['14', '15'] })
  })

  test('takes 9,3 in one cell for a decimal comma only where the locus has 9.3 and no 3', () => {
    expect(told(read('sample;TH01\nA;9,3').faults)).toEqual([['error', 'decimal-comma', 2, 'A', 'TH01']])
    expect(read('sample;TH01\nA;9,7').samples[0].profile).toEqual({ TH01: ['7', '9'] })
  })

  test('lets a rare allele next to the ladder in, with a warning', () => {
    const { faults, samples } = read('sample,TH01,TH01\nA,5,8.1')
    expect(told(faults)).toEqual([['warning', 'rare-allele', 2, 'A', 'TH01'], ['warning', 'rare-allele', 2, 'A', 'TH01']])
    expect(samples[0].profile).toEqual({ TH01: ['5', '8.1'] })
  })

  test('refuses three alleles, one allele, a locus in three columns and a row without a sample', () => {
    expect(told(read('sample,TH01\nA,6/7/8').faults)).toEqual([['error', 'three-alleles', 2, 'A', 'TH01']])
    expect(told(read('sample,TH01,TH01\nA,6,').faults)).toEqual([['error', 'one-allele', 2, 'A', 'TH01']])
    expect(told(read('sample,TH01,TH01,th01,TH01\nA,6,7,6,7').faults)).toContainEqual(['error', 'locus-twice', 2, 'A', 'TH01'])
    expect(told(read('sample,TH01,TH01\n,6,7').faults)).toEqual([['error', 'sample-missing', 2, null, null]])
  })

  test('compares a second entry of the same sample and keeps neither of two different results', () => {
    const { faults, samples, confirmed } = read('sample,TH01,TH01,vWA,vWA\nA,6,7,14,15\nB,6,6,14,14\nA,7,6,14,16')
    expect(told(faults)).toEqual([['error', 'results-differ', 4, 'A', 'vWA']])
    expect(faults[0].message.en).toContain('14 15 (2)')
    expect(confirmed).toBe(1)
    expect(samples.map(({ sample, profile }) => [sample, profile])).toEqual([['A', { TH01: ['6', '7'] }], ['B', { TH01: ['6', '6'], vWA: ['14', '14'] }]])
  })

  test('keeps sex marker and Y loci apart from the profile', () => {
    const { samples, faults } = read('sample,AMEL,AMEL,DYS391,DYS385,DYS385,TH01,TH01\nA,X,Y,10,11,14,6,7\nB,X,X,,,,6,7\nC,X,Q,,,,6,7')
    expect(told(faults)).toEqual([['error', 'sex-marker-unclear', 4, 'C', 'AMEL']])
    expect(samples.map(({ sex, yHaplotype }) => [sex, yHaplotype])).toEqual([['male', { DYS391: ['10'], DYS385: ['11', '14'] }], ['female', {}], [null, {}]])
  })

  test('is refused as a whole without a header or rows', () => {
    expect(told(read('').faults)).toEqual([['error', 'no-header', 0, null, null]])
    expect(told(read('a,b\n1,2').faults)).toEqual([['error', 'no-header', 1, null, null]])
    expect(told(read('sample,TH01,TH01').faults)).toEqual([['error', 'no-rows', 1, null, null]])
  })

  test('has the same message in Chinese and English for each fault', () => {
    for (const { message } of read('sample,TH01,TH01,X9\nA,OL,7,1\nA,6,6,1').faults) {
      expect(message.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(message.en).not.toMatch(/[\u4e00-\u9fff{}]/)
    }
  })
})

describe('a GeneMapper export', () => {
  test('gives a homozygote once and skips ladders', () => {
    const text = ['Sample File\tSample Name\tSample Type\tPanel\tMarker\tDye\tAllele 1\tAllele 2\tAllele 3\tSize 1', 'a.fsa\tS1\tSample\tP\tTH01\tB\t9.3\t\t\t120.1', 'a.fsa\tS1\tSample\tP\tvWA\tB\t14\t15\t\t130', 'a.fsa\tS1\tSample\tP\tFGA\tB\t20\t21\t22\t130', 'l.fsa\tLadder\tAllelic Ladder\tP\tTH01\tB\t6\t7\t8\t1'].join('\r\n')
    const imported = read(text)
    expect(imported.format).toBe('genemapper')
    expect(told(imported.faults)).toEqual([['error', 'three-alleles', 4, 'S1', 'FGA']])
    expect(imported.samples.map(({ sample, profile }) => [sample, profile])).toEqual([['S1', { TH01: ['9.3', '9.3'], vWA: ['14', '15'] }]])
  })
})

describe('a CODIS file', () => {
  const header = { sourceLab: 'LAB1', destination: 'LAB2', submittedBy: 'op1', submittedAt: '2026-11-23T09:00:00' }

  test('comes back as it was written', () => {
    const text = writeCodisCmf(header, [{ sample: 'A & <B>', category: 'Missing Person', profile: { TH01: ['6', '9.3'], vWA: ['14', '14'] }, yHaplotype: { DYS391: ['10'] } }])
    const { samples, faults } = importCodisCmf(text, options)
    expect(told(faults)).toEqual([])
    expect(samples).toMatchObject([{ sample: 'A & <B>', profile: { TH01: ['6', '9.3'], vWA: ['14', '14'] }, yHaplotype: { DYS391: ['10'] } }])
  })

  test('of the format document is read with the faults it shows', () => {
    const text = readFileSync(new URL('../../../shared/kinship/codis/CODIS-32.AppendixAexample.xml', import.meta.url), 'utf8')
    const { samples, faults } = importCodisCmf(text, { ...options, file: 'example.xml' })
    expect(samples.map(({ sample }) => sample)).toEqual(['IMP_0001A', 'IMP_0001B'])
    expect(told(faults)).toContainEqual(['error', 'three-alleles', 187, 'IMP_0001B', 'D16S539'])
    expect(faults.every(({ file }) => file === 'example.xml')).toBe(true)
  })

  test('with a locus twice is refused at that locus', () => {
    const locus = '<LOCUS><LOCUSNAME>TH01</LOCUSNAME><ALLELE><ALLELEVALUE>6</ALLELEVALUE></ALLELE></LOCUS>'
    const { faults } = importCodisCmf(`<CODISImportFile><SPECIMEN>\n<SPECIMENID>S</SPECIMENID>\n${locus}\n${locus}</SPECIMEN></CODISImportFile>`, options)
    expect(told(faults)).toEqual([['error', 'locus-twice', 4, 'S', 'TH01']])
  })

  test.each(['<CODISImportFile><SPECIMEN>', '<a></b>', 'plain text', '<!DOCTYPE x [<!ENTITY a "b">]><x/>'])('that is no whole XML document is refused: %s', (text) => {
    expect(() => importCodisCmf(text, options)).toThrow(/XML file/)
  })
})

describe('a frequency table', () => {
  const description = { id: 'county', population: 'Han', source: 'own', licence: 'own' }
  const load = (text: string, rescale = false) => importFrequencyText(text, { file: 'f', description, rescale })

  test('is read from CSV, a list, JSON and Familias alike', () => {
    const texts = ['allele,TH01,vWA\n6,0.25,\n9.3,0.75,\n14,,1\nN,200,200', 'locus;allele;frequency\nTH01;6;0.25\nTH01;9.3;0.75\nvWA;14;1', '{"loci":{"TH01":{"6":0.25,"9.3":0.75},"vWA":{"14":1}}}', 'TH01\n6\t0.25\n9.3\t0.75\n\nvWA\n14\t1\n']
    expect(texts.map((text) => load(text).format)).toEqual(['table', 'list', 'json', 'familias'])
    for (const text of texts) {
      expect(told(load(text).faults)).toEqual([])
      expect(load(text).table.loci).toEqual({ TH01: { '6': 0.25, '9.3': 0.75 }, vWA: { '14': 1 } })
    }
  })

  test('names the locus and row of a sum that is not 1, a negative value, a decimal comma, and an allele twice', () => {
    expect(told(load('TH01\n6\t0.2\n7\t0.3\n').faults)).toEqual([['error', 'sum-not-1', 2, null, 'TH01']])
    expect(told(load('locus;allele;frequency\nTH01;6;-1\nFGA;20;0,5\nvWA;14;x\nPenta D;9;.5\nPenta D;9;.5').faults)).toEqual([['error', 'frequency-out-of-range', 2, null, 'TH01'], ['error', 'decimal-comma', 3, null, 'FGA'], ['error', 'frequency-unreadable', 4, null, 'vWA'], ['error', 'allele-twice', 6, null, 'Penta D']])
  })

  test('is divided by its sum where printed decimals explain the difference, or when asked', () => {
    const rounded = load('TH01\n6\t0.3333\n7\t0.3333\n8\t0.3333\n')
    expect(told(rounded.faults)).toEqual([['warning', 'sum-rounded', 2, null, 'TH01']])
    expect(rounded.table.loci.TH01['6']).toBeCloseTo(1 / 3, 15)
    expect(load('TH01\n6\t0.2\n7\t0.3\n', true).table.loci.TH01).toEqual({ '6': 0.4, '7': 0.6 })
  })

  test('comes back from its CSV text', () => {
    const table = { ...description, loci: { TH01: { '6': 0.1, '9.3': 0.9 }, 'Penta D': { '9': 1 } } }
    expect(load(frequencyTableCsv(table)).table).toEqual(table)
  })
})

describe('rows of text', () => {
  test('come back from CSV whatever the cells hold', () => {
    const cell = fc.string({ maxLength: 8 }).map((text) => text.trim().replaceAll('\r', '')).filter((text) => !/^[=+\-@\t']/.test(text))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const filled = [['sample', 'TH01'], ...rows].filter((cells) => cells.some((text) => text !== ''))
        const parsed = parseDelimited(filled.map((cells) => csvRow(cells)).join('\n'))
        expect(parsed.map(({ cells }) => cells)).toEqual(filled)
      }),
      { seed: 3, numRuns: 200 },
    )
  })

  test('never start a formula in a spreadsheet', () => {
    expect(csvRow(['=1+1', '+2', '-3', '@x', 'ok'])).toBe("'=1+1,'+2,'-3,'@x,ok")
  })

  test('keep the line number of the file across quoted line breaks and empty lines', () => {
    expect(parseDelimited('a,b\n"1\n2",3\n\n4,5').map(({ row }) => row)).toEqual([1, 2, 5])
  })
})

describe('a locus name', () => {
  test.each([['vwa', 'vWA'], ['THO1', 'TH01'], ['PENTA_E', 'Penta E'], ['amelogenin', 'AMEL'], ['DYS389I', 'DYS389 I'], ['DYS385 a/b', 'DYS385'], ['Y-GATA-H4', 'YGATAH4']])('%s means %s', (written, name) => {
    expect(identifyLocus(written)?.name).toBe(name)
  })
})
