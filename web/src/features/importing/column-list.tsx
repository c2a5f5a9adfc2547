import type { ImportTarget } from '@hejie/contract/importing'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import { GROUP_NAMES, TARGET_GROUPS, givenTwice, targetOf } from './import-targets.ts'

interface Column {
  header: string
  samples: readonly string[]
  suggested: ImportTarget | null
}

interface Props {
  columns: readonly Column[]
  mapping: readonly (ImportTarget | null)[]
  onChange: (mapping: (ImportTarget | null)[]) => void
}

/** Values shown of a column: enough to know it by. */
const SHOWN = 3
const SHOWN_LENGTH = 120

/** The columns of the file beside what stands in them, each with what it is taken for. */
export function ColumnList({ columns, mapping, onChange }: Props) {
  const { t } = useTranslation('importing')
  const twice = givenTwice(mapping)
  return (
    <div data-field="mapping">
      {!mapping.includes('body') && <p className="notice amber small"><Icon name="alert" size={1.2} /><span>{t('columns.noBody')}</span></p>}
      <div className="import-columns-head small soft" aria-hidden="true"><span>{t('columns.inFile')}</span><span>{t('columns.samples')}</span><span>{t('columns.is')}</span></div>
      <ul className="import-columns">
        {columns.map((column, index) => {
          const target = mapping[index] ?? null
          return (
            <li key={index} data-left={target === null}>
              <div><strong className="import-name">{column.header || t('columns.noName', { number: index + 1 })}</strong></div>
              <Samples samples={column.samples} />
              <div>
                <TargetSelect name={column.header || t('columns.noName', { number: index + 1 })} value={target} isTwice={target !== null && twice.has(target)} onChange={(chosen) => onChange(columns.map((_, at) => (at === index ? chosen : (mapping[at] ?? null))))} />
                {target !== null && twice.has(target) && <p className="field-fault">{t('columns.twice')}</p>}
                {target === null && column.suggested !== null && <button type="button" className="link small" onClick={() => onChange(columns.map((_, at) => (at === index ? column.suggested : (mapping[at] ?? null))))}>{t('columns.suggested', { target: t(`target.${column.suggested}`) })}</button>}
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Samples({ samples }: { samples: readonly string[] }) {
  const { t } = useTranslation('importing')
  const filled = [...new Set(samples.map((one) => one.trim()).filter((one) => one !== ''))].slice(0, SHOWN)
  if (filled.length === 0) return <p className="small faint">{t('columns.empty')}</p>
  return <ul className="import-samples small soft">{filled.map((one) => <li key={one} className="cut" title={one.slice(0, SHOWN_LENGTH * 4)}>{one.slice(0, SHOWN_LENGTH)}</li>)}</ul>
}

function TargetSelect({ name, value, isTwice, onChange }: { name: string; value: ImportTarget | null; isTwice: boolean; onChange: (target: ImportTarget | null) => void }) {
  const { t } = useTranslation('importing')
  return (
    <select className="select" aria-label={t('columns.meaningOf', { name })} aria-invalid={isTwice || undefined} value={value ?? ''} onChange={(event) => onChange(targetOf(event.target.value))}>
      <option value="">{t('columns.left')}</option>
      {GROUP_NAMES.map((group) => <optgroup key={group} label={t(`group.${group}`)}>{TARGET_GROUPS[group].map((one) => <option key={one} value={one}>{t(`target.${one}`)}</option>)}</optgroup>)}
    </select>
  )
}
