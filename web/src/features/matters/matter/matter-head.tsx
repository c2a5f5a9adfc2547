import type { MatterDetail } from '@hejie/contract/matters'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { spacedCode } from '../../../ui/matter-code.ts'
import { StatusTag } from '../../../ui/status-tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { Marks } from '../work-list/matter-table.tsx'
import type { Neighbours } from './use-neighbours.ts'

interface Props {
  matter: MatterDetail
  neighbours: Neighbours
  go: (code: string | null) => void
  back: () => void
}

/** What it is, where it stands, and the way to the list and its neighbours. */
export function MatterHead({ matter, neighbours, go, back }: Props) {
  const { t } = useTranslation('matters')
  const copy = (): void => void navigator.clipboard.writeText(matter.code).then(() => toast(t('copied', { ns: 'common' })))
  return (
    <header className="matter-head">
      <div className="row matter-nav no-print">
        <button type="button" className="button bare small" onClick={back} title="u"><Icon name="left" />{t('matter.back')}</button>
        {neighbours.total !== null && (
          <span className="small faint num" aria-live="polite">{neighbours.at === null ? t('matter.goneFromList') : t('matter.position', { at: neighbours.at, total: neighbours.total })}</span>
        )}
        <span className="grow" />
        <button type="button" className="button bare small icon" aria-label={t('matter.previous')} title={`${t('matter.previous')} (k)`} disabled={!neighbours.previous} onClick={() => go(neighbours.previous)}><Icon name="up" size={1.15} /></button>
        <button type="button" className="button bare small icon" aria-label={t('matter.next')} title={`${t('matter.next')} (j)`} disabled={!neighbours.next} onClick={() => go(neighbours.next)}><Icon name="down" size={1.15} /></button>
        <button type="button" className="button bare small icon" aria-label={t('matter.print')} title={t('matter.print')} onClick={() => print()}><Icon name="print" size={1.15} /></button>
      </div>
      <h1>{matter.title}</h1>
      <div className="row wrap matter-line">
        <StatusTag status={matter.status} /><Marks row={matter} />{matter.isAnonymous && <span className="tag">{t('mark.anonymous')}</span>}
        <button type="button" className="link num soft small" title={t('matter.copyCode')} onClick={copy}>{spacedCode(matter.code)}</button>
        {matter.holder && <span className="small soft">{t('said', { ns: 'common', name: t('matter.holder'), value: [matter.holder, matter.holder === matter.lead && matter.handler].filter(Boolean).join(' · ') })}</span>}
      </div>
    </header>
  )
}
