import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { problemWords } from '../../../ui/states.tsx'
import { useKnownMe } from '../../../api/session.ts'
import { Field } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { searchOf, usedFilters } from './list-filters.ts'
import type { ListFilters } from './list-filters.ts'
import { useSaveView, useSavedViews } from './saved-views.ts'
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
  return (
    <nav className="views" aria-label={t('view.label')}>
      {standardViews(filters).map((view) => <ViewTab key={view.key} name={t(`view.${view.key}`)} filters={view.filters} isOpen={sameList(view.filters, filters)} />)}
      {views.map((view) => <ViewTab key={view.id} name={view.name} from={view.isOwn ? undefined : view.unit?.name} filters={view.filters} isOpen={sameList(view.filters, filters)} remove={view.isOwn ? () => remove(view.id) : undefined} />)}
    </nav>
  )
}

function ViewTab({ name, from, filters, isOpen, remove }: { name: string; from?: string | undefined; filters: ListFilters; isOpen: boolean; remove?: (() => void) | undefined }) {
  const { t } = useTranslation('matters')
  const { data } = useQuery(matterCount(filters))
  return (
    <span className="view" data-open={isOpen}>
      <Link to={`/matters?${searchOf(filters)}`} aria-current={isOpen ? 'true' : undefined} title={from && t('view.from', { unit: from })}>{name}{data && <span className="num faint"> {data.isExact ? data.total : `${data.total}+`}</span>}</Link>
      {remove && isOpen && <button type="button" className="link" aria-label={t('view.remove', { name })} onClick={remove}><Icon name="close" /></button>}
    </span>
  )
}

/** Keeps the filters in use under a name, where they are not a view already. */
export function SaveView({ filters }: { filters: ListFilters }) {
  const { t } = useTranslation('matters')
  const { views } = useSavedViews()
  const isKnown = [...standardViews(filters).map((view) => view.filters), ...views.map((view) => view.filters)].some((known) => sameList(known, filters))
  if (isKnown || usedFilters(filters).length === 0) return null
  return (
    <Menu className="button small bare" label={<><Icon name="plus" />{t('view.save')}</>}>
      {(close) => <ViewForm filters={filters} close={close} />}
    </Menu>
  )
}

function ViewForm({ filters, close }: { filters: ListFilters; close: () => void }) {
  const { t } = useTranslation('matters')
  const { posts } = useKnownMe()
  const { views } = useSavedViews()
  // Whatever is changed makes it another view, and another request.
  const [{ name, unitId, key }, setView] = useState(() => ({ name: '', unitId: '', key: crypto.randomUUID() }))
  const change = (part: { name?: string; unitId?: string }): void => setView((before) => ({ ...before, ...part, key: crypto.randomUUID() }))
  const saving = useSaveView(close)
  const isTaken = views.some((view) => view.isOwn && view.name === name.trim())
  const units = new Map(posts.map((post) => [post.unitId, post.unitName]))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() && !isTaken) saving.mutate({ name: name.trim(), filters, unitId: unitId || null, idempotencyKey: key })
  }
  const fault = isTaken ? t('view.taken') : saving.isError ? problemWords(saving.error) : undefined
  return (
    <form className="form view-form" onSubmit={submit}>
      <Field name="view-name" label={t('view.name')} hint={t('view.nameHint')} fault={fault}>{(control) => <input {...control} className="input" maxLength={30} value={name} onChange={(event) => change({ name: event.target.value })} />}</Field>
      <Field name="view-for" label={t('view.for')}>
        {(control) => (
          <select {...control} className="input" value={unitId} onChange={(event) => change({ unitId: event.target.value })}>
            <option value="">{t('view.forMe')}</option>
            {[...units].map(([id, unit]) => <option key={id} value={id}>{t('view.forUnit', { unit })}</option>)}
          </select>
        )}
      </Field>
      <button type="submit" className="button main" disabled={!name.trim() || isTaken || saving.isPending}>{t('save', { ns: 'common' })}</button>
    </form>
  )
}
