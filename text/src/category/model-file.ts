import { InputError } from '../errors.ts'
import type { CategoryModel, ModelCard } from './category-model.ts'
import { checksumOf } from './checksum.ts'

/*
 * A model as bytes: eight letters, format number, length of the description, description (JSON: card and the arrays in
 * their order), the arrays each at a multiple of eight, CRC-32 of everything before. Numbers are little-endian.
 */
const LETTERS = 'HEJIETXT'
export const MODEL_FORMAT = 1
const FRONT = 16
const align = (at: number): number => Math.ceil(at / 8) * 8

type Section = Int32Array | Float32Array | Float64Array
interface Description {
  readonly card: ModelCard
  readonly sections: readonly { readonly name: string; readonly kind: 'i32' | 'f32' | 'f64'; readonly length: number }[]
}
const MAKE = { i32: Int32Array, f32: Float32Array, f64: Float64Array } as const

function sectionsOf({ weighting, linear, hood, pathOfRow, stacker }: CategoryModel): [string, Section][] {
  return [
    ['slots', weighting.table.slots], ['numbers', weighting.table.numbers], ['rarity', weighting.rarity], ['weights', linear.weights], ['bias', linear.bias],
    ['hoodStart', hood.start], ['hoodRow', hood.row], ['hoodValue', hood.value], ['pathOfRow', pathOfRow], ['stacker', stacker.weights],
  ]
}

const kindOf = (section: Section): 'i32' | 'f32' | 'f64' => (section instanceof Int32Array ? 'i32' : section instanceof Float32Array ? 'f32' : 'f64')

export function encodeModel(model: CategoryModel): Uint8Array {
  const sections = sectionsOf(model)
  const description = new TextEncoder().encode(JSON.stringify({ card: model.card, sections: sections.map(([name, one]) => ({ name, kind: kindOf(one), length: one.length })) } satisfies Description))
  const size = sections.reduce((at, [, one]) => align(at) + one.byteLength, FRONT + description.length)
  const bytes = new Uint8Array(align(size) + 4)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(LETTERS))
  view.setUint32(8, MODEL_FORMAT, true)
  view.setUint32(12, description.length, true)
  bytes.set(description, FRONT)
  let at = FRONT + description.length
  for (const [, one] of sections) {
    at = align(at)
    bytes.set(new Uint8Array(one.buffer, one.byteOffset, one.byteLength), at)
    at += one.byteLength
  }
  view.setUint32(bytes.length - 4, checksumOf(bytes.subarray(0, -4)), true)
  return bytes
}

/**
 * Reads a model, and refuses one that is not whole.
 * @throws InputError text/not-a-model, text/other-format, text/damaged-model
 */
export function decodeModel(bytes: Uint8Array, name = 'model'): CategoryModel {
  const retrain = 'Train it again, or take another copy'
  if (bytes.length < FRONT + 4 || new TextDecoder().decode(bytes.subarray(0, 8)) !== LETTERS) throw new InputError('not-a-model', name, 'this is not a model of categories', 'Give a file that hejie text train has written')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const format = view.getUint32(8, true)
  if (format !== MODEL_FORMAT) throw new InputError('other-format', name, `it has format ${format}, this program reads format ${MODEL_FORMAT}`, 'Train it again with this program')
  if (view.getUint32(bytes.length - 4, true) !== checksumOf(bytes.subarray(0, -4))) throw new InputError('damaged-model', name, 'it is cut short or was changed: its check sum does not fit', retrain)
  const length = view.getUint32(12, true)
  const description: Description = JSON.parse(new TextDecoder().decode(bytes.subarray(FRONT, FRONT + length)))
  const read = new Map<string, Section>()
  let at = FRONT + length
  for (const { name: section, kind, length: count } of description.sections) {
    at = align(at)
    const Kind = MAKE[kind]
    const end = at + count * Kind.BYTES_PER_ELEMENT
    // A copy: the part may stand at any offset of a larger buffer, and a Buffer slices without copying.
    read.set(section, new Kind(new Uint8Array(bytes.subarray(at, end)).buffer))
    at = end
  }
  return assemble(description.card, read, name)
}

function assemble(card: ModelCard, sections: ReadonlyMap<string, Section>, file: string): CategoryModel {
  const wanted = <T extends Section>(name: string, kind: new (length: number) => T): T => {
    const section = sections.get(name)
    if (!(section instanceof kind)) throw new InputError('damaged-model', file, `its part ${name} is missing`, 'Train it again, or take another copy')
    return section
  }
  const rarity = wanted('rarity', Float32Array)
  const classes = card.classes.length
  return {
    card,
    weighting: { table: { slots: wanted('slots', Int32Array), numbers: wanted('numbers', Int32Array), size: rarity.length }, rarity },
    linear: { classes, weights: wanted('weights', Float32Array), bias: wanted('bias', Float32Array) },
    hood: { count: card.rows, start: wanted('hoodStart', Int32Array), row: wanted('hoodRow', Int32Array), value: wanted('hoodValue', Float32Array) },
    pathOfRow: wanted('pathOfRow', Int32Array),
    stacker: { inputs: classes * 2, classes, weights: wanted('stacker', Float64Array) },
  }
}
