import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKnownMe } from '../../api/session.ts'
import { Field } from '../../ui/field.tsx'
import { PlacePicker } from '../../ui/place-picker.tsx'
import { Loading, problemWords } from '../../ui/states.tsx'
import { ExplanationView } from './explanation.tsx'
import { trial } from './limit-requests.ts'
import type { Card } from './limit-requests.ts'
import { variantWords } from './limit-words.ts'

/** The date of any start under any limit, explained: what an officer asks before a matter has the clock. */
export function TryLimit({ cards, today }: { cards: readonly Card[]; today: string }) {
  const { t, i18n } = useTranslation('time-limits')
  const [post] = useKnownMe().posts
  const [asked, setAsked] = useState({ rule: 'DL05', start: today, region: post?.regionCode ?? '', variant: '', extension: '0', filedAt: '', door: 'counter' as 'counter' | 'online' })
  const countable = cards.flatMap(({ code, now }) => (now && now.unit !== 'minute' ? [{ code, now }] : []))
  const length = countable.find((one) => one.code === asked.rule)?.now.length
  const variants = length === undefined || typeof length === 'number' ? [] : Object.keys(length)
  const variant = variants.includes(asked.variant) ? asked.variant : variants[0]
  const { data, error, isFetching } = useQuery({
    ...trial({ rule: asked.rule, start: asked.start, extension: Number(asked.extension) || 0, ...(asked.region ? { region: asked.region } : {}), ...(variant ? { variant } : {}), ...(asked.filedAt ? { filedAt: `${asked.filedAt}:00+08:00`, door: asked.door } : {}) }), enabled: asked.start !== '', retry: false, placeholderData: (before) => before,
  })
  const set = (change: Partial<typeof asked>): void => setAsked((before) => ({ ...before, ...change }))
  return (
    <section className="stack" aria-labelledby="try-limit">
      <div className="card">
        <header><h2 id="try-limit">{t('try.title')}</h2></header>
        <div className="body limit-edit">
          <Field name="rule" label={t('try.rule')}>{(control) => (
            <select {...control} className="select" value={asked.rule} onChange={(event) => set({ rule: event.target.value, extension: '0' })}>{countable.map(({ code, now }) => <option key={code} value={code}>{code} {i18n.language === 'en' ? now.en : now.zh}</option>)}</select>
          )}</Field>
          {variants.length > 0 && <Field name="variant" label={t('try.variant')}>{(control) => <select {...control} className="select" value={variant} onChange={(event) => set({ variant: event.target.value })}>{variants.map((name) => <option key={name} value={name}>{variantWords(name, t)}</option>)}</select>}</Field>}
          <Field name="start" label={t('start')}>{(control) => <input {...control} className="input" type="date" value={asked.start} onChange={(event) => set({ start: event.target.value })} />}</Field>
          <Field name="extension" label={t('try.extension')}>{(control) => <input {...control} className="input" type="number" min={0} max={3650} value={asked.extension} onChange={(event) => set({ extension: event.target.value })} />}</Field>
          <Field name="region" label={t('try.region')}>{(control) => <PlacePicker control={control} value={asked.region || null} onChange={(code) => set({ region: code ?? '' })} />}</Field>
          <Field name="filedAt" label={t('try.filedAt')} hint={t('try.filedHint')}>{(control) => <input {...control} className="input" type="datetime-local" value={asked.filedAt} onChange={(event) => set({ filedAt: event.target.value })} />}</Field>
          <Field name="door" label={t('try.door')}>{(control) => <select {...control} className="select" value={asked.door} onChange={(event) => set({ door: event.target.value === 'online' ? 'online' : 'counter' })}><option value="counter">{t('try.counter')}</option><option value="online">{t('try.online')}</option></select>}</Field>
          {error && <p className="notice red wide" role="alert">{problemWords(error)}</p>}
        </div>
      </div>
      {!error && data?.filed && <p className={`notice ${data.filed.inTime ? 'green' : 'red'}`} role="status"><strong>{i18n.language === 'en' ? data.filed.en : data.filed.zh}</strong> {data.closing && (i18n.language === 'en' ? data.closing.en : data.closing.zh)}</p>}
      {!error && data && <div className="stack" aria-busy={isFetching}><ExplanationView found={data} /></div>}
      {!data && isFetching && <Loading />}
    </section>
  )
}
