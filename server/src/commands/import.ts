import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { IMPORT_TARGETS, NAMELESS } from '@hejie/contract/importing'
import type { ImportOptions, ImportTarget } from '@hejie/contract/importing'
import type { Deps } from '../deps.ts'
import { listUnitsByCodes } from '../modules/identity/index.ts'
import type { Actor } from '../modules/identity/index.ts'
import { checkRun, columnOf, pageOfRefusals, readRun, settleRun, startRun, uploadTable, workRun, writeRefusedFile } from '../modules/importing/index.ts'
import type { Run } from '../modules/importing/index.ts'
import { Invalid, RuleBroken } from '../platform/errors.ts'
import { problemText } from '../platform/problem.ts'
import { actorOf, withDeps } from './with-deps.ts'

const HELP = `hejie import matters FILE.xlsx|csv|json|jsonl [options]

批量导入 Registers the matters of a file: every row is checked first, by the rules of the counter; then the good ones are
registered, each once. The same file again adds nothing. Rows that are refused go into a workbook with their reasons
(column 原因), which can be mended and imported again. Works while Hejie runs, and by itself; after a crash, start it again.

  --as USERNAME      the clerk or triage officer who imports; the demonstration has chen.clerk
  --office CODE      unit that keeps the matters, one of theirs (330212000000-B01); their first otherwise
  --place CODE       where it happened, for rows that do not say; the place of the office otherwise
  --mapping FILE     JSON: {"column of the file": "${IMPORT_TARGETS.slice(0, 4).join('" | "')}" … | null}; auto: by the
                     names of the columns, or as the last file with the same columns (this is the default)
  --sheet NAME       of a workbook with several sheets
  --source NAME      where the numbers in the file come from; the same number of the same source is one matter
  --form T01, --channel T02    for rows that do not say; 900 and Q20 (历史数据导入) otherwise
  --nameless ${NAMELESS.join(' | ')}    rows that name nobody
  --clocks           time limits run at once, from the day of receipt; otherwise from when an officer takes a matter up
  --dry-run          check only
  --refused FILE     where refused rows are written; FILE-refused.xlsx otherwise
  --json             the result as JSON

What a column can be: ${IMPORT_TARGETS.join(', ')}.
Exit code 0; 1 when rows were refused; 2 when nothing was done.`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const OPTIONS = {
  'as': text, 'office': text, 'place': text, 'mapping': text, 'sheet': text, 'source': text, 'form': text, 'channel': text, 'nameless': text, 'refused': text,
  'clocks': flag, 'dry-run': flag, 'json': flag, 'help': { type: 'boolean', short: 'h' },
} as const

type Values = ReturnType<typeof readArguments>['values']

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw new RangeError(`${error instanceof Error ? error.message : String(error)}; see hejie import --help`)
  }
}

/** `hejie import matters FILE`. @returns the exit code */
export async function importCommand(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args)
  const [what, file] = positionals
  if (values.help || what !== 'matters' || !file) {
    console.log(HELP)
    return values.help ? 0 : 2
  }
  const path = resolve(file)
  if (!existsSync(path) || !statSync(path).isFile()) throw new RangeError(`there is no file ${path}`)
  return withDeps((line) => console.error(`  ${line}`), async (deps) => {
    const actor = await actorOf(deps, values.as, (line) => console.error(`  ${line}`))
    const uploaded = await uploadTable(deps, actor, { name: basename(path), bytes: readFileSync(path) }, null)
    const settled = await settle(deps, actor, uploaded, values)
    const started = performance.now()
    const run = await work(deps, actor, settled, values['dry-run'] ?? false)
    return report(deps, actor, run, { path, values, seconds: (performance.now() - started) / 1000 })
  })
}

async function settle(deps: Deps, actor: Actor, run: Run, values: Values): Promise<Run> {
  const read = values.sheet === undefined ? run : await settleRun(deps, actor, run.id, { sheet: values.sheet })
  if (read.sheets.length > 1 && read.sheet === null) throw new RuleBroken('importing/several-sheets', { count: read.sheets.length, sheets: read.sheets.map((one) => `${one.name} (${one.rows})`).join('、') })
  const mapping = values.mapping === undefined || values.mapping === 'auto' ? [...read.mapping] : mappingFrom(values.mapping, read)
  const shown = read.headers.flatMap((header, index) => (mapping[index] ? [`${header} → ${mapping[index]}`] : []))
  console.error(`  ${read.fileName}: ${read.total} rows${read.sheet === null ? '' : `, sheet ${read.sheet}`}${read.encoding ? `, ${read.encoding}` : ''}\n  ${shown.join(', ')}`)
  return settleRun(deps, actor, run.id, { mapping, options: await optionsFrom(deps, read, values) })
}

