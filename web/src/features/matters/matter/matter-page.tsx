import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import { Failed, Loading } from '../../../ui/states.tsx'
import { useKeys } from '../../../ui/use-keys.ts'
import { DuePanel } from './due-panel.tsx'
import { Facts } from './facts.tsx'
import { MatterHead } from './matter-head.tsx'
import { ReplyCards } from './reply-cards.tsx'
import { ReviewCards } from './review-cards.tsx'
import { Timeline } from './timeline.tsx'
import { matterDetail } from './use-matter.ts'
import { useNeighbours } from './use-neighbours.ts'
import './matter.css'

const DraftEditor = lazy(() => import('../actions/draft-editor.tsx').then((module) => ({ default: module.DraftEditor })))
const KeyboardHelp = lazy(() => import('../keyboard-help.tsx').then((module) => ({ default: module.KeyboardHelp })))

const listOf = (state: unknown): string | null => (state && typeof state === 'object' && 'list' in state && typeof state.list === 'string' ? state.list : null)

/** One matter: facts and papers, what has happened, what is due and may be done now. */
export function Component() {
  const { t } = useTranslation('matters')
  const { code = '' } = useParams()
  const location = useLocation()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const list = listOf(location.state)
  const matter = useQuery(matterDetail(code))
  const neighbours = useNeighbours(code, list)
  const [isHelping, setHelping] = useState(false)
  const action = search.get('do')
  const open = (name: string | null): void => setSearch(name ? { do: name } : {}, { replace: true, state: location.state })
  const go = (to: string | null): void => { if (to) void navigate(`/matters/${to}`, { state: location.state }) }
  const back = (): void => void navigate(`/matters?${list ?? 'scope=todo'}`)

  useEffect(() => {
    document.title = matter.data ? `${matter.data.title} · ${t('product', { ns: 'common' })}` : t('product', { ns: 'common' })
    return () => { document.title = t('product', { ns: 'common' }) }
  }, [matter.data, t])
  useKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'j') return go(neighbours.next)
    if (event.key === 'k') return go(neighbours.previous)
    if (event.key === 'u') return back()
    if (event.key === '?') return setHelping(true)
    if (/^[1-9]$/.test(event.key)) document.querySelector<HTMLElement>(`.matter-do [aria-keyshortcuts="${event.key}"]`)?.click()
  })

  if (matter.isPending) return <div className="matter"><Loading lines={14} /></div>
  if (!matter.data) return <Failed error={matter.error} retry={() => void matter.refetch()} />
  const isDrafting = (action === 'draft' || action === 'save-draft') && matter.data.allowedActions.some((one) => one.name === 'save-draft')
  return (
    <article className="matter" key={code}>
      <MatterHead matter={matter.data} neighbours={neighbours} go={go} back={back} />
      {isDrafting ? (
        <Suspense fallback={<Loading lines={10} />}><DraftEditor matter={matter.data} onClose={() => open(null)} /></Suspense>
      ) : (
        <div className="matter-parts">
          <section className="matter-facts" aria-label={t('matter.facts')}><Facts matter={matter.data} /></section>
          <section className="matter-course" aria-label={t('matter.timeline')}>
            <ReviewCards matter={matter.data} />
            <ReplyCards matter={matter.data} />
            <Timeline matter={matter.data} />
          </section>
          <aside className="matter-do" aria-label={t('matter.actions')}>
            <DuePanel matter={matter.data} action={action} open={open} next={neighbours.next ? () => go(neighbours.next) : null} leave={back} />
          </aside>
        </div>
      )}
      {isHelping && <Suspense><KeyboardHelp onClose={() => setHelping(false)} /></Suspense>}
    </article>
  )
}
