import type { MatterDetail } from '@hejie/contract/matters'
import type { Review, readReviews } from '@hejie/contract/reviewing'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../../api/client.ts'
import type { Output } from '../../../api/client.ts'
import { useCodes } from '../../../api/code-tables.ts'
import { longDate } from '../../../ui/civil-date.ts'
import { Icon } from '../../../ui/icon.tsx'

type Hearing = Output<typeof readReviews>['hearings'][number]
/** Steps after which there is something to show; other matters are not asked about. */
const TELLING = ['ask-review', 'ask-rereview', 'hear']
/** States in which somebody decides whose it is. */
const ROUTING = ['REGISTERED', 'OBJECTED', 'JURIS']

/** Reviews, re-reviews and hearings of a matter, the newest first; and whether what it repeats was concluded. */
export function ReviewCards({ matter }: { matter: MatterDetail }) {
  const { t, i18n } = useTranslation('reviewing')
  const isRouting = matter.class1 !== null && ROUTING.includes(matter.status)
  const isTold = isRouting || matter.timeline.some((one) => TELLING.includes(one.event)) || matter.links.some((one) => one.kind === 'repeats')
  const { data } = useQuery({
    queryKey: ['matters', 'detail', matter.code, 'reviews', matter.version], enabled: isTold,
    queryFn: ({ signal }) => call<typeof readReviews>('get', '/api/matters/{code}/reviews', { params: { code: matter.code }, signal }),
  })
  if (!data) return null
  return (
    <>
      {data.concludedBefore.map((one) => (
        <p key={one.code} className="notice amber" role="note"><Icon name="alert" /><span>{t('concluded', { code: one.code, number: one.number, organ: one.organ, date: longDate(one.servedOn, i18n.language) })} <Link to={`/matters/${one.code}`}>{one.code}</Link></span></p>
      ))}
      {isRouting && data.precedents.length > 0 && (
        <section className="card">
          <header><h2>{t('precedents')}</h2></header>
          <ul className="body stack tight">
            {data.precedents.map((one) => <li key={`${one.unitId}-${one.ruledOn}`}><p className="row wrap"><span>{t('precedent', { organ: one.ruledBy, unit: one.unit, date: longDate(one.ruledOn, i18n.language) })}</span><span className="tag blue">{t(one.isSameClass ? 'sameClass' : 'likeClass')}</span></p><p className="small soft pre">{one.reason}</p></li>)}
          </ul>
        </section>
      )}
      {data.reviews.toReversed().map((one, index) => <ReviewCard key={one.seq} review={one} isOpen={index === 0} />)}
      {data.hearings.map((one) => <HearingCard key={one.seq} hearing={one} />)}
    </>
  )
}

function ReviewCard({ review, isOpen }: { review: Review; isOpen: boolean }) {
  const { t, i18n } = useTranslation('reviewing')
  const conclusion = useCodes('conclusion', i18n.language, review.conclusion !== null)
  const parts = [
    ['reasons', review.reasons], ['lateReason', review.lateReason], ['refused', review.refusalNote], ['reviewRequest', review.reviewRequest], ['facts', review.facts], ['opinion', review.opinion], ['legalBasis', review.legalBasis],
    ['conclusion', review.conclusion && conclusion.nameOf(review.conclusion)], ['correction', review.correction], ['remedy', review.remedy],
  ] as const
  const people = [
    ['organ', review.organ], ['requestedOn', longDate(review.requestedOn, i18n.language)], ['number', review.number], ['draftedBy', review.draftedBy], ['reviewedBy', review.reviewedBy], ['issuedBy', review.issuedBy],
    ['servedOn', review.servedOn && longDate(review.servedOn, i18n.language)],
  ] as const
  return (
    <section className="card">
      <details open={isOpen}>
        <summary className="reply-head"><h2>{t(`card.${review.kind}`)}</h2><span className={`tag ${review.state === 'SERVED' ? 'green' : 'blue'}`}>{t(`state.${review.state}`)}</span>{review.result && <span className="tag">{t(`result.${review.result}`)}</span>}{review.isFinal && review.state === 'SERVED' && <span className="tag red">{t('card.final')}</span>}</summary>
        <div className="body">
          {review.reviewNote && <p className="notice small amber"><span><strong>{t('card.returned')}</strong> {review.reviewNote}</span></p>}
          <dl className="reply">{parts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{t(`card.${name}`)}</dt><dd className="pre">{value}</dd></div>)}</dl>
          <p className="small soft row wrap">{people.filter(([, value]) => value).map(([name, value]) => <span key={name}>{t('said', { ns: 'common', name: t(`card.${name}`), value })}</span>)}</p>
        </div>
      </details>
    </section>
  )
}

function HearingCard({ hearing }: { hearing: Hearing }) {
  const { t, i18n } = useTranslation('reviewing')
  const parts = [['topic', hearing.topic], ['presider', hearing.presider], ['hearers', hearing.hearers], ['participants', hearing.participants], ['record', hearing.record]] as const
  return (
    <section className="card">
      <details open={hearing.endedAt === null}>
        <summary className="reply-head"><h2>{t('card.hearing')}</h2><span className="small soft">{t('card.hearingOf', { date: longDate(hearing.heldOn, i18n.language), place: hearing.place })}</span>{hearing.isPublic && <span className="tag">{t('card.public')}</span>}</summary>
        <div className="body"><dl className="reply">{parts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{t(`card.${name}`)}</dt><dd className="pre">{value}</dd></div>)}</dl></div>
      </details>
    </section>
  )
}
