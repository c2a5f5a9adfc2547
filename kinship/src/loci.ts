/** What kind of thing a locus name stands for. */
export type LocusKind = 'autosomal' | 'X' | 'Y' | 'sex'

export interface KnownLocus {
  readonly name: string
  readonly kind: LocusKind
  /** Whether the name was written as it should be. */
  readonly isExact: boolean
}

const AUTOSOMAL =
  'APOAI1 CSF1PO D10S1248 D10S1435 D10S2325 D11S2368 D11S554 D12S391 D13S317 D13S325 D14S1434 D14S608 D15S659 D16S539 D17S1290 D17S1301 D17S906 ' +
  'D18S1364 D18S51 D18S535 D19S253 D19S433 D1S1656 D20S482 D21S11 D21S2055 D22GATA198B05 D22S1045 D2S1338 D2S1360 D2S441 D3S1358 D3S1744 D3S3045 ' +
  'D4S2366 D5S2500 D5S2800 D5S818 D6S1043 D6S474 D6S477 D7S1517 D7S3048 D7S820 D8S1132 D8S1179 D9S1122 F13A01 F13B FESFPS FGA LPL SE33 TH01 TPOX vWA'
const Y =
  'DYF387S1 DYS19 DYS385 DYS388 DYS390 DYS391 DYS392 DYS393 DYS437 DYS438 DYS439 DYS444 DYS447 DYS448 DYS449 DYS456 DYS458 DYS460 DYS481 DYS518 DYS522 ' +
  'DYS527 DYS533 DYS549 DYS557 DYS570 DYS576 DYS593 DYS596 DYS627 DYS635 DYS643 DYS645 YGATAH4 Yindel'
const X = 'DXS10103 DXS8378 DXS7132 DXS10134 DXS10074 DXS10101 DXS10135 DXS7423 DXS10146 DXS10079 DXS10148 DXS6789 DXS7424 DXS101 DXS6807 DXS9902 DXS7133 DXS6810 DXS6809 DXS10159 DXS10162 DXS10164 HPRTB GATA172D05 GATA31E08 GATA165B12'

const ALIASES: Readonly<Record<string, string>> = {
  THO1: 'TH01', HUMTH01: 'TH01', TP0X: 'TPOX', HUMTPOX: 'TPOX', VWF: 'vWA', HUMVWA: 'vWA', VWA31: 'vWA', FIBRA: 'FGA', HUMFGA: 'FGA', HUMFIBRA: 'FGA', HUMCSF1PO: 'CSF1PO', CSF: 'CSF1PO',
  ACTBP2: 'SE33', AMELOGENIN: 'AMEL', AM: 'AMEL', DYS385AB: 'DYS385', DYS394: 'DYS19', YGATAC4: 'DYS635', GATAH4: 'YGATAH4', FESPS: 'FESFPS', HUMFESFPS: 'FESFPS', HUMLPL: 'LPL', HUMF13B: 'F13B', HUMF13A01: 'F13A01', APOA1: 'APOAI1', HPRT: 'HPRTB',
}

const KNOWN = new Map<string, { readonly name: string; readonly kind: LocusKind }>()
const register = (names: readonly string[], kind: LocusKind): void => names.forEach((name) => KNOWN.set(keyOf(name), { name, kind }))
register([...AUTOSOMAL.split(' '), 'Penta C', 'Penta D', 'Penta E'], 'autosomal')
register([...Y.split(' '), 'DYS389 I', 'DYS389 II'], 'Y')
register(X.split(' '), 'X')
register(['AMEL'], 'sex')

/** Y loci that are duplicated: a haplotype has two alleles there. */
export const DUPLICATED_Y_LOCI: ReadonlySet<string> = new Set(['DYS385', 'DYF387S1', 'DYS527'])

function keyOf(name: string): string {
  return name.toUpperCase().replace(/[\s_./-]+/g, '')
}

/**
 * Finds the locus that a name in a file means, whatever its case, blanks and dashes; known other names too.
 * @param others names of further loci (of a frequency table), which win over the built-in ones; taken as autosomal unless known
 */
export function identifyLocus(name: string, others: Iterable<string> = []): KnownLocus | null {
  const text = name.trim()
  const key = keyOf(text)
  if (key === '') return null
  for (const other of others) {
    if (keyOf(other) === key) return { name: other, kind: KNOWN.get(key)?.kind ?? 'autosomal', isExact: other === text }
  }
  const alias = ALIASES[key]
  const found = KNOWN.get(alias === undefined ? key : keyOf(alias))
  return found === undefined ? null : { ...found, isExact: found.name === text }
}
