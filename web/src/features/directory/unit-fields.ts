import { useQuery } from '@tanstack/react-query'
import type { Unit } from '@hejie/contract/directory'
import { useTranslation } from 'react-i18next'
import type { DialogField, DialogValues } from '../../ui/form-dialog.tsx'
import { textIn, textOrNull } from '../../ui/form-dialog.tsx'
import { lines } from './directory-requests.ts'

export const KINDS = ['petition-office', 'centre', 'agency', 'government', 'village', 'discipline', 'mediation', 'other'] as const

/** What a line (条线) is called in the reader's language; the given name while the lines are not there. */
export function useLineName(): (line: { lineCode: string | null; lineName: string | null }) => string {
  const { i18n } = useTranslation()
  const { data } = useQuery(lines)
  return ({ lineCode, lineName }) => {
    const line = data?.items.find((one) => one.code === lineCode)
    return (line ? (i18n.language === 'en' ? line.en : line.zh) : lineName) ?? ''
  }
}

/** The fields of a unit; its line and kind are given once. */
export function useUnitFields({ isNew }: { isNew: boolean }): DialogField[] {
  const { t, i18n } = useTranslation('directory')
  const { data } = useQuery(lines)
  const given: DialogField[] = [
    { name: 'lineCode', label: t('unit.line'), kind: 'select', options: data?.items.map((one) => ({ value: one.code, label: i18n.language === 'en' ? one.en : one.zh })) ?? [] },
    { name: 'kind', label: t('unit.kind'), kind: 'select', options: KINDS.map((value) => ({ value, label: t(`unit.kinds.${value}`) })) },
  ]
  return [
    { name: 'name', label: t('unit.name'), kind: 'text' }, { name: 'shortName', label: t('unit.shortName'), kind: 'text', isOptional: true }, { name: 'nameEn', label: t('unit.nameEn'), kind: 'text', isOptional: true },
    ...(isNew ? given : []),
    { name: 'superiorId', label: t('unit.superior'), kind: 'unit', isOptional: true }, { name: 'phone', label: t('unit.phone'), kind: 'text', isOptional: true }, { name: 'address', label: t('unit.address'), kind: 'text', isOptional: true },
    { name: 'creditCode', label: t('unit.creditCode'), kind: 'text', isOptional: true }, { name: 'paperWord', label: t('unit.paperWord'), hint: t('unit.paperWordHint'), kind: 'text', isOptional: true },
  ]
}

export function unitBody(values: DialogValues) {
  return {
    name: textIn(values, 'name'), nameEn: textOrNull(values, 'nameEn'), shortName: textOrNull(values, 'shortName'), superiorId: textOrNull(values, 'superiorId'), phone: textOrNull(values, 'phone'), address: textOrNull(values, 'address'),
    creditCode: textOrNull(values, 'creditCode'), paperWord: textOrNull(values, 'paperWord'), kind: KINDS.find((kind) => kind === textIn(values, 'kind')) ?? 'other',
  }
}

export const unitStart = (unit: Unit): DialogValues => ({
  name: unit.name, nameEn: unit.nameEn ?? '', shortName: unit.shortName ?? '', superiorId: unit.superiorId ?? '', phone: unit.phone ?? '', address: unit.address ?? '', creditCode: unit.creditCode ?? '', paperWord: unit.paperWord ?? '',
})
