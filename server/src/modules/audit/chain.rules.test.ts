import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkExcerptLane, checkWholeLane } from './check-chain.rules.ts'
import type { AuditFault } from './check-chain.rules.ts'
import { FIRST_PREVIOUS, ORDINARY_LANES, canonical, hashLine, laneOf } from './chain.rules.ts'
import type { AuditEntry, AuditLine, LaneHead } from './chain.rules.ts'

const entry: fc.Arbitrary<AuditEntry> = fc.record({
  actorKind: fc.constantFrom('staff', 'citizen', 'system'), actorId: fc.option(fc.uuid()), unitId: fc.option(fc.uuid()), action: fc.constantFrom('matter.register', 'matter.read', 'identity.sign-in'),
  subject: fc.uuid().map((id) => `matter:${id}`), homeCounty: fc.option(fc.constant('330212')), regionPath: fc.option(fc.constant('33/3302/330212/')), reason: fc.option(fc.string()),
  detail: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
})

/** A lane as the database would hold it, with its head. */
function chained(entries: readonly AuditEntry[], lane = 3): { lines: AuditLine[]; head: LaneHead } {
  let previous = FIRST_PREVIOUS
  const lines = entries.map((one, index): AuditLine => {
    const line = { ...one, lane, seq: index + 1, at: new Date(1_790_000_000_000 + index).toISOString(), previous }
    previous = hashLine(line)
    return { ...line, hash: previous }
  })
  return { lines, head: { lane, nextSeq: entries.length + 1, head: previous } }
}

function check(lines: readonly AuditLine[], head: LaneHead | null, anchor: LaneHead | null = null): AuditFault[] {
  const checker = checkWholeLane(3, head, anchor)
  return [...lines.flatMap((line) => checker.take(line)), ...checker.end()]
}

const lane = fc.array(entry, { minLength: 1, maxLength: 12 }).map((entries) => chained(entries))
const laneAndPlace = lane.chain((made) => fc.record({ made: fc.constant(made), at: fc.nat(made.lines.length - 1) }))

describe('canonical JSON', () => {
  test('is the same before storing and after reading, whatever the order of keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(canonical(JSON.parse(JSON.stringify(value)))).toBe(canonical(value))
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }), { numRuns: 500 })
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(canonical(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonical(value))
    }))
  })
  test('treats dates, missing values and the like as JSON does', () => {
    const value = { when: new Date('2026-11-23T02:00:00Z'), none: undefined, list: [undefined, null, Number.NaN], nested: { b: 1, a: [{ d: undefined, c: 2 }] } }
    expect(canonical(value)).toBe('{"list":[null,null,null],"nested":{"a":[{"c":2}],"b":1},"when":"2026-11-23T02:00:00.000Z"}')
  })
  test('tells different contents apart', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const same = JSON.stringify(JSON.parse(canonical(one))) === JSON.stringify(JSON.parse(canonical(other)))
      expect(canonical(one) === canonical(other)).toBe(same)
    }))
  })
})

