import type { MatterRow } from '@hejie/contract/matters'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKnownMe } from '../../../api/session.ts'
import { Icon } from '../../../ui/icon.tsx'
import { loadTexts } from '../../../ui/load-texts.ts'
import { BulkDialog } from './bulk-dialog.tsx'

/** Actions that are safe to do on many at once, and the posts that usually do them; the server decides for each matter. */
export const BULK_ACTIONS = [
  { name: 'register', roles: ['ZR04', 'ZR05'] }, { name: 'classify', roles: ['ZR04', 'ZR05'] }, { name: 'transfer', roles: ['ZR05'] }, { name: 'sign', roles: ['ZR03', 'ZR06'] }, { name: 'archive', roles: ['ZR05'] },
] as const
export type BulkAction = (typeof BULK_ACTIONS)[number]['name']

const MOST = 100

interface Props {
  rows: readonly MatterRow[]
  /** Which stay selected. */
  keep: (codes: readonly string[]) => void
}

/** What can be done with the selected matters. */
export function BulkBar({ rows, keep }: Props) {
  const { t } = useTranslation('matters')
  const { roles } = useKnownMe()
  const [action, setAction] = useState<BulkAction | null>(null)
  const offered = BULK_ACTIONS.filter((one) => one.roles.some((role) => roles.includes(role)))
  const isTooMany = rows.length > MOST
  return (
    <>
      <div className="bulk no-print" role="region" aria-label={t('bulk.selected', { count: rows.length })}>
        <strong role="status">{t('bulk.selected', { count: rows.length })}</strong>
        {isTooMany && <span className="small">{t('bulk.most')}</span>}
        {!isTooMany && offered.map(({ name }) => (
          <button key={name} type="button" className="button small" onMouseEnter={() => void loadTexts('actions')} onClick={() => void loadTexts('actions').then(() => setAction(name))}>{t(`bulk.${name}`)}</button>
        ))}
        <button type="button" className="button small icon" aria-label={t('keys.clear')} onClick={() => keep([])}><Icon name="close" /></button>
      </div>
      {action && <BulkDialog action={action} rows={rows} onClose={() => setAction(null)} keep={keep} />}
    </>
  )
}
