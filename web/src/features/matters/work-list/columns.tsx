import type { MatterRow } from '@hejie/contract/matters'
import type { ReactNode } from 'react'
import type { Codes } from '../../../api/code-tables.ts'
import { dateOf, momentText, shortDate } from '../../../ui/civil-date.ts'
import { DueTag } from '../../../ui/due-tag.tsx'
import { spacedCode } from '../../../ui/matter-code.ts'
import { StatusTag } from '../../../ui/status-tag.tsx'

export const COLUMN_NAMES = ['status', 'due', 'class', 'place', 'petitioner', 'holder', 'lead', 'handler', 'form', 'channel', 'route', 'received', 'code'] as const
export type ColumnName = (typeof COLUMN_NAMES)[number]

export interface CellContext {
  language: string
  form: Codes
  channel: Codes
  route: Codes
  /** What a matter is about, in the reader's language. */
  classOf: (row: MatterRow) => string | null
  /** A place without the part that is the reader's own region. */
  shortPlace: (place: string) => string
}

interface Column {
  /** Width in rem. */
  width: number
  /** The order it can be sorted by: first press, second press. */
  sorts?: readonly ['due'] | readonly ['received', 'received-oldest']
  cell: (row: MatterRow, context: CellContext) => ReactNode
}

export const COLUMNS: Readonly<Record<ColumnName, Column>> = {
  status: { width: 6.5, cell: (row) => <StatusTag status={row.status} /> },
  due: { width: 7.5, sorts: ['due'], cell: (row) => row.due && <DueTag due={row.due} /> },
  class: { width: 6.5, cell: (row, { classOf }) => classOf(row) },
  place: { width: 9.5, cell: (row, { shortPlace }) => <span title={row.place}>{shortPlace(row.place)}</span> },
  petitioner: { width: 5, cell: (row) => (row.petitioner ?? '—') + (row.peopleCount > 1 ? ` ×${row.peopleCount}` : '') },
  holder: { width: 10.5, cell: (row) => row.holder },
  lead: { width: 11, cell: (row) => row.lead },
  handler: { width: 5.5, cell: (row) => row.handler },
  form: { width: 5.5, cell: (row, { form }) => form.nameOf(row.form) },
  channel: { width: 9, cell: (row, { channel }) => channel.nameOf(row.channel) },
  route: { width: 9, cell: (row, { route }) => row.route && `${row.route} ${route.nameOf(row.route)}` },
  received: { width: 7, sorts: ['received', 'received-oldest'], cell: (row, { language }) => <time dateTime={row.receivedAt} title={momentText(row.receivedAt, language)}>{shortDate(dateOf(row.receivedAt), language)}</time> },
  code: { width: 11.5, cell: (row) => <span className="num">{spacedCode(row.code)}</span> },
}

/** The width of a column in rem; English words for states are longer. */
export const widthOf = (name: ColumnName, language: string): number => COLUMNS[name].width + (language === 'en' && (name === 'status' || name === 'due') ? 2.5 : 0)
