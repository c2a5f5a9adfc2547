import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import national from '../../data/calendar-cn.json' with { type: 'json' }
import { DAY_UNITS, type DueDate, type DueDateQuestion, EARLIEST_YEAR, LATEST_YEAR, LONGEST, dueDate } from '../modules/time-limits/due-date.rules.ts'
import { dayText, explainResult, explainSteps, lengthText } from '../modules/time-limits/explain.ts'
import { limitsOf } from '../modules/time-limits/limits.ts'
import { STATUTORY_LIMITS } from '../modules/time-limits/shipped-limits.ts'
import { type StatutoryLimit, lengthOf } from '../modules/time-limits/statutory-limits.ts'
import { workingCalendar } from '../modules/time-limits/working-calendar.ts'
import { RuleBroken } from '../platform/errors.ts'
import { parseDate } from '../platform/time.ts'

const help = () => `hejie due --start YYYY-MM-DD --length N --unit naturalDay|workingDay|month|year [--extension N] [--explain] [--json]
hejie due --start YYYY-MM-DD --rule DL05 [--variant NAME] [--extension N] [--explain] [--json]
hejie due --batch < questions.json

期限计算 Computes the day on which a time limit ends, and explains every day counted or skipped.

  --start DATE     the day of the event that starts the limit (it is not counted itself)
  --length N       1–${LONGEST}
  --unit UNIT      naturalDay 日 · workingDay 工作日 · month 月 · year 年
  --rule CODE      a limit of the table (T27) instead of length and unit: DL05 is the 60 days of 信访工作条例第三十四条
  --variant NAME   which of several lengths of the rule (DL32: red, orange, yellow)
  --extension N    further units, counted on from the unshifted end; for months and years further natural days
  --explain        one line for each day, with its place in the count, the reason and the article
  --json           print {"dueStrict","dueLegal","provisional","steps"} instead of a table; with --explain also "explanation"
  --batch          read a JSON array of {"start","length","unit"} (or "rule"; "extension") on standard input and print a JSON
                   array: every entry keeps its fields and gets the result, or "error": {"code","message","index"} in its place

dueStrict is the plain count, dueLegal the same moved on from a day of rest. Where the calendar of a year is not
published, no day of it is guessed: dueLegal is null and provisional is true; dueStrict is null too for a working-day
count that runs into such a year. The national calendar and the table of limits shipped with this release are used
(${calendar.publishedYears[0]}–${calendar.publishedYears.at(-1)}); what an installation has changed is on its own screens.

Exit code 0; 2 when the input is at fault (with --batch: when any entry is; the others are still computed).`

interface Fault {
  field: 'start' | 'length' | 'unit' | 'rule' | 'variant' | 'extension'
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
const limits = limitsOf(STATUTORY_LIMITS)

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
  const options = { start: string, length: string, unit: string, rule: string, variant: string, extension: string, explain: boolean, json: boolean, batch: boolean, help: { ...boolean, short: 'h' } }
  try {
    const { values } = parseArgs({ args: withValuesAttached(args), options, strict: true })
    if (values.batch && (values.start ?? values.length ?? values.unit ?? values.rule) !== undefined)
      throw new UserError('--batch 从标准输入读取，不与 --start、--length、--unit、--rule 同用 --batch reads standard input and takes no --start, --length, --unit or --rule')
    return values
  } catch (error) {
    if (error instanceof TypeError) throw new UserError(`参数有误 ${error.message.split(/\. |\n/)[0]}；用法见 --help`)
    throw error
  }
}

/** Ties a value to its flag, so that `--length -5` is refused as a length and not taken for an unknown flag. */
function withValuesAttached(args: string[]): string[] {
  const [flag, value, ...rest] = args
  if (flag === undefined) return []
  const takesValue = ['--start', '--length', '--unit', '--rule', '--variant', '--extension'].includes(flag)
  return takesValue && value !== undefined && !value.startsWith('--')
    ? [`${flag}=${value}`, ...withValuesAttached(rest)]
    : [flag, ...withValuesAttached(args.slice(1))]
}

const numberOf = (typed: string | undefined): unknown => (typed !== undefined && /^\d+$/.test(typed) ? Number(typed) : typed)

function answerOne({ start, length, unit, rule, variant, extension, json, explain }: Options, io: CommandIo): void {
  const computed = compute({ start, length: numberOf(length), unit, rule, variant, extension: numberOf(extension) })
  if ('code' in computed) throw new UserError(`--${computed.field} ${computed.message}`)
  if (!json) return io.print(tableOf(computed, explain ?? false))
  io.print(JSON.stringify({ ...resultOf(computed.answer), ...(explain ? { explanation: explanationOf(computed) } : {}) }))
}

