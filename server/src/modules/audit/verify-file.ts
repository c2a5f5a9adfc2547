import { z } from '@hejie/contract/common'
import { checkExcerptLane, checkWholeLane } from './check-chain.rules.ts'
import type { LaneChecker } from './check-chain.rules.ts'
import type { AuditLine, LaneHead } from './chain.rules.ts'
import { EXPORT_FORMAT } from './export.ts'
import type { ExportHeader } from './export.ts'
import { newReport } from './verify.ts'
import type { AuditReport } from './verify.ts'

const HeadSchema = z.object({ lane: z.number().int(), nextSeq: z.number().int(), head: z.string() })
const HeaderSchema: z.ZodType<ExportHeader> = z.object({ format: z.literal(EXPORT_FORMAT), version: z.literal(1), exportedAt: z.string(), isComplete: z.boolean(), heads: z.array(HeadSchema) })
const text = z.string().nullable()
const LineSchema: z.ZodType<AuditLine> = z.object({
  lane: z.number().int(), seq: z.number().int(), at: z.string(), actorKind: z.enum(['staff', 'citizen', 'system']), actorId: text, unitId: text, action: z.string(), subject: z.string(),
  homeCounty: text, regionPath: text, reason: text, detail: z.record(z.string(), z.unknown()), previous: z.string(), hash: z.string(),
})

/** Verifies an export without any database. @param lines of the file, in order @throws RangeError when it is no export of the record */
export async function verifyFile(lines: AsyncIterable<string>): Promise<AuditReport & { isComplete: boolean }> {
  const report = newReport()
  let header: ExportHeader | null = null
  let number = 0
  const checkers = new Map<number, LaneChecker>()
  for await (const line of lines) {
    number += 1
    if (!header) {
      header = readHeader(line)
      continue
    }
    if (line === '') continue
    const parsed = LineSchema.safeParse(parseJson(line))
    if (!parsed.success) {
      report.add([{ lane: null, seq: null, code: 'unreadable', message: `line ${number} of the file is no line of the record` }])
      continue
    }
    report.lines += 1
    report.add(checkerFor(checkers, parsed.data.lane, header).take(parsed.data))
  }
  if (!header) throw new RangeError('the file is empty')
  if (header.isComplete) for (const { lane } of header.heads) checkerFor(checkers, lane, header)
  for (const checker of checkers.values()) report.add(checker.end())
  report.lanes = checkers.size
  return { ...report, isComplete: header.isComplete }
}

function checkerFor(checkers: Map<number, LaneChecker>, lane: number, header: ExportHeader): LaneChecker {
  const known = checkers.get(lane)
  if (known) return known
  const made = header.isComplete ? checkWholeLane(lane, header.heads.find((one) => one.lane === lane) ?? null) : checkExcerptLane(lane)
  checkers.set(lane, made)
  return made
}

/** The heads an earlier export stood at. @throws RangeError when it is no export of the record */
export async function readAnchors(lines: AsyncIterable<string>): Promise<LaneHead[]> {
  for await (const line of lines) return readHeader(line).heads
  throw new RangeError('the file is empty')
}

function readHeader(line: string): ExportHeader {
  const parsed = HeaderSchema.safeParse(parseJson(line.replace(/^\uFEFF/, '')))
  if (!parsed.success) throw new RangeError('the first line is not the header of an export made by "hejie audit export"')
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
