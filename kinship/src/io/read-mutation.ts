import { canonicalAllele } from '../alleles.ts'
import { InputError } from '../errors.ts'
import type { MutationMatrixInput, MutationModel, MutationModels } from '../mutation.ts'
import { NO_MUTATION } from '../mutation.ts'
import type { JsonObject } from './json-values.ts'
import { isObject, isText, requireArray, requireNumber, requireObject } from './json-values.ts'

const MODELS: Readonly<Record<string, 'equal' | 'proportional' | 'onestep' | 'stepwise' | 'matrix' | 'none'>> = {
  none: 'none', equal: 'equal', uniform: 'equal', proportional: 'proportional', prop: 'proportional',
  onestep: 'onestep', stepwise: 'stepwise', extendedstepwise: 'stepwise', matrix: 'matrix', custom: 'matrix', own: 'matrix',
}

/** `{ model, maleRate, femaleRate | rate, rate2, range }`, a model name, own matrices, or `{ everywhere, loci }`. */
export function readMutation(value: unknown, argument = 'mutation'): MutationModels {
  if (value === undefined || value === null) return NO_MUTATION
  if (isObject(value) && value.everywhere !== undefined) {
    const loci = Object.entries(requireObject(value.loci ?? {}, `${argument} loci`))
    return { everywhere: readModel(value.everywhere, argument), loci: Object.fromEntries(loci.map(([locus, model]) => [locus, readModel(model, `${argument} at ${locus}`)])) }
  }
  return readModel(value, argument)
}

function readModel(value: unknown, argument: string): MutationModel {
  const fields = isText(value) ? { model: value } : requireObject(value, argument)
  const name = String(fields.model ?? 'none').toLowerCase().replace(/[^a-z]/g, '')
  const model = MODELS[name]
  if (model === undefined) throw new InputError('mutation-model-unknown', argument, `there is no model ${JSON.stringify(fields.model)}`, 'Use none, equal, proportional, onestep, stepwise or matrix')
  if (model === 'none') return NO_MUTATION
  if (model === 'matrix') return { model, loci: readMatrices(fields, argument) }
  const maleRate = requireNumber(fields.maleRate ?? fields.rate, `${argument} maleRate`)
  const femaleRate = requireNumber(fields.femaleRate ?? fields.rate, `${argument} femaleRate`)
  if (model !== 'stepwise') return { model, maleRate, femaleRate }
  return { model, maleRate, femaleRate, rate2: requireNumber(fields.rate2 ?? 0, `${argument} rate2`), range: requireNumber(fields.range, `${argument} range`) }
}

function readMatrices(fields: JsonObject, argument: string): Record<string, MutationMatrixInput> {
  const loci = requireObject(fields.loci ?? fields.matrices, `${argument} loci`)
  return Object.fromEntries(
    Object.entries(loci).map(([locus, value]) => {
      const entry = requireObject(value, `${argument} at ${locus}`)
      const alleles = requireArray(entry.alleles, `${argument} alleles at ${locus}`).map((allele) => canonicalAllele(String(allele)))
      const male = readRows(entry.male ?? entry.matrix, `${argument} male matrix at ${locus}`)
      const female = readRows(entry.female ?? entry.matrix, `${argument} female matrix at ${locus}`)
      return [locus, { alleles, male, female }]
    }),
  )
}

function readRows(value: unknown, argument: string): number[][] {
  return requireArray(value, argument).map((row, at) => requireArray(row, `${argument} row ${at + 1}`).map((entry) => requireNumber(entry, `${argument} row ${at + 1}`)))
}