async function optionsFrom(deps: Deps, run: Run, values: Values): Promise<ImportOptions> {
  if (!run.options) throw new RuleBroken('importing/options-missing')
  const nameless = NAMELESS.find((one) => one === (values.nameless ?? run.options?.nameless))
  if (!nameless) throw new RangeError(`--nameless is ${NAMELESS.join(', ')}`)
  const channel = values.channel ?? run.options.channel
  return {
    ...run.options, nameless, channel, form: values.form ?? run.options.form, source: values.source ?? run.options.source, historic: !values.clocks,
    ...(values.office === undefined ? {} : await officeFrom(deps, values.office)),
    ...(values.place === undefined ? {} : { placeCode: values.place.padEnd(12, '0') }),
  }
}

async function officeFrom(deps: Deps, code: string): Promise<{ officeId: string; placeCode: string }> {
  const [unit] = await listUnitsByCodes(deps.db, [code])
  if (!unit) throw new RangeError(`there is no unit ${code} in the directory`)
  return { officeId: unit.id, placeCode: code.slice(0, 12) }
}

/** What a file of the operator says of the columns. */
function mappingFrom(file: string, run: Run): (ImportTarget | null)[] {
  const said: unknown = readJson(file)
  if (said === null || typeof said !== 'object' || Array.isArray(said)) throw new RangeError(`${file} must hold an object: {"column": "body", …}`)
  const mapping = run.headers.map((): ImportTarget | null => null)
  for (const [header, value] of Object.entries(said)) {
    const at = run.headers.indexOf(header)
    if (at < 0) throw new Invalid([{ field: 'mapping', code: 'importing/column-unknown', facts: { header, headers: run.headers.join('、') } }])
    const target = IMPORT_TARGETS.find((one) => one === value)
    if (!target && value !== null) throw new Invalid([{ field: 'mapping', code: 'importing/target-unknown', facts: { value: String(value), targets: IMPORT_TARGETS.join(', ') } }])
    mapping[at] = target ?? null
  }
  return mapping
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(file), 'utf8'))
  } catch (error) {
    throw new RangeError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function work(deps: Deps, actor: Actor, run: Run, isDryRun: boolean): Promise<Run> {
  await checkRun(deps, actor, run.id, { isQueued: false })
  const checked = await untilStopped(deps, actor, run.id, 'checking 检查')
  if (isDryRun || checked.state !== 'checked' || checked.added === 0) return checked
  await startRun(deps, actor, run.id, { isQueued: false })
  return untilStopped(deps, actor, run.id, 'importing 导入')
}

/** Works on it, or waits while a server beside does. */
async function untilStopped(deps: Deps, actor: Actor, id: string, what: string): Promise<Run> {
  let shown = 0
  const isScreen = process.stderr.isTTY === true
  const onProgress = ({ done, total }: Run): void => {
    if (done < total && Date.now() - shown < (isScreen ? 200 : 5000)) return
    shown = Date.now()
    process.stderr.write(`${isScreen ? '\r' : ''}  ${what} ${done}/${total} (${Math.floor((100 * done) / Math.max(1, total))} %)${isScreen && done < total ? '' : '\n'}`)
  }
  for (;;) {
    await workRun(deps, id, { onProgress })
    const run = await readRun(deps, actor, id)
    if (run.state !== 'checking' && run.state !== 'running') return run
    await new Promise((go) => setTimeout(go, 1000))
  }
}

const SHOWN_REFUSALS = 20

async function report(deps: Deps, actor: Actor, run: Run, { path, values, seconds }: { path: string; values: Values; seconds: number }): Promise<number> {
  if (run.problem) throw new RuleBroken(run.problem.code, run.problem.facts)
  const refusedFile = run.refused === 0 ? null : resolve(values.refused ?? `${basename(path).replace(/\.[^.]*$/, '')}-refused.xlsx`)
  if (refusedFile) await writeRefusedFile(deps, actor, run, refusedFile, 'zh')
  const isDryRun = values['dry-run'] ?? false
  const counts = { total: run.total, added: run.added, known: run.known, refused: run.refused }
  if (values.json) console.log(JSON.stringify({ run: run.id, state: run.state, dryRun: isDryRun, ...counts, refusedFile, seconds: Math.round(seconds * 10) / 10, rowsPerSecond: Math.round(run.total / seconds) }))
  else {
    const verb = isDryRun || run.state === 'checked' ? 'would be registered 可登记' : 'registered 已登记'
    console.log([`${run.added} ${verb}`, `${run.known} known already 已登记过`, `${run.refused} refused 退回`].join('\n'))
    if (refusedFile) await showRefusals(deps, actor, run, refusedFile)
    console.log(`${run.total} rows in ${seconds.toFixed(1)} s`)
  }
  return run.refused === 0 ? 0 : 1
}

async function showRefusals(deps: Deps, actor: Actor, run: Run, file: string): Promise<void> {
  const { items, nextCursor } = await pageOfRefusals(deps, actor, run.id, { limit: SHOWN_REFUSALS })
  for (const { row, field, code, facts } of items) console.log(`  row ${row}${columnOf(run, field) ? ` ${columnOf(run, field)}` : ''}: ${problemText(code, facts, 'zh')}`)
  console.log(`${nextCursor ? '  …\n' : ''}  all of them with their reasons: ${file}`)
}