describe('a lane', () => {
  test('that nobody touched is in order', () => {
    fc.assert(fc.property(lane, ({ lines, head }) => {
      expect(check(lines, head)).toEqual([])
    }))
  })
  test('shows any altered field of any line, at that line', () => {
    const change = fc.constantFrom<(line: AuditLine) => AuditLine>(
      (line) => ({ ...line, at: new Date(Date.parse(line.at) + 1).toISOString() }), (line) => ({ ...line, actorId: 'somebody else' }), (line) => ({ ...line, actorKind: line.actorKind === 'staff' ? 'system' : 'staff' }),
      (line) => ({ ...line, unitId: 'elsewhere' }), (line) => ({ ...line, action: 'matter.nothing' }), (line) => ({ ...line, subject: 'matter:other' }), (line) => ({ ...line, homeCounty: '330203' }),
      (line) => ({ ...line, regionPath: '33/' }), (line) => ({ ...line, reason: `${line.reason} really` }), (line) => ({ ...line, detail: { ...line.detail, more: 1 } }), (line) => ({ ...line, hash: FIRST_PREVIOUS }),
    )
    fc.assert(fc.property(laneAndPlace, change, ({ made, at }, alter) => {
      const lines = made.lines.map((line, index) => (index === at ? alter(line) : line))
      expect(check(lines, made.head)[0]).toMatchObject({ lane: 3, seq: at + 1, code: 'altered' })
    }), { numRuns: 300 })
  })
  test('shows any removed line, at its number', () => {
    fc.assert(fc.property(laneAndPlace, ({ made, at }) => {
      const faults = check(made.lines.filter((_, index) => index !== at), made.head)
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatchObject({ seq: at + 1, code: at === made.lines.length - 1 ? 'cut-off' : 'removed' })
    }))
  })
  test('shows every cut at the end, however long', () => {
    fc.assert(fc.property(laneAndPlace, ({ made, at }) => {
      expect(check(made.lines.slice(0, at), made.head)).toEqual([expect.objectContaining({ seq: at + 1, code: 'cut-off' })])
    }))
  })
  test('shows a line put in its place with a hash of its own, by the line that no longer follows', () => {
    fc.assert(fc.property(laneAndPlace, entry, ({ made, at }, other) => {
      const old = made.lines[at]!
      const forged = { ...old, ...other, action: 'matter.forged' }
      const lines = made.lines.map((line, index) => (index === at ? { ...forged, hash: hashLine(forged) } : line))
      const [first] = check(lines, made.head)
      expect(first).toMatchObject(at === made.lines.length - 1 ? { code: 'head-altered' } : { code: 'unlinked', seq: at + 2 })
    }))
  })
  test('shows a line added behind the head, and one that occurs twice', () => {
    fc.assert(fc.property(lane, entry, ({ lines, head }, other) => {
      const added = { ...other, lane: 3, seq: head.nextSeq, at: '2026-11-23T02:00:00.000Z', previous: head.head }
      expect(check([...lines, { ...added, hash: hashLine(added) }], head)).toEqual([expect.objectContaining({ code: 'inserted', seq: head.nextSeq })])
      expect(check([lines[0]!, ...lines], head)[0]).toMatchObject({ code: 'inserted', seq: 1 })
    }))
  })
  test('written anew as a whole is known by an earlier head kept elsewhere', () => {
    fc.assert(fc.property(lane, fc.array(entry, { minLength: 1, maxLength: 4 }), ({ lines, head }, later) => {
      const rewritten = chained([...lines.map((line) => ({ ...line, action: 'matter.forged' })), ...later])
      expect(check(rewritten.lines, rewritten.head)).toEqual([])
      expect(check(rewritten.lines, rewritten.head, head)).toEqual([expect.objectContaining({ code: 'anchor-differs', seq: head.nextSeq - 1 })])
      const honest = chained([...lines, ...later])
      expect(check(honest.lines, honest.head, head)).toEqual([])
      expect(check([], { lane: 3, nextSeq: 1, head: FIRST_PREVIOUS }, head)[0]).toMatchObject({ code: 'cut-off' })
    }))
  })
  test('without its head says so', () => {
    fc.assert(fc.property(lane, ({ lines }) => {
      expect(check(lines, null)).toEqual([expect.objectContaining({ code: 'lane-missing' })])
    }))
  })
})

test('lines of an excerpt are checked each by itself and against the neighbour that is there', () => {
  fc.assert(fc.property(laneAndPlace, ({ made, at }) => {
    const gap = made.lines.filter((_, index) => index !== at)
    const checker = checkExcerptLane(3)
    expect(gap.flatMap((line) => checker.take(line))).toEqual([])
    const altered = checkExcerptLane(3)
    expect(made.lines.flatMap((line, index) => altered.take(index === at ? { ...line, subject: 'matter:other' } : line))).toEqual([expect.objectContaining({ seq: at + 1, code: 'altered' })])
  }))
})

test('every subject has one lane of the sixty-four, and they are used evenly', () => {
  const counts = Array.from({ length: ORDINARY_LANES }, () => 0)
  for (let i = 0; i < 6_400; i++) counts[laneOf(`matter:${i}`)]! += 1
  expect(Math.min(...counts)).toBeGreaterThan(50)
  expect(laneOf('matter:1')).toBe(laneOf('matter:1'))
})
