import { useTranslation } from 'react-i18next'
import { useKnownMe } from '../../../api/session.ts'
import { Empty } from '../../../ui/states.tsx'
import { bare, usedFilters } from './list-filters.ts'
import type { ListFilters } from './list-filters.ts'

/** Nothing in the list, and what to do next. */
export function ListEmpty({ filters, onChange }: { filters: ListFilters; onChange: (next: ListFilters) => void }) {
  const { t } = useTranslation('matters')
  const watches = useKnownMe().posts.some((post) => post.hasOversight)
  if (usedFilters(filters).length === 0) return <Empty icon="check" title={t(`empty.${filters.scope}`)}><p>{t(`empty.${filters.scope}Hint`)}</p></Empty>
  // One character alone is found by no index, and means too much to be worth reading everything for.
  if (filters.text && !filters.text.split(/\s+/).some((word) => [...word].length > 1)) return <Empty icon="search" title={t('empty.tooShort')}><p>{t('empty.tooShortHint')}</p></Empty>
  const wider = watches ? 'region' : 'unit'
  return (
    <Empty icon="search" title={t('empty.filtered')}>
      <p>{t('empty.filteredHint')}</p>
      <p className="row wrap" style={{ justifyContent: 'center' }}>
        <button type="button" className="button" onClick={() => onChange(bare(filters))}>{t('empty.clear')}</button>
        {filters.scope !== wider && filters.scope !== 'region' && <button type="button" className="button" onClick={() => onChange({ ...filters, scope: wider })}>{t(watches ? 'empty.everywhere' : 'empty.unitEverywhere')}</button>}
      </p>
    </Empty>
  )
}
