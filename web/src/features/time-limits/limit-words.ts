import type { TimeLimitRule } from '@hejie/contract/time-limits'
import type { TFunction } from 'i18next'

type Words = TFunction<'time-limits'>

/** 60 日; 红 1、橙 2、黄 5 个工作日. */
export function lengthWords({ length, unit }: Pick<TimeLimitRule, 'length' | 'unit'>, t: Words): string {
  if (typeof length === 'number') return t(`unitOf.${unit}`, { count: length })
  return Object.entries(length).map(([name, count]) => `${variantWords(name, t)} ${t(`unitOf.${unit}`, { count })}`).join(t('comma'))
}

const VARIANTS = ['red', 'orange', 'yellow', 'ordinary', 'simplified'] as const

export function variantWords(name: string, t: Words): string {
  const known = VARIANTS.find((one) => one === name)
  return known ? t(`variant.${known}`) : name
}

/** Who lets it be extended, by how much in all. */
export function extensionWords({ extension, unit }: Pick<TimeLimitRule, 'extension' | 'unit'>, t: Words): string {
  if (!extension) return t('extension.none')
  const most = extension.atMost === null ? t('extension.noMaximum') : t(`unitOf.${unit === 'month' || unit === 'year' ? 'naturalDay' : unit}`, { count: extension.atMost })
  return [t(`extender.${extension.by}`), extension.atMost === null ? most : t('extension.atMost', { most }), extension.times === null ? '' : t('extension.times', { count: extension.times }), extension.reasonTold ? t('extension.told') : ''].filter(Boolean).join(t('comma'))
}
