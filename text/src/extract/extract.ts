import { fold, spanInOriginal } from '../language/fold.ts'
import type { Folded } from '../language/fold.ts'
import { divisionAt, EMPTY_GAZETTEER } from '../places/gazetteer.ts'
import type { Gazetteer } from '../places/gazetteer.ts'
import { namesIn } from '../places/learn-names.ts'
import type { LearnedNames } from '../places/learn-names.ts'
import { formedNames } from '../places/name-forms.ts'
import { findAmounts } from './amounts.ts'
import { findDates } from './dates.ts'
import type { Entity } from './entity.ts'
import { findNumbers } from './numbers-of-people.ts'
import { findOrganisations } from './organisations.ts'
import { findPeople } from './people.ts'

export interface ExtractionOptions {
  readonly gazetteer?: Gazetteer
  /** Names the register's own texts taught. */
  readonly names?: LearnedNames
  /** Year the text was written, for 去年 and 今年. */
  readonly writtenIn?: number
}

type Part = { readonly start: number; readonly end: number; readonly make: (base: { start: number; end: number; text: string }) => Entity }

/**
 * What a text mentions, in the order it stands there, each with its span in the original. Where two readings overlap the
 * surer kind wins: numbers, dates, amounts, organisations, people, places.
 */
export function extractEntities(text: string, { gazetteer = EMPTY_GAZETTEER, names, writtenIn }: ExtractionOptions = {}): Entity[] {
  const folded = fold(text)
  const plain = folded.text
  const taken: Part[] = []
  const offer = (parts: Iterable<Part>): void => {
    for (const part of parts) if (!taken.some((one) => one.start < part.end && part.start < one.end)) taken.push(part)
  }
  offer(findNumbers(plain).map(({ start, end, kind }) => ({ start, end, make: (base) => simple(kind, base) })))
  offer(findDates(plain, writtenIn ?? null).map(({ start, end, value }) => ({ start, end, make: (base) => ({ kind: 'date', ...base, ...value }) })))
  offer(findAmounts(plain).map(({ start, end, value }) => ({ start, end, make: (base) => ({ kind: 'amount', ...base, ...value }) })))
  offer(findOrganisations(plain).map(({ start, end }) => ({ start, end, make: (base) => ({ kind: 'organisation', ...base }) })))
  offer(findPeople(plain).map(({ start, end }) => ({ start, end, make: (base) => ({ kind: 'person', ...base }) })))
  offer(findPlaces(plain, gazetteer, names))
  return taken.sort((a, b) => a.start - b.start).map((part) => part.make(original(folded, text, part)))
}

function original(folded: Folded, text: string, { start, end }: Part): { start: number; end: number; text: string } {
  const span = spanInOriginal(folded, start, end)
  return { ...span, text: text.slice(span.start, span.end) }
}

function simple(kind: Entity['kind'], base: { start: number; end: number; text: string }): Entity {
  return kind === 'amount' || kind === 'date' || kind === 'place' ? { kind: 'case-number', ...base } : { kind, ...base }
}

/** Divisions, learned names and names by form; the longest of those that overlap. */
function findPlaces(text: string, gazetteer: Gazetteer, names: LearnedNames | undefined): Part[] {
  const spans: { start: number; end: number }[] = []
  for (let at = 0; at < text.length;) {
    const length = divisionAt(text, at, gazetteer)
    if (length > 0) spans.push({ start: at, end: at + length })
    at += Math.max(1, length)
  }
  spans.push(...formedNames(text))
  if (names) spans.push(...namesIn(text, names).covered)
  return spans.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start).map(({ start, end }) => ({
    start, end, make: (base) => ({ kind: 'place', ...base, codes: (gazetteer.byName.get(text.slice(start, end)) ?? []).map(({ code }) => code) }),
  }))
}
