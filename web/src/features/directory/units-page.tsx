import type { abolishRegion, createRegion, createUnit, editRegion } from '@hejie/contract/directory'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { call } from '../../api/client.ts'
import { region } from '../../api/directory.ts'
import { useKnownMe } from '../../api/session.ts'
import { FormDialog, textIn, textOrNull } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { todayInChina } from '../../ui/civil-date.ts'
import { refreshDirectory, regionsBelow, unitsIn } from './directory-requests.ts'
import { unitBody, useUnitFields } from './unit-fields.ts'

type Asked = 'add-region' | 'edit' | 'abolish' | 'add-unit'

/** Places level by level, and the units of each. */
export function Component() {
  const { t } = useTranslation('directory')
  const me = useKnownMe()
  const [search, setSearch] = useSearchParams()
  const at = search.get('region') ?? me.posts[0]?.regionCode ?? null
  const abolished = search.get('abolished') === 'yes' ? 'yes' : 'no'
  const [asked, setAsked] = useState<Asked | null>(null)
  const here = useQuery({ ...region(at ?? ''), enabled: at !== null })
  const go = (code: string): void => setSearch({ region: code, ...(abolished === 'yes' ? { abolished } : {}) })
  if (here.isError) return <Failed error={here.error} retry={() => void here.refetch()} />
  const place = here.data
  return (
    <div className="admin-two">
      <section className="card" aria-label={t('region.title')}>
        <div className="body stack tight">
          <nav className="row wrap small" aria-label={t('region.title')}>
            {place?.ancestors.filter((one) => one.code !== place.code).map((one) => <span key={one.code}><button type="button" className="link" onClick={() => go(one.code)}>{one.name}</button> ›</span>)}
            <strong>{place?.name}</strong>
          </nav>
          {place && <p className="small soft"><span className="num">{place.code}</span> · {place.fullName}{place.message && <span className="tag orange">{place.message}</span>}</p>}
          <div className="row wrap">
            {place?.allowed.includes('edit') && <button type="button" className="button small" onClick={() => setAsked('edit')}>{t('region.edit')}</button>}
            {place?.allowed.includes('add-region') && <button type="button" className="button small" onClick={() => setAsked('add-region')}><Icon name="plus" />{t('region.add')}</button>}
            {place?.allowed.includes('abolish') && <button type="button" className="button small danger" onClick={() => setAsked('abolish')}>{t('region.abolish')}</button>}
          </div>
          <label className="check small"><input type="checkbox" checked={abolished === 'yes'} onChange={(event) => setSearch({ ...(at ? { region: at } : {}), ...(event.target.checked ? { abolished: 'yes' } : {}) })} /><span>{t('showAbolished')}</span></label>
          <Children at={at} abolished={abolished} go={go} />
        </div>
      </section>
      <Units region={at} abolished={abolished} mayAdd={place?.allowed.includes('add-unit') ?? false} onAdd={() => setAsked('add-unit')} />
      {asked && place && <RegionDialogs asked={asked} place={place} onClose={() => setAsked(null)} />}
    </div>
  )
}

function Children({ at, abolished, go }: { at: string | null; abolished: 'yes' | 'no'; go: (code: string) => void }) {
  const { t } = useTranslation('directory')
  const children = useInfiniteQuery(regionsBelow(at, abolished))
  if (children.isPending) return <Loading lines={6} />
  const items = children.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div>
      <h2>{t('region.children')} <span className="faint num">{items.length}{children.hasNextPage && '+'}</span></h2>
      <ul className="admin-list">
        {items.map((one) => <li key={one.code}><button type="button" className="menu-item" onClick={() => go(one.code)}><span className="grow">{one.name}</span>{one.validTo && <span className="tag">{t('abolished')}</span>}<span className="tiny faint num">{one.code}</span></button></li>)}
      </ul>
      {children.hasNextPage && <button type="button" className="button small" onClick={() => void children.fetchNextPage()}>{t('more')}</button>}
    </div>
  )
}

