import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { similarMatters } from '@hejie/contract/matters'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { dateOf, shortDate } from '../../ui/civil-date.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import type { FilingDraft } from './filing-form.ts'

const WAIT_MS = 700
const WORDS_ENOUGH = 8

function questionOf(draft: FilingDraft) {
  const [first] = draft.people
  return { name: first?.name.trim() || undefined, phone: first?.phone.trim() || undefined, idNumber: first?.idNumber.trim() || undefined, title: draft.title.slice(0, 200), body: draft.body.slice(0, 10_000), placeCode: draft.placeCode ?? undefined }
}

/** Likely earlier matters while the clerk types, each with the reason; only a press makes one a repeat. @param isPaused nothing is looked for while the filing is on its way */
export function SimilarMatters({ draft, isPaused, onSame }: { draft: FilingDraft; isPaused: boolean; onSame: (code: string | null) => void }) {
  const { t, i18n } = useTranslation('intake')
  const content = JSON.stringify(questionOf(draft))
  const [asked, setAsked] = useState(content)
  useEffect(() => {
    const later = setTimeout(() => setAsked(content), WAIT_MS)
    return () => clearTimeout(later)
  }, [content])
  const isEnough = Boolean(draft.people[0]?.name.trim() || draft.people[0]?.phone.trim()) || (draft.title + draft.body).trim().length >= WORDS_ENOUGH
  const found = useQuery({
    queryKey: ['similar', asked], enabled: isEnough && !isPaused && draft.category !== 'B', staleTime: 60_000, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<typeof similarMatters>('post', '/api/matters/similar', { body: JSON.parse(asked), signal }),
  })
  const items = isEnough ? (found.data?.items ?? []) : []
  return (
    <aside className="register-similar" aria-label={t('similar')}>
      <h2>{t('similar')}</h2>
      <p className="small soft">{t('similarHint')}</p>
      {items.length === 0 && <p className="small faint" role="status">{isEnough && found.isSuccess ? t('similarNone') : t('similarWait')}</p>}
      <ul aria-live="polite">
        {items.map(({ matter, reasons }) => (
          <li key={matter.code} className="card" data-same={draft.repeatsCode === matter.code}>
            <a href={`/console/matters/${matter.code}`} target="_blank" rel="noreferrer">{matter.title}</a>
            <p className="row wrap"><StatusTag status={matter.status} /><span className="small soft">{matter.petitioner} · {shortDate(dateOf(matter.receivedAt), i18n.language)} · {matter.holder}</span></p>
            <p className="row wrap tiny">{reasons.map((reason) => <span key={reason.kind} className="tag blue">{t(`reason.${reason.kind}`)}{reason.words.length > 0 && ` ${reason.words.slice(0, 6).join('、')}`}</span>)}</p>
            {draft.repeatsCode === matter.code
              ? <p className="small">{t('repeats', { code: matter.code })} <button type="button" className="link" onClick={() => onSame(null)}>{t('notSame')}</button></p>
              : <button type="button" className="button small" onClick={() => onSame(matter.code)}>{t('same')}</button>}
          </li>
        ))}
      </ul>
    </aside>
  )
}
