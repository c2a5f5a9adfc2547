import { InputError } from '../errors.ts'
import type { Pedigree, Person, Sex } from '../pedigree.ts'
import { createPedigree } from '../pedigree.ts'
import { isText, requireArray, requireObject } from './json-values.ts'
import type { JsonObject } from './json-values.ts'

const SEXES: Readonly<Record<string, Sex>> = { '0': 'unknown', '1': 'male', '2': 'female', m: 'male', f: 'female', male: 'male', female: 'female', unknown: 'unknown', u: 'unknown', 男: 'male', 女: 'female' }

/** A pedigree from rows `id, fid, mid, sex` (or `father`, `mother`); "0", "" and null mean no parent; sex 1 male, 2 female. */
export function readPedigree(value: unknown, argument: string): Pedigree {
  const rows = isNested(value) ? value.people : value
  return createPedigree(requireArray(rows, argument).map((row, at) => readPerson(requireObject(row, `${argument} row ${at + 1}`), `${argument} row ${at + 1}`)), argument)
}

function isNested(value: unknown): value is { readonly people: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'people' in value
}

function readPerson(row: JsonObject, argument: string): Person {
  const id = row.id
  if (!isText(id) || String(id).trim() === '') throw new InputError('wrong-shape', argument, 'the person has no id', 'Give each person an id')
  return { id: String(id), father: readParent(row.fid ?? row.father), mother: readParent(row.mid ?? row.mother), sex: readSex(row.sex ?? row.gender, argument) }
}

function readParent(value: unknown): string | null {
  if (!isText(value)) return null
  const id = String(value).trim()
  return id === '' || id === '0' ? null : id
}

function readSex(value: unknown, argument: string): Sex {
  if (value === undefined || value === null) return 'unknown'
  const sex = SEXES[String(value).trim().toLowerCase()]
  if (sex === undefined) throw new InputError('sex-unknown', argument, `sex ${JSON.stringify(value)}`, 'Give 1 for male, 2 for female, 0 for unknown')
  return sex
}
