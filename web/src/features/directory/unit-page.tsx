import type { abolishPost, abolishUnit, appoint, createPost, editPost, editUnit, endAppointment, Post } from '@hejie/contract/directory'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { unit as unitQuery } from '../../api/directory.ts'
import { longDate, shortDate, todayInChina } from '../../ui/civil-date.ts'
import { FormDialog, listIn, textIn, textOrNull } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { AppointDialog } from './appoint-dialog.tsx'
import { refreshDirectory, roles } from './directory-requests.ts'
import { unitBody, unitStart, useLineName, useUnitFields } from './unit-fields.ts'

type Asked =
  | { what: 'edit' | 'abolish' | 'add-post' }
  | { what: 'edit-post' | 'abolish-post' | 'appoint'; post: Post }
  | { what: 'end'; post: Post; holder: Post['holders'][number] }

/** One unit with its posts and who holds them. */
export function Component() {
  const { t, i18n } = useTranslation('directory')
  const { id = '' } = useParams()
  const { data: unit, error, refetch } = useQuery(unitQuery(id))
  const roleNames = useQuery(roles).data?.items ?? []
  const [asked, setAsked] = useState<Asked | null>(null)
  const lineNameOf = useLineName()
  if (!unit) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  const roleName = (code: string): string => {
    const role = roleNames.find((one) => one.code === code)
    return role ? (i18n.language === 'en' ? role.en : role.zh) : code
  }
  const rows = [
    [t('unit.kind'), t(`unit.kinds.${unit.kind}`)], [t('unit.line'), lineNameOf(unit)], [t('unit.region'), unit.regionName], [t('unit.superior'), unit.superiorName], [t('unit.code'), unit.code], [t('unit.creditCode'), unit.creditCode], [t('unit.phone'), unit.phone], [t('unit.address'), unit.address],
    [t('validFrom'), longDate(unit.validFrom, i18n.language)], [t('validTo'), unit.validTo && longDate(unit.validTo, i18n.language)], [t('unit.successor'), unit.successorName],
  ].filter(([, value]) => value)
  return (
    <div className="stack">
      <section className="card">
        <header className="row wrap">
          <h2><Link to={`/admin/units?region=${unit.regionCode}`}>{unit.regionName}</Link> › {unit.name}</h2>
          {unit.allowed.includes('edit') && <button type="button" className="button" onClick={() => setAsked({ what: 'edit' })}>{t('unit.edit')}</button>}
          {unit.allowed.includes('abolish') && <button type="button" className="button danger" onClick={() => setAsked({ what: 'abolish' })}>{t('unit.abolish')}</button>}
        </header>
        <dl className="body particulars-wide">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      </section>
      <section className="card">
        <header><h2>{t('unit.posts')}</h2>{unit.allowed.includes('add-post') && <button type="button" className="button" onClick={() => setAsked({ what: 'add-post' })}><Icon name="plus" />{t('unit.addPost')}</button>}</header>
        <div className="body">
          {unit.posts.length === 0 && <p className="soft">{t('unit.noPosts')}</p>}
          <ul className="posts">
            {unit.posts.map((post) => (
              <li key={post.id}>
                <div className="row wrap"><strong>{post.name}</strong>{post.roles.map((role) => <span key={role} className="tag blue">{roleName(role)}</span>)}{post.validTo && <span className="tag">{t('post.until', { date: shortDate(post.validTo, i18n.language) })}</span>}<span className="grow" />
                  {post.allowed.includes('appoint') && <button type="button" className="button small" onClick={() => setAsked({ what: 'appoint', post })}>{t('post.appoint')}</button>}
                  {post.allowed.includes('edit') && <button type="button" className="button small" onClick={() => setAsked({ what: 'edit-post', post })}>{t('edit', { ns: 'common' })}</button>}
                  {post.allowed.includes('abolish') && <button type="button" className="button small danger" onClick={() => setAsked({ what: 'abolish-post', post })}>{t('post.abolish')}</button>}
                </div>
                <ul>
                  {post.holders.map((holder) => (
                    <li key={holder.accountId + holder.validFrom} className="row wrap small"><Icon name="person" /><Link to={`/admin/staff/${holder.accountId}`}>{holder.name}</Link><span className="faint">{holder.username} · {t('post.since', { date: shortDate(holder.validFrom, i18n.language) })}{holder.validTo && ` · ${t('post.until', { date: shortDate(holder.validTo, i18n.language) })}`}</span>
                      {holder.mayEnd && <button type="button" className="link" onClick={() => setAsked({ what: 'end', post, holder })}>{t('post.end')}</button>}
                    </li>
                  ))}
                  {post.holders.length === 0 && <li className="small faint">{t('post.vacant')}</li>}
                </ul>
              </li>
            ))}
          </ul>
        </div>
      </section>
      {asked && <UnitDialogs asked={asked} unit={unit} onClose={() => setAsked(null)} />}
    </div>
  )
}

