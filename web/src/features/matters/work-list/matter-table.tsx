import type { MatterQuery, MatterRow } from '@hejie/contract/matters'
import { memo } from 'react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../../../ui/icon.tsx'
import type { RowWindow } from '../../../ui/virtual-rows.ts'
import { pieces } from '../matter-code.ts'
import { COLUMNS, widthOf } from './columns.tsx'
import type { CellContext, ColumnName } from './columns.tsx'

export interface RowActions {
  mark: (index: number) => void
  select: (index: number, withRange: boolean) => void
}

interface Props extends RowActions {
  rows: readonly MatterRow[]
  total: number | undefined
  columns: readonly ColumnName[]
  context: CellContext
  sort: MatterQuery['sort']
  onSort: (sort: MatterQuery['sort']) => void
  active: number
  selected: ReadonlySet<string>
  selectAll: () => void
  window: RowWindow
  rowHeight: number
  listAddress: string
  headRef: RefObject<HTMLTableSectionElement | null>
  label: string
}

/** The list itself: a real table of which only the rows in sight are drawn. */
export function MatterTable(props: Props) {
  const { rows, total, columns, context, active, selected, window, rowHeight, listAddress, headRef, label } = props
  const { t } = useTranslation('matters')
  const width = columns.reduce((sum, name) => sum + widthOf(name, context.language), 0) + 16
  return (
    <table className="list-table" aria-label={label} aria-rowcount={(total ?? rows.length) + 1} style={{ minWidth: `${width}rem` }}>
      <colgroup>
        <col style={{ width: '2.5rem' }} />
        <col />
        {columns.map((name) => <col key={name} style={{ width: `${widthOf(name, context.language)}rem` }} />)}
      </colgroup>
      <thead ref={headRef}>
        <tr aria-rowindex={1}>
          <th scope="col" className="list-pick"><input type="checkbox" aria-label={t('list.selectAll')} checked={rows.length > 0 && selected.size === rows.length} onChange={props.selectAll} /></th>
          <th scope="col">{t('column.title')}</th>
          {columns.map((name) => <Head key={name} name={name} sort={props.sort} onSort={props.onSort} />)}
        </tr>
      </thead>
      <tbody>
        {window.above > 0 && <tr aria-hidden="true" className="list-space"><td colSpan={columns.length + 2} style={{ height: window.above }} /></tr>}
        {rows.slice(window.start, window.end).map((row, offset) => (
          <Row
            key={row.code} row={row} index={window.start + offset} columns={columns} context={context} height={rowHeight} listAddress={listAddress}
            isActive={active === window.start + offset} isSelected={selected.has(row.code)} mark={props.mark} select={props.select}
          />
        ))}
        {window.below > 0 && <tr aria-hidden="true" className="list-space"><td colSpan={columns.length + 2} style={{ height: window.below }} /></tr>}
      </tbody>
    </table>
  )
}

function Head({ name, sort, onSort }: { name: ColumnName; sort: MatterQuery['sort']; onSort: Props['onSort'] }) {
  const { t } = useTranslation('matters')
  const { sorts } = COLUMNS[name]
  if (!sorts) return <th scope="col" data-column={name}>{t(`column.${name}`)}</th>
  const [first, second] = sorts
  const isSorted = sort === first || sort === second
  return (
    <th scope="col" data-column={name} aria-sort={isSorted ? (sort === 'received' ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className="list-sort" data-on={isSorted} onClick={() => onSort(sort === first && second ? second : first)}>
        {t(`column.${name}`)}<Icon name={sort === 'received' && isSorted ? 'down' : 'up'} />
      </button>
    </th>
  )
}

interface RowProps extends RowActions {
  row: MatterRow
  index: number
  columns: readonly ColumnName[]
  context: CellContext
  height: number
  listAddress: string
  isActive: boolean
  isSelected: boolean
}

const Row = memo(function Row({ row, index, columns, context, height, listAddress, isActive, isSelected, mark, select }: RowProps) {
  const { t } = useTranslation('matters')
  return (
    <tr aria-rowindex={index + 2} data-active={isActive} data-selected={isSelected} style={{ height }} onMouseDown={() => mark(index)}>
      <td className="list-pick"><input type="checkbox" tabIndex={-1} aria-label={t('list.selectOne', { title: row.title })} checked={isSelected} onChange={(event) => select(index, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)} /></td>
      <td className="list-title">
        <span className="row">
          <Marks row={row} />
          <Link to={`/matters/${row.code}`} state={{ list: listAddress }} data-row={index} className="cut" onFocus={() => mark(index)}>{row.title}</Link>
        </span>
        {row.passage !== undefined && <span className="list-passage cut">{pieces(row.passage).map((piece, at) => (piece.isFound ? <mark key={at}>{piece.text}</mark> : piece.text))}</span>}
      </td>
      {columns.map((name) => <td key={name} data-column={name} className="cut">{COLUMNS[name].cell(row, context)}</td>)}
    </tr>
  )
})

/** What is true of the matter, never of a person, in one sign with its word. */
export function Marks({ row }: { row: Pick<MatterRow, 'isUrgent' | 'isImportant' | 'isRepeat' | 'isJoint'> }) {
  const { t } = useTranslation('matters')
  return (
    <>
      {row.isUrgent && <span className="tag red">{t('mark.urgent')}</span>}
      {row.isImportant && <span className="tag orange">{t('mark.important')}</span>}
      {row.isJoint && <span className="tag">{t('mark.joint')}</span>}
      {row.isRepeat && <span className="tag">{t('mark.repeat')}</span>}
    </>
  )
}
