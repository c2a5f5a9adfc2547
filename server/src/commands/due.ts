import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import national from '../../data/calendar-cn.json' with { type: 'json' }
import { DAY_UNITS, type DueDate, type DueDateQuestion, EARLIEST_YEAR, LATEST_YEAR, LONGEST, dueDate } from '../modules/time-limits/due-date.rules.ts'
import { dayText, explainResult, explainSteps, lengthText } from '../modules/time-limits/explain.ts'
import { workingCalendar } from '../modules/time-limits/working-calendar.ts'
import { RuleBroken } from '../platform/errors.ts'
import { parseDate } from '../platform/time.ts'

const help = () => `hejie due --start YYYY-MM-DD --length N --unit naturalDay|workingDay|month|year [--json]
hejie due --batch < questions.json

期限计算 Computes the day on which a time limit ends, and explains every day counted or skipped.

  --start DATE   the day of the event that starts the limit (it is not counted itself)
  --length N     1–${LONGEST}
  --unit UNIT    naturalDay 日 · workingDay 工作日 · month 月 · year 年
  --json         print {"dueStrict","dueLegal","provisional","steps"} instead of a table
  --batch        read a JSON array of {"start","length","unit"} on standard input and print a JSON array: every entry
                 keeps its fields and gets the result, or "error": {"code","message","index"} in its place

dueStrict is the plain count, dueLegal the same moved on from a day of rest. Where the calendar of a year is not
published, no day of it is guessed: dueLegal is null and provisional is true; dueStrict is null too for a working-day
count that runs into such a year. The national calendar shipped with this release is used (${calendar.publishedYears[0]}–${calendar.publishedYears.at(-1)}).

Exit code 0; 2 when the input is at fault (with --batch: when any entry is; the others are still computed).`

interface Fault {
  field: 'start' | 'length' | 'unit'
  code: string
  message: string
}

/** What the user typed or sent is at fault; the message is one line in both languages. */
class UserError extends Error {}

/** Where a command reads and writes; the terminal unless a test says otherwise. */
interface CommandIo {
  readInput: () => Promise<string>
  print: (line: string) => void
  complain: (line: string) => void
}

const terminal: CommandIo = {
  readInput: () => text(process.stdin),
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
}

const calendar = workingCalendar(national.years)

/** `hejie due`: one due date, or a batch of them. @returns the exit code */
export async function dueCommand(args: string[], io: CommandIo = terminal): Promise<number> {
  try {
    const options = readOptions(args)
    if (options.help) io.print(help())
    else if (options.batch) return await answerBatch(io)
    else answerOne(options, io)
    return 0
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    io.complain(`hejie due: ${error.message}`)
    return 2
  }
}

type Options = ReturnType<typeof readOptions>

function readOptions(args: string[]) {
  const string = { type: 'string' } as const
  const boolean = { type: 'boolean' } as const
  const options = { start: string, length: string, unit: string, json: boolean, batch: boolean, help: { ...boolean, short: 'h' } }
  try {
    const { values } = parseArgs({ args: withValuesAttached(args), options, strict: true })
    if (values.batch && (values.start ?? values.length ?? values.unit) !== undefined)
      throw new UserError('--batch 从标准输入读取,不与 --start、--length、--unit 同用 --batch reads standard input and takes no --start, --length or --unit')
    return values
  } catch (error) {
    if (error instanceof TypeError) throw new UserError(`参数有误 ${error.message.split(/\. |\n/)[0]}; 用法见 --help`)
    throw error
  }
}

/** Ties a value to its flag, so that `--length -5` is refused as a length and not taken for an unknown flag. */
function withValuesAttached(args: string[]): string[] {
  const [flag, value, ...rest] = args
  if (flag === undefined) return []
  const takesValue = flag === '--start' || flag === '--length' || flag === '--unit'
  return takesValue && value !== undefined && !value.startsWith('--')
    ? [`${flag}=${value}`, ...withValuesAttached(rest)]
    : [flag, ...withValuesAttached(args.slice(1))]
}

