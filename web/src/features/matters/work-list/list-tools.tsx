import { lazy, Suspense, useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { setPreferences, STANDARD_COLUMNS, usePreferences } from '../../../ui/preferences.ts'
import { COLUMN_NAMES } from './columns.tsx'
import type { ListFilters } from './list-filters.ts'

const ExportDialog = lazy(() => import('./export-dialog.tsx').then((module) => ({ default: module.ExportDialog })))

interface Props {
  filters: ListFilters
  total: number | undefined
  searchBox: RefObject<HTMLInputElement | null>
  onText: (text: string) => void
  onHelp: () => void
}

/** Search, columns, density, export and help, at the head of the list. */
export function ListTools({ filters, total, searchBox, onText, onHelp }: Props) {
  const { t } = useTranslation('matters')
  const [text, setText] = useState(filters.text ?? '')
  const [isExporting, setExporting] = useState(false)
  useEffect(() => setText(filters.text ?? ''), [filters.text])
  return (
    <div className="row list-tools">
      <form role="search" className="list-search" onSubmit={(event) => { event.preventDefault(); onText(text.trim()) }}>
        <Icon name="search" />
        <input ref={searchBox} className="input" type="search" enterKeyHint="search" aria-label={t('list.search')} placeholder={t('list.search')} title={t('list.searchKey')} maxLength={100} value={text} onChange={(event) => { setText(event.target.value); if (event.target.value === '' && filters.text) onText('') }} onKeyDown={(event) => { if (event.key === 'Escape') event.currentTarget.blur() }} />
      </form>
      <ColumnMenu />
      <button type="button" className="button bare icon" aria-label={t('list.export')} title={t('list.export')} onClick={() => setExporting(true)}><Icon name="download" size={1.2} /></button>
      <button type="button" className="button bare icon list-help" aria-label={t('list.help')} title={t('list.help')} onClick={onHelp}><Icon name="keyboard" size={1.2} /></button>
      {isExporting && <Suspense><ExportDialog filters={filters} total={total} onClose={() => setExporting(false)} /></Suspense>}
    </div>
  )
}

function ColumnMenu() {
  const { t } = useTranslation('matters')
  const { columns, density } = usePreferences()
  return (
    <Menu className="button bare icon list-columns" align="end" name={t('list.columns')} label={<Icon name="columns" size={1.2} />}>
      {() => (
        <div>
          <p className="menu-title">{t('list.columnsHint')}</p>
          {COLUMN_NAMES.map((name) => (
            <label key={name} className="menu-item">
              <input type="checkbox" checked={columns.includes(name)} onChange={(event) => setPreferences({ columns: event.target.checked ? [...columns, name] : columns.filter((one) => one !== name) })} />{t(`column.${name}`)}
            </label>
          ))}
          <hr />
          <label className="menu-item"><input type="checkbox" checked={density === 'compact'} onChange={(event) => setPreferences({ density: event.target.checked ? 'compact' : 'comfortable' })} />{t('list.density')}</label>
          <button type="button" className="menu-item" onClick={() => setPreferences({ columns: STANDARD_COLUMNS })}><Icon name="refresh" />{t('list.standardColumns')}</button>
        </div>
      )}
    </Menu>
  )
}
