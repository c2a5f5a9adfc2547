import { EMPTY_GAZETTEER } from '../places/gazetteer.ts'
import type { Gazetteer } from '../places/gazetteer.ts'
import { averageLink } from './average-link.ts'
import type { Link } from './average-link.ts'
import { describeGroup } from './describe-group.ts'
import type { GroupReason } from './describe-group.ts'
import type { Heat } from './heat.ts'
import { mergeByCentre } from './merge-groups.ts'
import { groupNearCopies } from './near-copies.ts'
import { namesOtherPlace, pairScore } from './pair-score.ts'
import { readMessages } from './read-messages.ts'
import type { ReadMessage, ReadRegister, SentMessage } from './read-messages.ts'

/** A proposal: a person confirms, splits or merges it. Numbers, clocks and replies of its matters stay their own. */
export interface MatterGroup extends Heat {
  readonly ids: readonly string[]
  /** Title of the message most like the others. */
  readonly title: string
  /** The place all agree on; null for copies that name none. */
  readonly place: string | null
  readonly reasons: readonly GroupReason[]
}

export interface GroupingOptions {
  readonly gazetteer?: Gazetteer
  /** Day heat is asked for, days since 1970; the day of the latest message otherwise. */
  readonly asOf?: number
}

/** Frozen on the tuning set; docs/decisions/0030 tells how. */
const ENOUGH_LINK = 0.45
const ENOUGH_CENTRE = 0.13
/** A name in more texts than this is an area, not a place. */
const MOST_TEXTS = 0.035
const FEWEST_ALLOWED = 150
const WORTH_KEEPING = 0.05

/**
 * Proposes which messages are about one matter: the same place and the same issue. Two messages that name no common place
 * are never linked, unless they are copies of each other and name no different ones.
 */
export function groupMessages(sent: readonly SentMessage[], { gazetteer = EMPTY_GAZETTEER, asOf }: GroupingOptions = {}): MatterGroup[] {
  const register = readMessages(sent, gazetteer)
  const clusters = clusterMessages(register)
  const today = asOf ?? sent.reduce((latest, { day }) => Math.max(latest, day ?? latest), 0)
  return clusters.filter((members) => members.length > 1).map((members) => describeGroup(members, register, today))
    .sort((a, b) => b.heat - a.heat || b.ids.length - a.ids.length || (a.ids[0] < b.ids[0] ? -1 : 1))
}

export function clusterMessages(register: ReadRegister): number[][] {
  const { messages, names } = register
  const textsOf = new Map<string, number[]>()
  messages.forEach((message, i) => {
    for (const name of message.names) {
      const there = textsOf.get(name)
      if (there) there.push(i)
      else textsOf.set(name, [i])
    }
  })
  const most = Math.max(FEWEST_ALLOWED, messages.length * MOST_TEXTS)
  const isPlace = (name: string): boolean => {
    const texts = textsOf.get(name)?.length ?? 0
    return texts >= 2 && texts <= most
  }
  const owner = averageLink(messages.length, [...linksByPlace(register, [...textsOf].filter(([name]) => isPlace(name)).map(([, texts]) => texts), isPlace), ...linksOfCopies(register)].filter(unique(messages.length)), ENOUGH_LINK)
  return mergeByCentre(owner, register, (name) => isPlace(name) && !names.areas.has(name), ENOUGH_CENTRE)
}

const unique = (count: number): ((link: Link) => boolean) => {
  const seen = new Set<number>()
  return ({ a, b }) => {
    const pair = Math.min(a, b) * count + Math.max(a, b)
    return !seen.has(pair) && Boolean(seen.add(pair))
  }
}

/** A place both name. Below the letters of one sender stands the same address whatever they are about: there it has to be in a title. */
function agreeOnPlace(a: ReadMessage, b: ReadMessage, isPlace: (name: string) => boolean): boolean {
  if (a.sender === null || a.sender !== b.sender) return true
  for (const name of a.titleNames) if (b.names.has(name) && isPlace(name)) return true
  for (const name of b.titleNames) if (a.names.has(name) && isPlace(name)) return true
  return false
}

function linksByPlace(register: ReadRegister, places: readonly (readonly number[])[], isPlace: (name: string) => boolean): Link[] {
  const { messages } = register
  const done = new Set<number>()
  const links: Link[] = []
  for (const there of places) {
    there.forEach((a, i) => {
      for (const b of there.slice(i + 1)) {
        const pair = a * messages.length + b
        if (done.has(pair)) continue
        done.add(pair)
        if (!agreeOnPlace(messages[a], messages[b], isPlace)) continue
        const score = pairScore(messages[a], messages[b], register)
        if (score >= WORTH_KEEPING) links.push({ a, b, score })
      }
    })
  }
  return links
}

/** The same text sent again is the same matter even where it names no place; a form letter about other places is not. */
function linksOfCopies({ messages }: ReadRegister): Link[] {
  const { first } = groupNearCopies(messages.length, (i) => messages[i].bare)
  return Array.from(first, (a, b): Link => ({ a, b, score: 1 })).filter(({ a, b }) => a !== b && !namesOtherPlace(messages[a], messages[b]) && (sharesName(messages[a].names, messages[b].names) || messages[a].names.size + messages[b].names.size === 0))
}

const sharesName = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((name) => b.has(name))
