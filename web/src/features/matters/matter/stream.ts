import type { MatterDetail } from '@hejie/contract/matters'
import { dateOf } from '../../../ui/civil-date.ts'

type Event = MatterDetail['timeline'][number]
type Contact = MatterDetail['contacts'][number]
type Paper = MatterDetail['papers'][number]
type Clock = MatterDetail['clocks'][number]

/** One line of the course of a matter. */
export type StreamEntry =
  | { kind: 'event'; key: string; day: string; at: string; event: Event }
  | { kind: 'contact'; key: string; day: string; at: string; event: Event; contact: Contact }
  | { kind: 'paper'; key: string; day: string; at: string; paper: Paper }
  | { kind: 'clock-started' | 'clock-ended'; key: string; day: string; at: null; clock: Clock }

export type StreamKind = 'all' | 'steps' | 'contacts' | 'papers' | 'clocks'

/** Which entries each choice shows. */
const SHOWN: Readonly<Record<StreamKind, readonly StreamEntry['kind'][]>> = {
  all: ['event', 'contact', 'paper', 'clock-started', 'clock-ended'], steps: ['event'], contacts: ['contact'], papers: ['paper'], clocks: ['clock-started', 'clock-ended'],
}

/**
 * Events, contacts, papers and clocks in one stream, the newest first. Clocks have a day and no time: they stand after
 * everything of that day, their end above their start.
 */
export function streamOf(matter: Pick<MatterDetail, 'timeline' | 'contacts' | 'papers' | 'clocks'>, kind: StreamKind = 'all'): StreamEntry[] {
  const contacts = matter.contacts.toSorted((one, other) => one.seq - other.seq)
  let contactsSeen = 0
  // A draft saved again and again is one line.
  const told = matter.timeline.toSorted((one, other) => one.seq - other.seq).filter((event, index, all) => event.event !== 'save-draft' || all[index + 1]?.event !== 'save-draft')
  const events = told.map((event): StreamEntry => {
    const contact = event.event === 'contact' ? contacts[contactsSeen++] : undefined
    const base = { key: `event-${event.seq}`, day: dateOf(event.at), at: event.at, event }
    return contact ? { kind: 'contact', ...base, contact } : { kind: 'event', ...base }
  })
  const papers = matter.papers.map((paper): StreamEntry => ({ kind: 'paper', key: `paper-${paper.seq}`, day: dateOf(paper.issuedAt), at: paper.issuedAt, paper }))
  const clocks = matter.clocks.flatMap((clock): StreamEntry[] => [
    { kind: 'clock-started', key: `start-${clock.seq}`, day: clock.startedOn, at: null, clock },
    ...(clock.endedOn ? [{ kind: 'clock-ended' as const, key: `end-${clock.seq}`, day: clock.endedOn, at: null, clock }] : []),
  ])
  const all = [...events, ...papers, ...clocks].filter((entry) => SHOWN[kind].includes(entry.kind))
  return all.map((entry, order) => ({ entry, order })).toSorted((one, other) => {
    if (one.entry.day !== other.entry.day) return one.entry.day < other.entry.day ? 1 : -1
    const [first, second] = [one.entry.at ?? '', other.entry.at ?? '']
    return first !== second ? (first < second ? 1 : -1) : other.order - one.order
  }).map(({ entry }) => entry)
}
