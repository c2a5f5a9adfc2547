import { expect, test } from 'vitest'
import { streamOf } from './stream.ts'

const event = (seq: number, name: string, at: string) => ({ seq, event: name, fromStatus: null, toStatus: 'HANDLING' as const, at, actor: '王', unit: '住建局', note: null, detail: {}, shownToCitizen: false })
const clock = (seq: number, startedOn: string, endedOn: string | null) => ({
  rule: 'DL31', zh: '签收', en: 'sign', basis: '', strict: null, legal: null, provisional: false, label: { kind: 'left' as const, days: 1 }, seq, unit: null, startedOn, length: 2, lengthUnit: 'workingDay', extendedDays: 0, endedOn, endedBy: null, isLate: false,
})
const matter = {
  timeline: [event(1, 'submit', '2026-11-20T01:00:00Z'), event(2, 'contact', '2026-11-21T02:00:00Z'), event(3, 'contact', '2026-11-21T03:00:00Z')],
  contacts: [
    { seq: 1, at: '2026-11-21T02:00:00Z', by: '王', unit: '住建局', way: 'phone', reached: false, note: '无人接听' },
    { seq: 2, at: '2026-11-21T03:00:00Z', by: '王', unit: '住建局', way: 'visit', reached: true, note: '当面核实' },
  ],
  papers: [{ seq: 1, kind: 'WS05', number: null, title: '受理告知书', digest: '', issuedAt: '2026-11-21T02:30:00Z', shownToCitizen: true }],
  clocks: [clock(1, '2026-11-20', '2026-11-21')],
}

test('everything stands in one stream, the newest first, clocks after the events of their day', () => {
  expect(streamOf(matter).map((entry) => entry.key)).toEqual(['event-3', 'paper-1', 'event-2', 'end-1', 'event-1', 'start-1'])
})

test('each contact is shown with what was noted about it', () => {
  expect(streamOf(matter, 'contacts').map((entry) => (entry.kind === 'contact' ? entry.contact.note : ''))).toEqual(['当面核实', '无人接听'])
})

test('an event shortly after midnight in China belongs to that day', () => {
  expect(streamOf({ ...matter, timeline: [event(1, 'submit', '2026-11-19T16:30:00Z')], papers: [], contacts: [] }).map((entry) => entry.day)).toEqual(['2026-11-21', '2026-11-20', '2026-11-20'])
})

test('only papers, when only papers are asked for', () => {
  expect(streamOf(matter, 'papers').map((entry) => entry.key)).toEqual(['paper-1'])
})

test('a draft that was saved many times in a row is one line', () => {
  const saves = [1, 2, 3].map((seq) => event(seq, 'save-draft', `2026-11-20T0${seq}:00:00Z`))
  expect(streamOf({ ...matter, timeline: [...saves, event(4, 'draft', '2026-11-20T05:00:00Z')], contacts: [], papers: [], clocks: [] }).map((entry) => entry.key)).toEqual(['event-4', 'event-3'])
})