async function answerBatch(io: CommandIo): Promise<number> {
  const entries = parseEntries(await io.readInput())
  const answers = entries.map(answerEntry)
  io.print(JSON.stringify(answers))
  const faults = answers.filter((answer) => 'error' in answer).length
  if (faults === 0) return 0
  io.complain(`hejie due: ${entries.length} 项中有 ${faults} 项有误，见各项 error ${faults} of ${entries.length} entries at fault, see "error" in each`)
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

interface Question extends DueDateQuestion {
  extension: number
  /** The limit it comes from; null for a length of one's own. */
  limit: StatutoryLimit | null
}

interface Computed {
  question: Question
  answer: DueDate
}

function compute(given: Record<string, unknown>): Computed | Fault {
  const question = readQuestion(given)
  if ('code' in question) return question
  try {
    return { question, answer: dueDate(question, calendar, { extension: question.extension }) }
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    return fault('start', `起止应在 ${EARLIEST_YEAR}–${LATEST_YEAR} 年内 the limit must lie within ${EARLIEST_YEAR}–${LATEST_YEAR}, ${got(given.start)}`)
  }
}

function readQuestion({ start, length, unit, rule, variant, extension }: Record<string, unknown>): Question | Fault {
  const date = typeof start === 'string' ? parseDate(start) : null
  if (!date) return fault('start', `应为公历日期 must be a calendar date YYYY-MM-DD, ${got(start)}`)
  const longer = extension ?? 0
  if (!isCount(longer, 0)) return fault('extension', `应为 0–${LONGEST} 的整数 must be a whole number up to ${LONGEST}, ${got(extension)}`)
  if (rule !== undefined) {
    if (length !== undefined || unit !== undefined) return fault('rule', '不与 length、unit 同用 takes no length or unit')
    return ofRule({ rule, variant }, { start: date, extension: longer })
  }
  if (!isCount(length, 1)) return fault('length', `应为 1–${LONGEST} 的整数 must be a whole number from 1 to ${LONGEST}, ${got(length)}`)
  const known = DAY_UNITS.find((name) => name === unit)
  if (!known) return fault('unit', `应为其中之一 must be one of ${DAY_UNITS.join(', ')}, ${got(unit)}`)
  return { start: date, length, unit: known, extension: longer, limit: null }
}

const isCount = (value: unknown, least: number): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= LONGEST

function ofRule({ rule, variant }: { rule: unknown; variant: unknown }, { start, extension }: Pick<Question, 'start' | 'extension'>): Question | Fault {
  const known = typeof rule === 'string' && limits.rows.some((row) => row.code === rule)
  if (!known) return fault('rule', `应为期限表中的代码 must be a code of the table, ${got(rule)}`)
  const limit = limits.find(rule, start.toString())
  const { unit } = limit
  if (unit === 'minute') return fault('rule', `${rule} 按分钟计算 counts minutes`)
  const names = typeof limit.length === 'number' ? [] : Object.keys(limit.length)
  if (names.length > 0 ? !names.some((name) => name === variant) : variant !== undefined)
    return fault('variant', names.length > 0 ? `应为其中之一 must be one of ${names.join(', ')}, ${got(variant)}` : `${rule} 只有一种 has one length only`)
  const most = limit.extension === null ? 0 : (limit.extension.atMost ?? LONGEST)
  if (extension > most) return fault('extension', `${rule} 最多延长 ${most}（${limit.basis}） can be extended by ${most} at most, ${got(extension)}`)
  return { start, length: lengthOf(limit, typeof variant === 'string' ? variant : null), unit, extension, limit }
}

const fault = (field: Fault['field'], message: string): Fault => ({ field, code: `due/${field}-invalid`, message })

const got = (value: unknown) => (value === undefined ? '未填写 missing' : `收到 got ${JSON.stringify(value)}`)

/** The public result; the names are a promise to other programs. */
function resultOf({ dueStrict, dueLegal, provisional, steps }: DueDate) {
  return { dueStrict, dueLegal, provisional, steps }
}

/** The runs of days with what an explanation adds: the place in the count, the reason in words, the article. */
function explanationOf({ question, answer }: Computed) {
  let counted = 0
  return explainSteps(answer, question.limit?.basis ?? null).map(({ from, to, days, counted: counts, zh, en, article }) => {
    const nth = counts ? counted + 1 : null
    if (counts) counted += days
    return { from, to, days, counted: counts, nth, zh, en, article }
  })
}

function tableOf(computed: Computed, isDayByDay: boolean): string {
  const { question: { start, length, unit, extension, limit }, answer } = computed
  const day = (date: DueDate['dueStrict']) => (date ? dayText(date).zh : '待定 not known yet')
  const head = [
    ...(limit ? [`规定 rule    ${limit.code} ${limit.zh} · ${limit.en}`, `依据 basis   ${limit.basis}`] : []),
    `起算 start   ${dayText(start).zh}`,
    `期限 limit   ${both(lengthText(length, unit))}${extension > 0 ? ` + ${both(lengthText(extension, unit === 'workingDay' ? unit : 'naturalDay'))}` : ''}`,
    `期满 strict  ${day(answer.dueStrict)}`,
    `届满 legal   ${day(answer.dueLegal)}`,
    `结论 result  ${both(explainResult(answer))}`,
  ]
  const steps = explanationOf(computed)
  if (isDayByDay) return [...head, '', '日期 date              第几日 nth  + 计入 counted, - 不计入 not counted', ...steps.flatMap(linesOf)].join('\n')
  const rows = steps.map((step) => {
    const dates = step.days === 1 ? step.from.toString() : `${step.from.toString()} … ${step.to.toString()}`
    return `${dates.padEnd(23)}  ${String(step.days).padStart(5)}  ${step.counted ? '+' : '-'}  ${reasonOf(step)}`
  })
  return [...head, '', '日期 dates              天 days  + 计入 counted, - 不计入 not counted', ...rows].join('\n')
}

type Explained = ReturnType<typeof explanationOf>[number]

const linesOf = (step: Explained): string[] => Array.from({ length: step.days }, (_, index) => (
  `${dayText(step.from.add({ days: index })).zh}  ${(step.nth === null ? '' : String(step.nth + index)).padStart(9)}  ${step.counted ? '+' : '-'}  ${reasonOf(step)}`))

const reasonOf = ({ zh, en, article }: Explained): string => `${zh} ${en}${article ? ` 〔${article}〕` : ''}`

const both = ({ zh, en }: { zh: string; en: string }) => `${zh} · ${en}`
