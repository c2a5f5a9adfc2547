import type { createDuty, Duty, editDuty, endDuty } from '@hejie/contract/directory'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useCodes } from '../../api/code-tables.ts'
import { call } from '../../api/client.ts'
import { useKnownMe } from '../../api/session.ts'
import { shortDate, todayInChina } from '../../ui/civil-date.ts'
import { ClassPicker } from '../../ui/class-picker.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog, listIn, textIn, textOrNull } from '../../ui/form-dialog.tsx'
import type { DialogField, DialogValues } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PlacePicker } from '../../ui/place-picker.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { duties, lines, refreshDirectory } from './directory-requests.ts'
import { useLineName } from './unit-fields.ts'

const LEVELS = ['1', '2', '3', '4', '5'] as const

/** Who is suggested for what, where; an officer decides. */
export function Component() {
  const { t, i18n } = useTranslation('directory')
  const me = useKnownMe()
  const [search, setSearch] = useSearchParams()
  const at = search.get('region') ?? me.posts[0]?.regionCode ?? null
  const [classCode, setClassCode] = useState<string | null>(null)
  const [ended, setEnded] = useState<'yes' | 'no'>('no')
  const [asked, setAsked] = useState<{ duty: Duty | null; what: 'edit' | 'end' } | null>(null)
  const lineNameOf = useLineName()
  const first = useCodes('class1', i18n.language)
  const second = useCodes('class2', i18n.language)
  const list = useInfiniteQuery(duties(at, classCode, ended))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="card">
      <p className="body soft">{t('duties.hint')}</p>
      <div className="form-row admin-filter">
        <Field name="region" label={t('duties.filterRegion')}>{(control) => <PlacePicker control={control} value={at} onChange={(code) => setSearch(code ? { region: code } : {})} />}</Field>
        <Field name="class" label={t('duties.filterClass')}>{(control) => <ClassPicker control={control} value={classCode} onChange={setClassCode} />}</Field>
        <label className="check"><input type="checkbox" checked={ended === 'yes'} onChange={(event) => setEnded(event.target.checked ? 'yes' : 'no')} /><span>{t('duties.ended')}</span></label>
        <div><button type="button" className="button main" onClick={() => setAsked({ duty: null, what: 'edit' })}><Icon name="plus" />{t('duties.add')}</button></div>
      </div>
      {list.isPending && <Loading />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <Empty title={t('none')} />}
      {items.length > 0 && (
        <div className="body" style={{ overflowX: 'auto' }}>
          <table className="data folds">
            <thead><tr><th scope="col">{t('duties.class')}</th><th scope="col">{t('duties.region')}</th><th scope="col">{t('duties.target')}</th><th scope="col">{t('duties.reason')}</th><th scope="col"><span className="sr">{t('edit', { ns: 'common' })}</span></th></tr></thead>
            <tbody>
              {items.map((duty) => (
                <tr key={duty.id}>
                  <td><span className="num">{duty.classCode}</span> {duty.classCode.length === 4 ? second.nameOf(duty.classCode) : first.nameOf(duty.classCode)}</td><td>{duty.regionName}</td>
                  <td>{duty.unitName ?? lineNameOf(duty)}{duty.unitLevel !== null && <span className="small faint"> · {t(`level.${LEVELS[duty.unitLevel - 1] ?? '5'}`, { ns: 'common' })}</span>}{duty.validTo && <span className="tag">{t('post.until', { date: shortDate(duty.validTo, i18n.language) })}</span>}</td><td className="small">{duty.reason}</td>
                  <td className="nowrap">{duty.allowed.includes('edit') && <button type="button" className="link" onClick={() => setAsked({ duty, what: 'edit' })}>{t('edit', { ns: 'common' })}</button>} {duty.allowed.includes('end') && <button type="button" className="link" onClick={() => setAsked({ duty, what: 'end' })}>{t('duties.end')}</button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {list.hasNextPage && <button type="button" className="button small" onClick={() => void list.fetchNextPage()}>{t('more')}</button>}
        </div>
      )}
      {asked && <DutyDialog duty={asked.duty} isEnding={asked.what === 'end'} region={at} onClose={() => setAsked(null)} />}
    </section>
  )
}

function DutyDialog({ duty, isEnding, region, onClose }: { duty: Duty | null; isEnding: boolean; region: string | null; onClose: () => void }) {
  const { t, i18n } = useTranslation('directory')
  const lineItems = useQuery(lines).data?.items ?? []
  const lineChoices = lineItems.map((one) => ({ value: one.code, label: i18n.language === 'en' ? one.en : one.zh }))
  const done = async (text: string): Promise<void> => {
    await refreshDirectory()
    toast(text)
  }
  if (duty && isEnding) {
    return <FormDialog title={t('duties.end')} effect={t('duties.endEffect')} submit={t('duties.end')} isGrave fields={[{ name: 'on', label: t('on'), kind: 'date' }]} initial={{ on: todayInChina() }} onClose={onClose}
      send={async (values) => { await call<typeof endDuty>('post', '/api/directory/duties/{id}/end', { params: { id: duty.id }, body: { version: duty.version, on: textIn(values, 'on') } }); await done(t('ended')) }} />
  }
  const fields: DialogField[] = [
    ...(duty ? [] : [{ name: 'classCode', label: t('duties.class'), kind: 'class' as const }, { name: 'regionCode', label: t('duties.region'), kind: 'place' as const }]),
    { name: 'lineCode', label: t('duties.line'), hint: t('duties.targetHint'), kind: 'select', options: lineChoices, isOptional: true }, { name: 'unitId', label: t('duties.unit'), kind: 'unit', isOptional: true },
    { name: 'unitLevel', label: t('duties.level'), kind: 'select', isOptional: true, options: LEVELS.map((value) => ({ value, label: t(`level.${value}`, { ns: 'common' }) })) },
    { name: 'coLines', label: t('duties.co'), kind: 'checks', options: lineChoices }, { name: 'reason', label: t('duties.reason'), kind: 'area' },
  ]
  const initial: DialogValues = duty
    ? { lineCode: duty.lineCode ?? '', unitId: duty.unitId ?? '', unitLevel: duty.unitLevel === null ? '' : String(duty.unitLevel), coLines: duty.coLines, reason: duty.reason }
    : { regionCode: region ?? '' }
  return (
    <FormDialog
      title={t(duty ? 'duties.edit' : 'duties.add')} submit={t('save', { ns: 'common' })} fields={fields} initial={initial} onClose={onClose}
      send={async (values, idempotencyKey) => {
        const level = textIn(values, 'unitLevel')
        const body = { lineCode: textOrNull(values, 'lineCode'), unitId: textOrNull(values, 'unitId'), unitLevel: level ? Number(level) : null, coLines: listIn(values, 'coLines'), reason: textIn(values, 'reason') }
        if (duty) await call<typeof editDuty>('patch', '/api/directory/duties/{id}', { params: { id: duty.id }, body: { version: duty.version, ...body } })
        else await call<typeof createDuty>('post', '/api/directory/duties', { body: { classCode: textIn(values, 'classCode'), regionCode: textIn(values, 'regionCode'), ...body }, idempotencyKey })
        await done(t(duty ? 'changed' : 'added'))
      }}
    />
  )
}
