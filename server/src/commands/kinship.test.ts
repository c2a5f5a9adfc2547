import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { kinshipCommand } from './kinship.ts'

/** Runs a command with files in memory. */
async function run(args: string[], files: Record<string, string | Buffer> = {}) {
  const written: Record<string, string> = {}
  const printed: string[] = []
  const complaints: string[] = []
  const code = await kinshipCommand(args, {
    read: async (path) => {
      const content = files[path] ?? readFileSync(path)
      return Buffer.isBuffer(content) ? content : Buffer.from(content)
    },
    write: (path, content) => (written[path] = content),
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  })
  return { code, written, out: printed.join('\n'), complaints }
}

const stepwise = '{"model":"stepwise","maleRate":0.002,"femaleRate":0.001,"rate2":0.000001,"range":0.1}'

describe('hejie kinship', () => {
  test('simulates a family, computes its ratio, and writes a report in either language', async () => {
    const made = await run(['simulate', '--families', '2', '--pedigree', 'trio', '--seed', '3', '--mutation', stepwise, '--out', 'family.json'])
    expect(made.code).toBe(0)
    expect(JSON.parse(made.written['family.json']!).synthetic).toBe(true)
    const computed = await run(['lr', '--vectors', 'family.json', '--json'], made.written)
    const { cases } = JSON.parse(computed.out) as { cases: { id: string; log10LR: number; perLocus: Record<string, object> }[] }
    expect(cases.map(({ id }) => id)).toEqual(['SYN-3-1', 'SYN-3-2'])
    expect(cases.every(({ log10LR }) => log10LR > 3)).toBe(true)
    expect(Object.keys(Object.values(cases[0]!.perLocus)[0]!)).toEqual(['lH1', 'lH2', 'LR'])
    for (const lang of ['zh', 'en']) {
      const reported = await run(['report', '--case', 'family.json', '--id', 'SYN-3-1', '--lang', lang, '--out', 'report.html'], made.written)
      expect(reported.code).toBe(0)
      expect(reported.written['report.html']).toContain(lang === 'zh' ? '本报告使用合成数据' : 'uses synthetic data')
      expect(reported.written['report.html']).toContain('norstr-east-asia')
    }
  })

  test('reads back the profiles it simulates without a fault', async () => {
    const made = await run(['simulate', '--unrelated', '30', '--seed', '8', '--out', 'people.csv'])
    const checked = await run(['check', 'people.csv'], made.written)
    expect(checked.code).toBe(0)
    expect(checked.out).toBe('table: samples 30, results accepted 600, confirmed by a second entry 0, errors 0, warnings 0')
  })

  test('names file, row and locus of a fault in a workbook, a date among them', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('profiles')
    sheet.addRow(['样本编号', 'TH01', 'TH01', 'vWA', 'vWA'])
    sheet.addRow(['A1', 9.3, 6, 14, 17])
    sheet.addRow(['A2', new Date('2026-03-09'), 6, 'OL', 17])
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
    const checked = await run(['check', 'batch.xlsx'], { 'batch.xlsx': bytes })
    expect(checked.code).toBe(2)
    expect(checked.out).toContain('ERROR   batch.xlsx, row 3, A2, TH01')
    expect(checked.out).toContain('ERROR   batch.xlsx, row 3, A2, vWA')
    expect(checked.out).toContain('samples 1, results accepted 2')
  })

  test('reads the GB 18030 text that older Chinese Excel writes', async () => {
    const bytes = Buffer.from([0xd1, 0xf9, 0xb1, 0xbe, 0xb1, 0xe0, 0xba, 0xc5, ...Buffer.from(',TH01,TH01\nA,6,7\n')])
    expect((await run(['check', 'old.csv'], { 'old.csv': bytes })).out).toContain('samples 1, results accepted 1')
  })

  test('writes profiles as CSV and CODIS XML that read back as they were, and refuses a file with a fault', async () => {
    const file = { 'in.csv': '样本,TH01,TH01,FGA,FGA\nA1,6,9.3,22,22\nA2,7,7,21,24\n' }
    const options = ['--lab', 'LAB1', '--destination', 'LAB2', '--by', 'op']
    for (const out of ['out.csv', 'out.xml']) {
      const made = await run(['convert', 'in.csv', '--out', out, ...(out === 'out.xml' ? options : [])], file)
      expect(made.complaints).toEqual([])
      const { samples } = JSON.parse((await run(['check', out, '--json'], made.written)).out) as { samples: { sample: string; profile: object }[] }
      expect(samples.map(({ sample, profile }) => [sample, profile])).toEqual([['A1', { TH01: ['6', '9.3'], FGA: ['22', '22'] }], ['A2', { TH01: ['7', '7'], FGA: ['21', '24'] }]])
    }
    const refused = await run(['convert', 'in.csv', '--out', 'out.csv'], { 'in.csv': 'sample,TH01,TH01\nA1,6,OL\n' })
    expect(refused.code).toBe(2)
    expect(refused.complaints[0]).toContain('in.csv, row 2')
    expect(refused.written).toEqual({})
  })

  test('takes the loci of a kit file, and names the row that is no locus', async () => {
    const made = await run(['simulate', '--unrelated', '1', '--kit', 'own.txt', '--out', 'p.csv'], { 'own.txt': 'locus\nTH01\nvWA\n' })
    expect(made.written['p.csv']).toMatch(/^sample,TH01 1,TH01 2,vWA 1,vWA 2,remark\n/)
    const refused = await run(['simulate', '--unrelated', '1', '--kit', 'own.txt', '--out', 'p.csv'], { 'own.txt': 'TH01\nTH99\n' })
    expect(refused.complaints[0]).toContain('own.txt, row 2')
  })

  test('reports Y-STR and mtDNA as support beside the ratio', async () => {
    const made = await run(['simulate', '--families', '1', '--pedigree', 'full-siblings', '--loci', 'TH01', '--out', 'family.json'])
    const file = JSON.parse(made.written['family.json']!) as { cases: object[] }
    const mtDna = { haplotypes: [{ ranges: [[16024, 16365]], differences: ['16189C'] }, { ranges: [[16024, 16365]], differences: ['16189C'] }], observed: 2, databaseSize: 1000 }
    const yStr = { haplotypes: [{ DYS19: ['14'], DYS390: ['24'] }, { DYS19: ['14'], DYS390: ['24'] }], observed: 0, databaseSize: 1000 }
    const reported = await run(['report', '--case', 'family.json', '--out', 'r.html', '--lang', 'en'], { 'family.json': JSON.stringify({ ...file, cases: [{ ...file.cases[0], yStr, mtDna }] }) })
    expect(reported.written['r.html']).toContain('upper limit of its frequency 0.00368')
    expect(reported.written['r.html']).toContain('all 342 bases compared are equal')
  })

  test('imports a frequency table and refuses one that does not sum to 1', async () => {
    const good = await run(['check', 'f.csv', '--frequencies', '--id', 'county', '--out', 'county.json'], { 'f.csv': 'locus,allele,frequency\nTH01,6,0.5\nTH01,7,0.5\n' })
    expect(good.code).toBe(0)
    expect(JSON.parse(good.written['county.json']!)).toMatchObject({ id: 'county', loci: { TH01: { '6': 0.5, '7': 0.5 } } })
    const bad = await run(['check', 'f.csv', '--frequencies', '--out', 'county.json'], { 'f.csv': 'locus,allele,frequency\nTH01,6,0.5\nTH01,7,0.4\n' })
    expect(bad.code).toBe(2)
    expect(bad.written).toEqual({})
  })

  test('says what a further sample would add', async () => {
    const made = await run(['simulate', '--families', '1', '--pedigree', 'full-siblings', '--loci', 'TH01,vWA,TPOX', '--out', 'family.json'])
    const power = await run(['power', '--case', 'family.json', '--relatives', 'M', '--json'], made.written)
    const { candidate, relatives } = JSON.parse(power.out) as { candidate: string; relatives: { relatives: string[] }[] }
    expect(candidate).toBe('C')
    expect(relatives[0]?.relatives).toEqual(['M'])
  })

  test('lists the tables with licence and marks the default', async () => {
    const { tables } = JSON.parse((await run(['tables', '--json'])).out) as { tables: { id: string; isDefault: boolean; licence: string; source: string }[] }
    expect(tables.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual(['norstr-east-asia'])
    expect(tables.every(({ licence, source }) => licence !== '' && source !== '')).toBe(true)
  })

  test('joins tables so that a locus missing in the first comes from the next', async () => {
    const made = await run(['simulate', '--unrelated', '2', '--table', 'norstr-east-asia+nist-asian', '--loci', 'D6S1043,TH01', '--out', 'people.csv'])
    expect(made.code).toBe(0)
    expect(made.written['people.csv']).toContain('D6S1043')
  })

  test.each([
    [['lr'], '--vectors'],
    [['lr', '--vectors', 'cut.json'], 'cut.json'],
    [['lr', '--vectors', 'half.json'], 'case x, locus TH01'],
    [['lr', '--wrong'], '--wrong'],
    [['report', '--case', 'half.json'], '--out'],
    [['report', '--case', 'half.json', '--out', 'r.html', '--prior', '1.5'], '--prior'],
    [['report', '--case', 'half.json', '--out', 'r.html', '--lang', 'fr'], '--lang'],
    [['simulate', '--out', 'x.csv'], '--families or --unrelated'],
    [['simulate', '--unrelated', 'many', '--out', 'x.csv'], '--unrelated'],
    [['simulate', '--unrelated', '3', '--table', 'mars', '--out', 'x.csv'], '--table'],
    [['simulate', '--unrelated', '3', '--kit', 'none', '--out', 'x.csv'], '--kit'],
    [['simulate', '--families', '3', '--pedigree', 'trio', '--typed', 'Z', '--out', 'x.csv'], '--typed'],
    [['check'], 'FILE'],
  ])('refuses %j in one line that names the argument, with exit code 2', async (args, named) => {
    const files = { 'cut.json': '{"cases": [', 'half.json': JSON.stringify({ cases: [{ id: 'x', loci: ['TH01'], frequencyTable: 'a', H1: [{ id: 'A', fid: '0', mid: '0', sex: 1 }], H2: [], genotypes: {} }], frequencyTables: { a: {} } }) }
    const { code, complaints, written } = await run(args, files)
    expect(code).toBe(2)
    expect(complaints).toHaveLength(1)
    expect(complaints[0]).toContain(named)
    expect(complaints[0]).not.toMatch(/\n|NaN|undefined/)
    expect(written).toEqual({})
  })

  test('computes the other cases of a file when one is at fault', async () => {
    const person = [{ id: 'A', fid: '0', mid: '0', sex: 1 }]
    const good = { id: 'good', loci: { TH01: { 6: 0.5, 7: 0.5 } }, H1: person, H2: person, genotypes: { A: { TH01: ['6', '7'] } } }
    const { code, out, complaints } = await run(['lr', '--vectors', 'two.json', '--json'], { 'two.json': JSON.stringify({ cases: [{ ...good, id: 'bad', loci: { TH01: { 6: 0.5, 7: 0.4 } } }, good] }) })
    expect(code).toBe(2)
    expect(complaints).toHaveLength(1)
    expect(JSON.parse(out)).toMatchObject({ cases: [{ id: 'bad', error: { code: 'kinship/frequencies-do-not-sum-to-1' } }, { id: 'good', log10LR: 0, perLocus: { TH01: { lH1: 0.5, lH2: 0.5, LR: 1 } } }] })
  })

  test('shows help for each command and complains about an unknown one', async () => {
    expect((await run(['lr', '--help'])).code).toBe(0)
    const unknown = await run(['guess'])
    expect(unknown.code).toBe(2)
    expect(unknown.complaints[0]).toContain('lr, report, power, check, convert, simulate, tables')
  })
})