function Units({ region: code, abolished, mayAdd, onAdd }: { region: string | null; abolished: 'yes' | 'no'; mayAdd: boolean; onAdd: () => void }) {
  const { t } = useTranslation('directory')
  const [q, setQ] = useState('')
  const units = useInfiniteQuery(unitsIn(code, q, abolished))
  const items = units.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="card" aria-label={t('unit.title')}>
      <header className="row wrap">
        <h2>{t('unit.title')}</h2>
        <input className="input" style={{ width: '14rem' }} type="search" aria-label={t('unit.search')} placeholder={t('unit.search')} value={q} onChange={(event) => setQ(event.target.value)} />
        {mayAdd && <button type="button" className="button" onClick={onAdd}><Icon name="plus" />{t('unit.add')}</button>}
      </header>
      {units.isPending && <Loading lines={6} />}
      {units.isError && <Failed error={units.error} retry={() => void units.refetch()} />}
      <div className="body">
        {units.isSuccess && items.length === 0 && <p className="soft">{q ? t('none') : t('unit.noUnits')}</p>}
        {items.length > 0 && (
          <table className="data folds">
            <thead><tr><th scope="col">{t('unit.name')}</th><th scope="col">{t('unit.kind')}</th><th scope="col">{t('unit.region')}</th><th scope="col">{t('unit.phone')}</th></tr></thead>
            <tbody>{items.map((one) => <tr key={one.id}><td><Link to={`/admin/units/${one.id}`}>{one.name}</Link>{one.validTo && <span className="tag">{t('abolished')}</span>}</td><td className="small">{t(`unit.kinds.${one.kind}`)}</td><td className="small">{one.regionName}</td><td className="small">{one.phone}</td></tr>)}</tbody>
          </table>
        )}
        {units.hasNextPage && <button type="button" className="button small" onClick={() => void units.fetchNextPage()}>{t('more')}</button>}
      </div>
    </section>
  )
}

function RegionDialogs({ asked, place, onClose }: { asked: Asked; place: { code: string; name: string; nameEn: string | null; version: number }; onClose: () => void }) {
  const { t } = useTranslation('directory')
  const unitFields = useUnitFields({ isNew: true })
  const done = async (text: string): Promise<void> => {
    await refreshDirectory()
    toast(text)
  }
  const names = [{ name: 'name', label: t('region.name'), kind: 'text' as const }, { name: 'nameEn', label: t('region.nameEn'), kind: 'text' as const, isOptional: true }]
  switch (asked) {
    case 'edit': return (
      <FormDialog title={t('region.edit')} submit={t('save', { ns: 'common' })} onClose={onClose} fields={names} initial={{ name: place.name, nameEn: place.nameEn ?? '' }}
        send={async (values) => { await call<typeof editRegion>('patch', '/api/directory/regions/{code}', { params: { code: place.code }, body: { version: place.version, name: textIn(values, 'name'), nameEn: textOrNull(values, 'nameEn') } }); await done(t('changed')) }} />
    )
    case 'add-region': return (
      <FormDialog title={t('region.add')} submit={t('add', { ns: 'common' })} onClose={onClose} fields={[{ name: 'code', label: t('region.code'), kind: 'text', hint: t('region.codeHint') }, ...names]}
        send={async (values, idempotencyKey) => { await call<typeof createRegion>('post', '/api/directory/regions', { body: { code: textIn(values, 'code'), name: textIn(values, 'name'), nameEn: textOrNull(values, 'nameEn'), parentCode: place.code }, idempotencyKey }); await done(t('added')) }} />
    )
    case 'abolish': return (
      <FormDialog title={t('region.abolishTitle', { name: place.name })} effect={t('region.abolishEffect')} submit={t('region.abolish')} isGrave onClose={onClose} initial={{ on: todayInChina() }}
        fields={[{ name: 'on', label: t('on'), kind: 'date' }, { name: 'successor', label: t('region.successor'), kind: 'place', isOptional: true }]}
        send={async (values) => { await call<typeof abolishRegion>('post', '/api/directory/regions/{code}/abolition', { params: { code: place.code }, body: { version: place.version, on: textIn(values, 'on'), successor: textOrNull(values, 'successor') } }); await done(t('ended')) }} />
    )
    case 'add-unit': return (
      <FormDialog title={t('unit.add')} submit={t('add', { ns: 'common' })} onClose={onClose} fields={unitFields}
        send={async (values, idempotencyKey) => { await call<typeof createUnit>('post', '/api/directory/units', { body: { regionCode: place.code, lineCode: textIn(values, 'lineCode'), ...unitBody(values) }, idempotencyKey }); await done(t('added')) }} />
    )
  }
}
