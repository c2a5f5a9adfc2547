import type { ClockFacts, HandlingFacts, ReplyFacts } from './handling-facts.ts'

/** A matter's parts as the detail screen reads them from the database; what it has more does not matter here. */
export interface DetailParts {
  assignments: readonly {
    seq: number; unit_id: string; unit: string; part: 'lead' | 'co'; kind: 'transfer' | 'assign' | 'own'; assigned_at: string; due_on: string | null; letter_number: string | null
    signed_at: string | null; recusal_declared?: boolean | null; opinion_at: string | null; ended_at: string | null; outcome: string | null
  }[]
  replies: readonly {
    seq: number; state: string; kind: string; conclusion: string | null; request_summary: string | null; facts: string | null; opinion: string | null; legal_basis: string | null; commitments: string | null
    commitments_due: string | null; number: string | null; issued_at: string | null; served_on: string | null
  }[]
  papers: readonly { kind: string }[]
  tasks: readonly { kind: string; done_at: string | null; outcome: string | null }[]
  contacts: readonly unknown[]
}

/** The facts `missingFor` asks for, from what the detail screen has read anyway. */
export function factsOfParts(parts: DetailParts, clocks: readonly ClockFacts[]): HandlingFacts {
  const reply = parts.replies.at(-1)
  return {
    assignments: parts.assignments.map((one) => ({
      seq: one.seq, unitId: one.unit_id, unit: one.unit, part: one.part, kind: one.kind, assignedAt: one.assigned_at, dueOn: one.due_on, letterNumber: one.letter_number, signedAt: one.signed_at,
      hasDeclaredRecusal: one.recusal_declared === true, opinionAt: one.opinion_at, endedAt: one.ended_at, outcome: one.outcome,
    })),
    clocks, paperKinds: parts.papers.map((one) => one.kind), contacts: parts.contacts.length, openTasks: parts.tasks.filter((one) => one.done_at === null).map((one) => one.kind),
    isExecuted: parts.tasks.some((one) => one.kind === 'execution' && one.done_at !== null && one.outcome !== 'cancelled'),
    reply: reply ? {
      seq: reply.seq, state: STATES.find((state) => state === reply.state) ?? 'draft', kind: reply.kind, conclusion: reply.conclusion, requestSummary: reply.request_summary, facts: reply.facts, opinion: reply.opinion,
      legalBasis: reply.legal_basis, commitments: reply.commitments, commitmentsDue: reply.commitments_due, draftedBy: null, number: reply.number, issuedAt: reply.issued_at, servedOn: reply.served_on,
    } : null,
  }
}

const STATES: readonly ReplyFacts['state'][] = ['draft', 'in-review', 'returned', 'approved', 'issued', 'served']