function UnitDialogs({ asked, unit, onClose }: { asked: Asked; unit: Parameters<typeof unitStart>[0]; onClose: () => void }) {
  const { t, i18n } = useTranslation('directory')
  const fields = useUnitFields({ isNew: false })
  const roleItems = useQuery(roles).data?.items ?? []
  const done = async (text: string): Promise<void> => {
    await refreshDirectory()
    toast(text)
  }
  const postFields = [
    { name: 'name', label: t('post.name'), kind: 'text' as const }, { name: 'nameEn', label: t('post.nameEn'), kind: 'text' as const, isOptional: true },
    { name: 'roles', label: t('post.roles'), hint: t('post.rolesHint'), kind: 'checks' as const, options: roleItems.map((role) => ({ value: role.code, label: `${role.code} ${i18n.language === 'en' ? role.en : role.zh}` })) },
  ]
  const chosen = (codes: readonly string[]) => roleItems.map((role) => role.code).filter((code) => codes.includes(code))
  switch (asked.what) {
    case 'edit': return <FormDialog title={t('unit.edit')} submit={t('save', { ns: 'common' })} fields={fields} initial={unitStart(unit)} onClose={onClose}
      send={async (values) => { const { kind: _, ...body } = unitBody(values); await call<typeof editUnit>('patch', '/api/directory/units/{id}', { params: { id: unit.id }, body: { version: unit.version, ...body } }); await done(t('changed')) }} />
    case 'abolish': return <FormDialog title={t('unit.abolishTitle', { name: unit.name })} effect={t('unit.abolishEffect')} submit={t('unit.abolish')} isGrave initial={{ on: todayInChina() }} onClose={onClose}
      fields={[{ name: 'on', label: t('on'), kind: 'date' }, { name: 'successor', label: t('unit.successor'), kind: 'unit', isOptional: true }]}
      send={async (values) => { await call<typeof abolishUnit>('post', '/api/directory/units/{id}/abolition', { params: { id: unit.id }, body: { version: unit.version, on: textIn(values, 'on'), successor: textOrNull(values, 'successor') } }); await done(t('ended')) }} />
    case 'add-post': return <FormDialog title={t('unit.addPost')} submit={t('add', { ns: 'common' })} fields={postFields} onClose={onClose}
      send={async (values, idempotencyKey) => { await call<typeof createPost>('post', '/api/directory/units/{id}/posts', { params: { id: unit.id }, body: { name: textIn(values, 'name'), nameEn: textOrNull(values, 'nameEn'), roles: chosen(listIn(values, 'roles')) }, idempotencyKey }); await done(t('added')) }} />
    case 'edit-post': return <FormDialog title={t('post.edit')} submit={t('save', { ns: 'common' })} fields={postFields} initial={{ name: asked.post.name, nameEn: asked.post.nameEn ?? '', roles: asked.post.roles }} onClose={onClose}
      send={async (values) => { await call<typeof editPost>('patch', '/api/directory/posts/{id}', { params: { id: asked.post.id }, body: { version: asked.post.version, name: textIn(values, 'name'), nameEn: textOrNull(values, 'nameEn'), roles: chosen(listIn(values, 'roles')) } }); await done(t('changed')) }} />
    case 'abolish-post': return <FormDialog title={t('post.abolish')} effect={t('post.abolishEffect')} submit={t('post.abolish')} isGrave fields={[{ name: 'on', label: t('on'), kind: 'date' }]} initial={{ on: todayInChina() }} onClose={onClose}
      send={async (values) => { await call<typeof abolishPost>('post', '/api/directory/posts/{id}/abolition', { params: { id: asked.post.id }, body: { version: asked.post.version, on: textIn(values, 'on') } }); await done(t('ended')) }} />
    case 'appoint': return <AppointDialog post={asked.post} onClose={onClose} send={async (accountId, from) => { await call<typeof appoint>('post', '/api/directory/posts/{id}/holders', { params: { id: asked.post.id }, body: { accountId, from } }); await done(t('changed')) }} />
    case 'end': return <FormDialog title={t('post.endTitle', { name: asked.holder.name })} effect={t('post.endEffect')} submit={t('post.end')} isGrave fields={[{ name: 'on', label: t('on'), kind: 'date' }]} initial={{ on: todayInChina() }} onClose={onClose}
      send={async (values) => { await call<typeof endAppointment>('post', '/api/directory/posts/{id}/holders/{accountId}/end', { params: { id: asked.post.id, accountId: asked.holder.accountId }, body: { on: textIn(values, 'on') } }); await done(t('ended')) }} />
  }
}
