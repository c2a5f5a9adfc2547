import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Field } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { filtersOf, searchOf, usedFilters } from './list-filters.ts'
import type { ListFilters } from './list-filters.ts'
import { useSavedViews } from './saved-views.ts'
import { matterCount } from './use-matter-list.ts'

/** Views everybody has: all of this heap, what is open, overdue, due soon, urgent, and what came back. */
function standardViews({ scope }: ListFilters): { key: 'all' | 'open' | 'overdue' | '3days' | 'urgent' | 'objected'; filters: ListFilters }[] {
  const base: ListFilters = { scope, sort: 'due' }
  const mayHoldEnded = scope === 'unit' || scope === 'region'
  return [
    { key: 'all', filters: base }, ...(mayHoldEnded ? [{ key: 'open' as const, filters: { ...base, status: 'open' } }] : []), { key: 'overdue', filters: { ...base, due: 'overdue' } }, { key: '3days', filters: { ...base, due: '3days' } },
    { key: 'urgent', filters: { ...base, mark: 'urgent' } }, { key: 'objected', filters: { ...base, status: 'OBJECTED,JURIS' } },
  ]
}

const sameList = (one: ListFilters, other: ListFilters): boolean => searchOf({ ...one, sort: 'due' }) === searchOf({ ...other, sort: 'due' })

/** Saved views with how many matters each holds now; the open one is marked. */
export function ViewTabs({ filters }: { filters: ListFilters }) {
  const { t } = useTranslation('matters')
  const { views, remove } = useSavedViews()
  const own = views.map((view) => ({ ...view, filters: filtersOf(new URLSearchParams(view.search)) }))
  return (
    <nav className="views" aria-label={t('view.label')}>
      {standardViews(filters).map((view) => <ViewTab key={view.key} name={t(`view.${view.key}`)} filters={view.filters} isOpen={sameList(view.filters, filters)} />)}
      {own.map((view) => <ViewTab key={view.id} name={view.name} filters={view.filters} isOpen={sameList(view.filters, filters)} remove={() => remove(view.id)} />)}
    </nav>
  )
}

function ViewTab({ name, filters, isOpen, remove }: { name: string; filters: ListFilters; isOpen: boolean; remove?: () => void }) {
  const { t } = useTranslation('matters')
  const { data } = useQuery(matterCount(filters))
  return (
    <span className="view" data-open={isOpen}>
      <Link to={`/matters?${searchOf(filters)}`} aria-current={isOpen ? 'true' : undefined}>{name}{data && <span className="num faint"> {data.isExact ? data.total : `${data.total}+`}</span>}</Link>
      {remove && isOpen && <button type="button" className="link" aria-label={t('view.remove', { name })} onClick={remove}><Icon name="close" /></button>}
    </span>
  )
}

/** Keeps the filters in use under a name, where they are not a view already. */
export function SaveView({ filters }: { filters: ListFilters }) {
  const { t } = useTranslation('matters')
  const { views, save } = useSavedViews()
  const [name, setName] = useState('')
  const isKnown = [...standardViews(filters).map((view) => view.filters), ...views.map((view) => filtersOf(new URLSearchParams(view.search)))].some((known) => sameList(known, filters))
  if (isKnown || usedFilters(filters).length === 0) return null
  const isTaken = views.some((view) => view.name === name.trim())
  return (
    <Menu className="button small bare" label={<><Icon name="plus" />{t('view.save')}</>}>
      {(close) => (
        <form className="form view-form" onSubmit={(event) => { event.preventDefault(); if (name.trim() && !isTaken) { save(name.trim(), searchOf(filters)); close() } }}>
          <Field name="view-name" label={t('view.name')} hint={t('view.nameHint')} fault={isTaken ? t('view.taken') : undefined}>{(control) => <input {...control} className="input" maxLength={30} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
          <button type="submit" className="button main" disabled={!name.trim() || isTaken}>{t('save', { ns: 'common' })}</button>
        </form>
      )}
    </Menu>
  )
}
