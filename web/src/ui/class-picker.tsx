import { useTranslation } from 'react-i18next'
import { codeTable } from '../api/code-tables.ts'
import { queryClient } from '../api/query-client.ts'
import { useCodes } from '../api/code-tables.ts'
import { Combobox } from './combobox.tsx'
import type { Option } from './combobox.tsx'
import type { ControlProps } from './field.tsx'

/** What a matter is about: a class of the second level, or only of the first (T06, T07). */
export function ClassPicker({ control, value, onChange }: { control: ControlProps; value: string | null; onChange: (code: string | null) => void }) {
  const { t, i18n } = useTranslation()
  const first = useCodes('class1', i18n.language)
  const second = useCodes('class2', i18n.language)
  const label = value === null ? '' : value.length === 4 ? `${second.nameOf(value)} · ${first.nameOf(value.slice(0, 2))}` : first.nameOf(value)
  const find = async (text: string): Promise<Option[]> => {
    const [firsts, seconds] = await Promise.all([queryClient.fetchQuery(codeTable('class1')), queryClient.fetchQuery(codeTable('class2'))])
    const wording = (row: { zh: string; en: string | null }): string => (i18n.language === 'en' ? (row.en ?? row.zh) : row.zh)
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    const has = (place: string): boolean => words.every((word) => place.toLowerCase().includes(word))
    const all = firsts.rows.filter((row) => row.isActive).flatMap((row) => [
      { value: row.code, label: wording(row), hint: row.code, group: wording(row) },
      ...seconds.rows.filter((one) => one.isActive && one.parent === row.code).map((one) => ({ value: one.code, label: wording(one), hint: one.code, group: wording(row) })),
    ])
    if (words.length === 0) return all
    // Whose own name holds the words stands before whose heading does.
    const named = all.filter((option) => has(option.value + option.label))
    const under = all.filter((option) => !named.includes(option) && has(`${option.label} ${option.group}`))
    return [...named, ...under].map(({ group, hint, ...option }) => ({ ...option, hint: `${hint} ${group}` }))
  }
  return <Combobox control={control} source={{ key: ['class', i18n.language], find }} chosen={value === null ? null : { value, label }} onChoose={(option) => onChange(option?.value ?? null)} placeholder={t('classPicker.placeholder')} />
}