function answerOne({ start, length, unit, json }: Options, io: CommandIo): void {
  const number = length !== undefined && /^\d+$/.test(length) ? Number(length) : length
  const computed = compute({ start, length: number, unit })
  if ('code' in computed) throw new UserError(`--${computed.field} ${computed.message}`)
  io.print(json ? JSON.stringify(resultOf(computed.answer)) : tableOf(computed))
}

async function answerBatch(io: CommandIo): Promise<number> {
  const entries = parseEntries(await io.readInput())
  const answers = entries.map(answerEntry)
  io.print(JSON.stringify(answers))
  const faults = answers.filter((answer) => 'error' in answer).length
  if (faults === 0) return 0
  io.complain(`hejie due: ${entries.length} 项中有 ${faults} 项有误,见各项 error ${faults} of ${entries.length} entries at fault, see "error" in each`)
  return 2
}

function parseEntries(input: string): unknown[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(input.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new UserError(`标准输入不是 JSON standard input is not JSON: ${error instanceof Error ? error.message : ''}`)
  }
  if (!Array.isArray(parsed)) throw new UserError('标准输入应为 JSON 数组 standard input must be a JSON array of {"start","length","unit"}')
  return parsed
}

function answerEntry(entry: unknown, index: number): object {
  if (!isRecord(entry)) return { error: { code: 'due/entry-invalid', message: `应为对象 must be an object, ${got(entry)}`, index } }
  const computed = compute(entry)
  if ('answer' in computed) return { ...entry, ...resultOf(computed.answer) }
  return { ...entry, error: { code: computed.code, message: `${computed.field} ${computed.message}`, index } }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Computed {
  question: DueDateQuestion
  answer: DueDate
}

function compute(given: Record<string, unknown>): Computed | Fault {
  const question = readQuestion(given)
  if ('code' in question) return question
  try {
    return { question, answer: dueDate(question, calendar) }
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    return fault('start', `起止应在 ${EARLIEST_YEAR}–${LATEST_YEAR} 年内 the limit must lie within ${EARLIEST_YEAR}–${LATEST_YEAR}, ${got(given.start)}`)
  }
}

function readQuestion({ start, length, unit }: Record<string, unknown>): DueDateQuestion | Fault {
  const date = typeof start === 'string' ? parseDate(start) : null
  if (!date) return fault('start', `应为公历日期 must be a calendar date YYYY-MM-DD, ${got(start)}`)
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 1 || length > LONGEST)
    return fault('length', `应为 1–${LONGEST} 的整数 must be a whole number from 1 to ${LONGEST}, ${got(length)}`)
  const known = DAY_UNITS.find((name) => name === unit)
  if (!known) return fault('unit', `应为其中之一 must be one of ${DAY_UNITS.join(', ')}, ${got(unit)}`)
  return { start: date, length, unit: known }
}

const fault = (field: Fault['field'], message: string): Fault => ({ field, code: `due/${field}-invalid`, message })

const got = (value: unknown) => (value === undefined ? '未填写 missing' : `收到 got ${JSON.stringify(value)}`)

/** The public result; the names are a promise to other programs. */
function resultOf({ dueStrict, dueLegal, provisional, steps }: DueDate) {
  return { dueStrict, dueLegal, provisional, steps }
}

function tableOf({ question: { start, length, unit }, answer }: Computed): string {
  const day = (date: DueDate['dueStrict']) => (date ? dayText(date).zh : '待定 not known yet')
  const head = [
    `起算 start   ${dayText(start).zh}`,
    `期限 limit   ${both(lengthText(length, unit))}`,
    `期满 strict  ${day(answer.dueStrict)}`,
    `届满 legal   ${day(answer.dueLegal)}`,
    `结论 result  ${both(explainResult(answer))}`,
  ]
  const rows = explainSteps(answer).map(({ from, to, days, counted, zh, en, article }) => {
    const dates = days === 1 ? from.toString() : `${from.toString()} … ${to.toString()}`
    return `${dates.padEnd(23)}  ${String(days).padStart(5)}  ${counted ? '+' : '-'}  ${zh} ${en}${article ? ` 〔${article}〕` : ''}`
  })
  return [...head, '', '日期 dates              天 days  + 计入 counted, - 不计入 not counted', ...rows].join('\n')
}

const both = ({ zh, en }: { zh: string; en: string }) => `${zh} · ${en}`
