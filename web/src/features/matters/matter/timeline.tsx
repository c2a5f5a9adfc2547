import type { MatterDetail } from '@hejie/contract/matters'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { longDate, shortDate, timeOf } from '../../../ui/civil-date.ts'
import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { StatusTag } from '../../../ui/status-tag.tsx'
import { eventText } from '../event-text.ts'
import { streamOf } from './stream.ts'
import type { StreamEntry, StreamKind } from './stream.ts'

const KINDS = [['all', 'matter.filterAll'], ['steps', 'matter.filterSteps'], ['contacts', 'matter.filterContacts'], ['papers', 'matter.filterPapers'], ['clocks', 'matter.filterClocks']] as const

/** The course of the matter: events, contacts, papers and clocks in one stream, newest first. */
export function Timeline({ matter }: { matter: MatterDetail }) {
  const { t, i18n } = useTranslation('matters')
  const [kind, setKind] = useState<StreamKind>('all')
  const entries = streamOf(matter, kind)
  return (
    <section className="card">
      <header className="row wrap">
        <h2>{t('matter.timeline')}</h2>
        <div className="row no-print" role="group" aria-label={t('matter.timeline')}>
          {KINDS.map(([name, text]) => <button key={name} type="button" className="button bare small" aria-pressed={kind === name} onClick={() => setKind(name)}>{t(text)}</button>)}
        </div>
      </header>
      <ol className="stream">
        {entries.map((entry, index) => (
          <li key={entry.key} data-kind={entry.kind}>
            <span className="stream-when">
              {entry.day !== entries[index - 1]?.day && <time dateTime={entry.day} title={longDate(entry.day, i18n.language)}>{shortDate(entry.day, i18n.language)}</time>}
              {entry.at && <span className="num faint">{timeOf(entry.at)}</span>}
            </span>
            <span className="stream-dot"><Icon name={iconOf(entry)} size={0.95} /></span>
            <Entry entry={entry} code={matter.code} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function iconOf(entry: StreamEntry): IconName {
  switch (entry.kind) {
    case 'contact': return 'phone'
    case 'paper': return 'paper'
    case 'clock-started': case 'clock-ended': return 'clock'
    case 'event': return entry.event.fromStatus !== entry.event.toStatus ? 'right' : 'pen'
  }
}

function Entry({ entry, code }: { entry: StreamEntry; code: string }) {
  const { t, i18n } = useTranslation('matters')
  const events = useTranslation('events').t
  switch (entry.kind) {
    case 'event': {
      const { event } = entry
      return (
        <div className="stream-what">
          <p className="row wrap"><strong>{eventText(events, event.event)}</strong>{event.fromStatus !== event.toStatus && <StatusTag status={event.toStatus} />}<By>{[event.unit, event.actor].filter(Boolean).join(' · ')}</By>{event.shownToCitizen && <CitizenSees />}</p>
          {event.note && <p className="pre">{event.note}</p>}
        </div>
      )
    }
    case 'contact': {
      const { contact } = entry
      return (
        <div className="stream-what">
          <p className="row wrap"><strong>{eventText(events, 'contact')}</strong><span className={`tag ${contact.reached ? 'green' : ''}`}>{wayText(t, contact.way)} · {t(contact.reached ? 'matter.reached' : 'matter.notReached')}</span><By>{[contact.unit, contact.by].filter(Boolean).join(' · ')}</By></p>
          <p className="pre">{contact.note}</p>
        </div>
      )
    }
    case 'paper': return (
      <div className="stream-what">
        <p className="row wrap"><a href={`/api/matters/${code}/papers/${entry.paper.seq}`} target="_blank" rel="noreferrer">{entry.paper.title}</a>{entry.paper.number && <span className="small soft">{entry.paper.number}</span>}{entry.paper.shownToCitizen && <CitizenSees />}</p>
      </div>
    )
    case 'clock-started': case 'clock-ended': {
      const name = i18n.language === 'en' ? entry.clock.en : entry.clock.zh
      return <div className="stream-what faint"><p>{t(entry.kind === 'clock-started' ? 'matter.clockStarted' : 'matter.clockEnded', { name })} <span className="tiny">{entry.clock.basis}</span></p></div>
    }
  }
}

/** The petitioner sees this line too. */
function CitizenSees() {
  const { t } = useTranslation('matters')
  return <span className="tiny faint" title={t('matter.citizenSees')}><Icon name="eye" size={1.15} /><span className="sr">{t('matter.citizenSees')}</span></span>
}

const By = ({ children }: { children: ReactNode }) => <span className="small soft">{children}</span>

const WAYS = ['phone', 'visit', 'meeting', 'video', 'message', 'letter'] as const
function wayText(t: ReturnType<typeof useTranslation<'matters'>>['t'], way: string): string {
  const known = WAYS.find((one) => one === way)
  return known ? t(`matter.contactWay.${known}`) : way
}
