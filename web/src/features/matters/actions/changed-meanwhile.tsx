import type { MatterDetail } from '@hejie/contract/matters'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../../api/problem.ts'
import { momentText } from '../../../ui/civil-date.ts'
import { eventText } from '../event-text.ts'
import { refreshMatter } from './send-action.ts'

/** Somebody was faster: shows what happened since, and lets the officer decide again with what was typed. */
export function ChangedMeanwhile({ problem, matter }: { problem: ApiProblem | null; matter: MatterDetail }) {
  const { t, i18n } = useTranslation('actions')
  const events = useTranslation('events').t
  const [seenSeq] = useState(() => Math.max(0, ...matter.timeline.map((one) => one.seq)))
  const [isFresh, setFresh] = useState(false)
  if (problem?.code !== 'matter/changed-meanwhile' && problem?.code !== 'matter/too-late') return null
  const since = matter.timeline.filter((one) => one.seq > seenSeq)
  if (!isFresh) return <p className="row"><button type="button" className="button small" onClick={() => void refreshMatter(matter.code).then(() => setFresh(true))}>{t('form.seeLatest')}</button></p>
  return (
    <div className="stack tight small">
      <p>{t('form.seen')}</p>
      {since.length > 0 && <p className="soft">{t('form.since')}</p>}
      <ul>{since.map((one) => <li key={one.seq}>{momentText(one.at, i18n.language)} {one.unit} {one.actor} · {eventText(events, one.event)} {one.note}</li>)}</ul>
    </div>
  )
}
