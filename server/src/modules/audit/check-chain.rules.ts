import { FIRST_PREVIOUS, hashLine } from './chain.rules.ts'
import type { AuditLine, LaneHead } from './chain.rules.ts'

export type AuditFaultCode = 'altered' | 'removed' | 'inserted' | 'unlinked' | 'cut-off' | 'head-altered' | 'lane-missing' | 'lane-unknown' | 'anchor-differs' | 'unreadable'

/** One thing wrong with the record, with the place and why it is known. */
export interface AuditFault {
  /** null when a line cannot even be told apart */
  lane: number | null
  seq: number | null
  code: AuditFaultCode
  message: string
}

/** Reads one lane from its first line to its head and says what does not fit. */
export interface LaneChecker {
  /** @param line the next one by number */
  take(line: AuditLine): AuditFault[]
  /** After the last line. */
  end(): AuditFault[]
}

/**
 * Checks a whole lane. What one change breaks is reported once: after a fault the chain is picked up again at the line
 * that follows.
 *
 * @param head where the lane should end; null when even that is gone
 * @param anchor where the lane stood at an earlier time, as kept elsewhere: finds a chain that was computed anew as a whole
 */
export function checkWholeLane(lane: number, head: LaneHead | null, anchor: LaneHead | null = null): LaneChecker {
  let expected = 1
  let previous = FIRST_PREVIOUS
  let isPickedUp = false
  let anchorHash: string | null = null
  const fault = (seq: number | null, code: AuditFaultCode, message: string): AuditFault => ({ lane, seq, code, message })
  return {
    take(line) {
      const faults: AuditFault[] = []
      if (line.seq < expected) return [fault(line.seq, 'inserted', `line ${line.seq} occurs twice or out of order`)]
      if (line.seq > expected) {
        const missing = line.seq - expected === 1 ? `line ${expected} is` : `lines ${expected}–${line.seq - 1} are`
        faults.push(fault(expected, 'removed', `${missing} missing`))
        isPickedUp = true
      }
      const isAltered = line.lane !== lane || hashLine(line) !== line.hash
      if (isAltered) faults.push(fault(line.seq, 'altered', `line ${line.seq} (${line.action}) does not match its own hash`))
      else if (!isPickedUp && line.previous !== previous) faults.push(fault(line.seq, 'unlinked', `line ${line.seq} does not follow from line ${line.seq - 1}: one of the two was replaced`))
      if (anchor && line.seq === anchor.nextSeq - 1) anchorHash = line.hash
      expected = line.seq + 1
      previous = line.hash
      isPickedUp = false
      return faults
    },
    end() {
      const faults: AuditFault[] = []
      const last = expected - 1
      if (!head) faults.push(fault(null, 'lane-missing', `the head of lane ${lane} is gone`))
      else if (last < head.nextSeq - 1) faults.push(fault(expected, 'cut-off', `the lane should have ${head.nextSeq - 1} lines and ends after ${last}`))
      else if (last > head.nextSeq - 1) faults.push(fault(head.nextSeq, 'inserted', `the lane should end after line ${head.nextSeq - 1} and goes on to ${last}`))
      else if (head.head !== previous) faults.push(fault(last, 'head-altered', `the head of the lane is not the hash of its last line`))
      if (anchor && anchor.nextSeq > 1) {
        if (anchorHash === null) faults.push(fault(anchor.nextSeq - 1, 'cut-off', `line ${anchor.nextSeq - 1} stood there when the earlier export was made`))
        else if (anchorHash !== anchor.head) faults.push(fault(anchor.nextSeq - 1, 'anchor-differs', `line ${anchor.nextSeq - 1} is not the one of the earlier export: the chain was written anew`))
      }
      return faults
    },
  }
}

/** Checks lines of an excerpt: each by itself, and against the line before where that is there too. */
export function checkExcerptLane(lane: number): LaneChecker {
  let before: AuditLine | null = null
  return {
    take(line) {
      const faults: AuditFault[] = []
      if (hashLine(line) !== line.hash) faults.push({ lane, seq: line.seq, code: 'altered', message: `line ${line.seq} (${line.action}) does not match its own hash` })
      else if (before && line.seq === before.seq + 1 && line.previous !== before.hash) faults.push({ lane, seq: line.seq, code: 'unlinked', message: `line ${line.seq} does not follow from line ${before.seq}: one of the two was replaced` })
      before = line
      return faults
    },
    end: () => [],
  }
}
