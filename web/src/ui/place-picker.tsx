import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { childRegions, findRegions, region } from '../api/directory.ts'
import { Combobox } from './combobox.tsx'
import type { Option } from './combobox.tsx'
import type { ControlProps } from './field.tsx'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'

interface Props {
  control: ControlProps
  value: string | null
  onChange: (code: string | null) => void
  /** Searched first; the whole directory when nothing is found there. */
  near?: string | undefined
}

/** A place of five levels: by words of its name, or level by level. */
export function PlacePicker({ control, value, onChange, near }: Props) {
  const { t } = useTranslation()
  const known = useQuery({ ...region(value ?? ''), enabled: value !== null })
  const [picked, setPicked] = useState<Option | null>(null)
  const chosen = value === null ? null : picked?.value === value ? picked : { value, label: known.data?.fullName ?? value }
  const take = (option: Option | null): void => {
    setPicked(option)
    onChange(option?.value ?? null)
  }
  const find = async (text: string, signal: AbortSignal): Promise<Option[]> => {
    const here = near ? await findRegions(text, near, signal) : null
    const found = here?.items.length ? here : await findRegions(text, undefined, signal)
    return found.items.map((one) => ({ value: one.code, label: one.fullName, hint: t(`level.${levelOf(one.level)}`) }))
  }
  return (
    <Combobox
      control={control} source={{ key: ['place', near ?? ''], find }} chosen={chosen} onChoose={take} placeholder={t('place.placeholder')} opensAtOnce={false}
      aside={<Menu label={<Icon name="place" size={1.15} />} name={t('place.browse')} className="link" align="end">{(close) => <Levels start={value ?? near ?? null} take={(option, isLast) => { take(option); if (isLast) close() }} />}</Menu>}
    />
  )
}

const LEVELS = ['1', '2', '3', '4', '5', '6'] as const
const levelOf = (level: number): (typeof LEVELS)[number] => LEVELS[level - 1] ?? '6'

/** The way down: where one is, and the places below it. */
function Levels({ start, take }: { start: string | null; take: (option: Option, isLast: boolean) => void }) {
  const { t } = useTranslation()
  const [at, setAt] = useState(start)
  const here = useQuery({ ...region(at ?? ''), enabled: at !== null })
  const children = useQuery(childRegions(at ?? undefined))
  const items = children.data?.items ?? []
  return (
    <div className="place-browse">
      <nav className="place-path" aria-label={t('place.path')}>
        <button type="button" className="link" onClick={() => setAt(null)}>{t('place.top')}</button>
        {here.data?.ancestors.filter((one) => one.code !== at).map((one) => <span key={one.code}>› <button type="button" className="link" onClick={() => setAt(one.code)}>{one.name}</button></span>)}
        {here.data && <span>› <strong>{here.data.name}</strong></span>}
      </nav>
      {items.map((one) => (
        <button key={one.code} type="button" className="menu-item" onClick={() => { take({ value: one.code, label: one.fullName }, !one.hasChildren); if (one.hasChildren) setAt(one.code) }}>
          {one.name}{one.hasChildren && <span className="faint"><Icon name="right" /></span>}
        </button>
      ))}
      {!children.isPending && items.length === 0 && here.data && <button type="button" className="menu-item" onClick={() => take({ value: here.data.code, label: here.data.fullName }, true)}><Icon name="check" />{t('place.pick', { name: here.data.name })}</button>}
    </div>
  )
}
