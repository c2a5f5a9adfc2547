import { canonicalAllele, compareAlleles } from '../alleles.ts'
import { InputError } from '../errors.ts'
import type { GenotypeCodes } from './genotype-codes.ts'
import { MAX_CAPACITY, capacityFor, genotypeCodes } from './genotype-codes.ts'

/** Profiles in a block of the store: one bit of each takes 4096 bytes, a page of memory. */
export const BLOCK_SLOTS = 32768
/** Bytes of a bit slice: one bit for each profile of a block. */
export const SLICE_BYTES = BLOCK_SLOTS / 8
/** Named sets that a profile may belong to (a child's side, a family's side, …). */
export const MAX_SETS = 8
/** Loci of one store. */
export const MAX_LOCI = 64
/** Bytes at the end of each block that hold its number, count and checksum. */
export const TRAILER_BYTES = 64

const MAX_SLICES_PER_LOCUS = 24
const OWN_SLICE_FREQUENCY = 0.01
/** Where a locus lives in a block, and which alleles it knows. */
export interface LocusLayout {
  readonly locus: string
  /** Canonical names; the position of an allele never changes. The commonest come first. */
  readonly alleles: string[]
  readonly codes: GenotypeCodes
  /** Byte offset of the genotype code in a profile's row. */
  readonly offset: number
  /** Byte offset of the locus's first bit slice in a block. */
  readonly slices: number
  /** Slices of the locus's alleles: common ones have one each, the others share the last. One more follows, for homozygotes. */
  readonly sliceCount: number
}

/** The shape of a block; everything about a store that does not change while profiles come and go, but for new alleles. */
export interface StoreLayout {
  readonly loci: readonly LocusLayout[]
  readonly locusIndex: ReadonlyMap<string, number>
  /** Names of the sets, by bit. */
  readonly sets: readonly string[]
  /** Byte offset of the rows, and the bytes of each: the genotype codes of a profile, one after another. */
  readonly rows: number
  readonly rowBytes: number
  /** Byte offset of the sealed numbers (64 bits each). */
  readonly ids: number
  /** Byte offset of the trailer. */
  readonly trailer: number
  readonly blockBytes: number
}

/** What a locus of a store must hold to be laid out again the same way. */
export interface LocusShape {
  readonly locus: string
  readonly alleles: readonly string[]
  readonly capacity: number
  readonly sliceCount: number
}

/** Allele frequencies by locus, as in a frequency table; only their order matters to the store. */
export type LocusFrequencies = Readonly<Record<string, Readonly<Record<string, number>>>>

/**
 * The shape of a store for these loci, with room for alleles that the table does not know yet.
 * @throws InputError for no locus, too many loci or sets, or a locus with too many alleles
 */
export function planLayout(loci: LocusFrequencies, sets: readonly string[] = []): StoreLayout {
  const shapes = Object.entries(loci).map(([locus, frequencies]): LocusShape => {
    const alleles = [...new Set(Object.keys(frequencies).map(canonicalAllele))]
    const share = new Map(Object.entries(frequencies).map(([allele, frequency]) => [canonicalAllele(allele), frequency]))
    alleles.sort((a, b) => (share.get(b) ?? 0) - (share.get(a) ?? 0) || compareAlleles(a, b))
    if (alleles.length > MAX_CAPACITY - 12) throw new InputError('store-too-many-alleles', `locus ${locus}`, `it has ${alleles.length} alleles, a store has room for ${MAX_CAPACITY - 12}`, 'Leave alleles out that no profile shows')
    return { locus, alleles, capacity: capacityFor(alleles.length), sliceCount: sliceCountFor(alleles.map((allele) => share.get(allele) ?? 0)) }
  })
  return layoutOf(shapes, sets)
}

/** Common alleles have a slice each; the rare ones, and those that the table does not know, share one more. */
function sliceCountFor(descending: readonly number[]): number {
  const common = descending.filter((frequency) => frequency >= OWN_SLICE_FREQUENCY).length
  return 1 + Math.max(1, Math.min(MAX_SLICES_PER_LOCUS - 1, common))
}

/** The layout that these shapes give; two stores with equal shapes and sets have equal blocks. */
export function layoutOf(shapes: readonly LocusShape[], sets: readonly string[]): StoreLayout {
  if (shapes.length === 0 || shapes.length > MAX_LOCI) throw new InputError('store-loci', 'loci of the store', `there are ${shapes.length}`, `Name 1 to ${MAX_LOCI} loci`)
  if (sets.length > MAX_SETS) throw new InputError('store-sets', 'sets of the store', `there are ${sets.length}`, `Name at most ${MAX_SETS} sets`)
  let slices = sets.length * SLICE_BYTES
  let rowBytes = 0
  const codes = shapes.map((shape) => genotypeCodes(shape.capacity))
  // Codes of two bytes come first, so that they lie at even addresses.
  const offsets = shapes.map(() => 0)
  for (const bytes of [2, 1]) codes.forEach((one, index) => one.bytes === bytes && ((offsets[index] = rowBytes), (rowBytes += bytes)))
  rowBytes += rowBytes % 2
  const loci = shapes.map((shape, index): LocusLayout => {
    const locus = { locus: shape.locus, alleles: [...shape.alleles], codes: codes[index], offset: offsets[index], slices, sliceCount: shape.sliceCount }
    slices += (shape.sliceCount + 1) * SLICE_BYTES
    return locus
  })
  const rows = slices
  const ids = Math.ceil((rows + BLOCK_SLOTS * rowBytes) / 64) * 64
  const blockBytes = Math.ceil((ids + BLOCK_SLOTS * 8 + TRAILER_BYTES) / 4096) * 4096
  return { loci, locusIndex: new Map(loci.map((locus, index) => [locus.locus, index])), sets: [...sets], rows, rowBytes, ids, trailer: blockBytes - TRAILER_BYTES, blockBytes }
}

/** What to keep so that `layoutOf` gives this layout again. */
export function shapesOf(layout: StoreLayout): LocusShape[] {
  return layout.loci.map(({ locus, alleles, codes, sliceCount }) => ({ locus, alleles: [...alleles], capacity: codes.capacity, sliceCount }))
}

/** Byte offset in a block of the slice in which an allele's bit lies. */
export function sliceOf(locus: LocusLayout, allele: number): number {
  return locus.slices + Math.min(allele, locus.sliceCount - 1) * SLICE_BYTES
}

/** Byte offset in a block of the slice that marks homozygotes. */
export function homozygoteSlice(locus: LocusLayout): number {
  return locus.slices + locus.sliceCount * SLICE_BYTES
}

/**
 * Position of an allele in the locus's dictionary; an allele not seen before is added.
 * @throws InputError when the locus has no room left
 */
export function alleleIndex(locus: LocusLayout, name: string): number {
  const exact = locus.alleles.indexOf(name)
  if (exact !== -1) return exact
  const allele = canonicalAllele(name)
  const known = locus.alleles.indexOf(allele)
  if (known !== -1) return known
  if (locus.alleles.length >= locus.codes.capacity) {
    throw new InputError('store-dictionary-full', `locus ${locus.locus}`, `allele ${allele} is new and the store has no room for another allele here`, 'Rebuild the store, which makes room (hejie kinship store rebuild)')
  }
  return locus.alleles.push(allele) - 1
}
