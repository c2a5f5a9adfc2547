import type { changeTimeLimit, TimeLimitRule } from '@hejie/contract/time-limits'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { addDays } from '../../ui/civil-date.ts'
import { FormDialog, listIn, textIn, textOrNull } from '../../ui/form-dialog.tsx'
import type { DialogField, DialogValues } from '../../ui/form-dialog.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Card } from './limit-requests.ts'
import { variantWords } from './limit-words.ts'

const UNITS = ['naturalDay', 'workingDay', 'month', 'year'] as const
const EXTENDERS = ['agencyHead', 'bodyHead', 'courtPresident', 'commissionDirector', 'bothParties', 'justCause'] as const
const CAUSES = ['hearing', 'appraisal'] as const

const numberIn = (values: DialogValues, name: string): number => Number(textIn(values, name))
const numberOrNull = (values: DialogValues, name: string): number | null => (textIn(values, name) === '' ? null : numberIn(values, name))

/** Plans what a limit says from a later day on; what it will leave alone is said first. */
export function LimitDialog({ card, today, onClose }: { card: Card; today: string; onClose: () => void }) {
  const { t } = useTranslation('time-limits')
  const from = card.planned ?? card.now
  if (!from) return null
  return (
    <FormDialog
      title={t('limits.changeOf', { code: card.code })} effect={t('limits.changeEffect', { count: card.running })} submit={t('limits.plan')} onClose={onClose} fields={fieldsOf(from, t)} initial={initialOf(from, today)}
      send={async (values) => {
        await call<typeof changeTimeLimit>('post', '/api/time-limits/rules/{code}/changes', { params: { code: card.code }, body: { version: from.version, ...changeIn(values, from) } })
        await queryClient.invalidateQueries({ queryKey: ['time-limits'] })
        toast(t('limits.changed', { date: textIn(values, 'validFrom') }))
      }}
    />
  )
}

function fieldsOf(row: TimeLimitRule, t: ReturnType<typeof useTranslation<'time-limits'>>['t']): DialogField[] {
  const lengths: DialogField[] = typeof row.length === 'number' ? [{ name: 'length', label: t('length'), kind: 'number' }] : Object.keys(row.length).map((name) => ({ name: `length-${name}`, label: `${t('length')} · ${variantWords(name, t)}`, kind: 'number' }))
  const units = row.unit === 'minute' ? (['minute'] as const) : UNITS
  const isExtended = (values: DialogValues): boolean => values.extended === true
  return [
    { name: 'validFrom', label: t('limits.validFrom'), hint: t('limits.validFromHint'), kind: 'date' },
    ...lengths,
    { name: 'unit', label: t('limits.unit'), kind: 'select', options: units.map((value) => ({ value, label: t(`unitName.${value}`) })) },
    ...(row.force === 'optional' ? [{ name: 'isOn', label: t('limits.isOn'), kind: 'check' as const }] : []),
    { name: 'extended', label: t('limits.extended'), kind: 'check' },
    { name: 'by', label: t('limits.by'), kind: 'select', options: EXTENDERS.map((value) => ({ value, label: t(`extender.${value}`) })), when: isExtended },
    { name: 'atMost', label: t('limits.atMost'), hint: t('limits.atMostHint'), kind: 'number', isOptional: true, when: isExtended },
    { name: 'times', label: t('limits.times'), kind: 'number', isOptional: true, when: isExtended },
    { name: 'reasonTold', label: t('limits.reasonTold'), kind: 'check', when: isExtended },
    { name: 'pausedBy', label: t('limits.pausedBy'), kind: 'checks', options: CAUSES.filter((cause) => cause !== 'hearing' || row.code === 'DL09').map((value) => ({ value, label: t(`paused.${value}`) })) },
    { name: 'warnDays', label: t('limits.warnDays'), hint: t('limits.warnDaysHint'), kind: 'number' },
    { name: 'basis', label: t('basis'), hint: t('limits.basisHint'), kind: 'text' },
    { name: 'zh', label: t('limits.zh'), kind: 'text' }, { name: 'en', label: t('limits.en'), kind: 'text' }, { name: 'note', label: t('note'), kind: 'area', isOptional: true },
  ]
}

function initialOf(row: TimeLimitRule, today: string): DialogValues {
  const lengths = typeof row.length === 'number' ? { length: String(row.length) } : Object.fromEntries(Object.entries(row.length).map(([name, value]) => [`length-${name}`, String(value)]))
  const { extension } = row
  return {
    ...lengths, validFrom: row.validFrom > today ? row.validFrom : addDays(today, 1), unit: row.unit, isOn: row.isOn, extended: extension !== null, by: extension?.by ?? 'agencyHead', atMost: extension?.atMost === null || !extension ? '' : String(extension.atMost),
    times: extension?.times === null || !extension ? '' : String(extension.times), reasonTold: extension?.reasonTold ?? false, pausedBy: row.pausedBy, warnDays: String(row.warnDays), basis: row.basis, zh: row.zh, en: row.en, note: row.note ?? '',
  }
}

function changeIn(values: DialogValues, row: TimeLimitRule) {
  const unit = [...UNITS, 'minute' as const].find((one) => one === values.unit) ?? row.unit
  const by = EXTENDERS.find((one) => one === values.by) ?? 'agencyHead'
  return {
    validFrom: textIn(values, 'validFrom'), zh: textIn(values, 'zh'), en: textIn(values, 'en'), unit, basis: textIn(values, 'basis'), note: textOrNull(values, 'note'), warnDays: numberIn(values, 'warnDays'),
    length: typeof row.length === 'number' ? numberIn(values, 'length') : Object.fromEntries(Object.keys(row.length).map((name) => [name, numberIn(values, `length-${name}`)])),
    extension: values.extended === true ? { by, atMost: numberOrNull(values, 'atMost'), times: numberOrNull(values, 'times'), reasonTold: values.reasonTold === true } : null,
    pausedBy: CAUSES.filter((cause) => listIn(values, 'pausedBy').includes(cause)), isOn: row.force === 'optional' ? values.isOn === true : row.isOn,
  }
}
