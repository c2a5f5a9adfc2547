import { InputError } from '@hejie/kinship'

/** A number given as an option, within limits. @throws InputError naming the option */
export function numberOption(name: string, text: string | undefined, limits: { readonly low: number; readonly high: number; readonly isWhole?: boolean }): number {
  const { low, high, isWhole = false } = limits
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value) && value >= low && value <= high && (!isWhole || Number.isInteger(value))) return value
  throw new InputError('number-out-of-range', name, `"${text ?? ''}" is not a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}`, `Give ${name} as a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}, with a decimal point`)
}
