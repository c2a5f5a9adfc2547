import type { AuditQuery } from '@hejie/contract/audit'

type Question = Pick<AuditQuery, 'from' | 'to' | 'actor' | 'actorKind' | 'action' | 'subject'>

const KINDS = ['staff', 'citizen', 'system'] as const
const matching = (form: RegExp, text: string | null): string | undefined => (text !== null && form.test(text) ? text : undefined)

/** The filters an address stands for; days, not instants. What means nothing is left out. */
export function filtersOf(search: URLSearchParams): Question {
  return {
    from: matching(/^\d{4}-\d\d-\d\d$/, search.get('from')), to: matching(/^\d{4}-\d\d-\d\d$/, search.get('to')), actor: matching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/, search.get('actor')),
    actorKind: KINDS.find((kind) => kind === search.get('actorKind')), action: matching(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)?$/, search.get('action')), subject: matching(/^.{1,100}$/, search.get('subject')),
  }
}

/** What the server is asked: days begin at midnight in China. */
export function questionOf({ from, to, ...rest }: Question): Question {
  return { ...rest, from: from && `${from}T00:00:00+08:00`, to: to && `${to}T00:00:00+08:00` }
}
