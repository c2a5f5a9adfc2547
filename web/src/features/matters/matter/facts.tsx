import type { MatterDetail } from '@hejie/contract/matters'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCodes } from '../../../api/code-tables.ts'
import { longDate, momentText } from '../../../ui/civil-date.ts'
import { Icon } from '../../../ui/icon.tsx'
import { spacedCode } from '../../../ui/matter-code.ts'
import { AddMaterial, LinkMatter } from './facts-tools.tsx'
import { People } from './people.tsx'

/** What the petitioner wrote, who they are, the marks of the matter, its material and papers. */
export function Facts({ matter }: { matter: MatterDetail }) {
  const { t, i18n } = useTranslation('matters')
  return (
    <>
      <section className="card">
        <header><h2>{t('matter.facts')}</h2></header>
        <div className="body">
          <p className="pre matter-body">{matter.body}</p>
          {matter.infoRequests.map((one) => (
            <div key={one.seq} className="matter-answer">
              <p className="small"><strong>{t('matter.asked', { question: one.question })}</strong> <span className="faint">{t('matter.answerBy', { date: longDate(one.answerBy, i18n.language) })}</span></p>
              <p className="pre">{one.answer ?? <span className="faint">{t('matter.notAnswered')}</span>}</p>
            </div>
          ))}
          <Files matter={matter} />
          <AddMaterial matter={matter} />
        </div>
      </section>
      <People matter={matter} />
      <section className="card"><div className="body"><Particulars matter={matter} /><LinkMatter matter={matter} /></div></section>
    </>
  )
}

function Particulars({ matter }: { matter: MatterDetail }) {
  const { t, i18n } = useTranslation('matters')
  const form = useCodes('form', i18n.language)
  const channel = useCodes('channel', i18n.language)
  const category = useCodes('category', i18n.language)
  const route = useCodes('route', i18n.language)
  const purpose = useCodes('purpose', i18n.language)
  const conclusion = useCodes('conclusion', i18n.language)
  const first = useCodes('class1', i18n.language)
  const second = useCodes('class2', i18n.language)
  const moment = (instant: string | null): string | null => instant && momentText(instant, i18n.language)
  const day = (date: string | null): string | null => date && longDate(date, i18n.language)
  const rows: [string, ReactNode][] = [
    [t('matter.place'), matter.place], [t('matter.placeDetail'), matter.placeDetail], [t('matter.class'), [first.nameOf(matter.class1), second.nameOf(matter.class2)].filter(Boolean).join(' · ')],
    [t('matter.category'), category.nameOf(matter.category)], [t('matter.route'), matter.route && `${matter.route} ${route.nameOf(matter.route)}`], [t('matter.purpose'), purpose.nameOf(matter.purpose)],
    [t('matter.respondent'), matter.respondent], [t('matter.peopleCount'), matter.peopleCount > 1 ? t('matter.peopleCountValue', { count: matter.peopleCount }) : null],
    [t('matter.form'), form.nameOf(matter.form)], [t('matter.channel'), channel.nameOf(matter.channel)], [t('matter.received'), moment(matter.receivedAt)], [t('matter.registered'), moment(matter.registeredAt)],
    [t('matter.accepted'), day(matter.acceptedOn)], [t('matter.served'), day(matter.servedOn)], [t('matter.closed'), moment(matter.closedAt)], [t('matter.conclusion'), conclusion.nameOf(matter.conclusion)],
    [t('matter.office'), matter.office], [t('matter.lead'), matter.lead],
    [t('matter.links'), matter.links.length ? matter.links.map((link) => <Fragment key={link.kind + link.code}>{linkText(t, link.kind)} <Link className="num" to={`/matters/${link.code}`}>{spacedCode(link.code)}</Link><br /></Fragment>) : null],
  ]
  return <dl className="particulars">{rows.filter(([, value]) => Boolean(value)).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

const LINKS = ['merged-into', 'merged-from', 'repeats', 'repeated-by', 'related'] as const
function linkText(t: ReturnType<typeof useTranslation<'matters'>>['t'], kind: string): string {
  const known = LINKS.find((one) => one === kind)
  return known ? t(`matter.link.${known}`) : kind
}

const size = (bytes: number): string => (bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`)

function Files({ matter }: { matter: MatterDetail }) {
  const { t, i18n } = useTranslation('matters')
  if (!matter.attachments.length && !matter.papers.length) return null
  return (
    <div className="files">
      {matter.attachments.length > 0 && (
        <>
          <h3>{t('matter.attachments')}</h3>
          <ul>{matter.attachments.map((one) => <li key={one.id}><Icon name="clip" /><a className="cut" href={`/api/matters/${matter.code}/attachments/${one.id}`} target="_blank" rel="noreferrer">{one.name}</a><span className="tiny faint num">{size(one.bytes)}</span></li>)}</ul>
        </>
      )}
      {matter.papers.length > 0 && (
        <>
          <h3>{t('matter.papers')}</h3>
          <ul>{matter.papers.map((one) => <li key={one.seq}><Icon name="paper" /><a className="cut" href={`/api/matters/${matter.code}/papers/${one.seq}`} target="_blank" rel="noreferrer" title={one.title}>{one.title}</a><span className="tiny faint">{one.number ?? momentText(one.issuedAt, i18n.language)}</span></li>)}</ul>
        </>
      )}
    </div>
  )
}
