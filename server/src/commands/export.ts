import { writeFileSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { exportMatters as route } from '@hejie/contract/matters'
import { exportMatters } from '../modules/desk/index.ts'
import { validationProblem } from '../platform/problem.ts'
import { actorOf, withDeps } from './with-deps.ts'

const HELP = `hejie export matters FILE.csv|json|xlsx --as USERNAME --reason TEXT [filters] [--json]

导出 Writes exactly what the person may see, people masked as on screen. Recorded with the reason.

  --scope todo|unit|region|tasks   which heap; region otherwise
  --text WORDS --status open,CLOSED --category A|C --route C1 --class 09 --form 200 --channel Q01 --region CODE --unit ID
  --due overdue|today|3days|7days|provisional --receivedFrom DATE --receivedTo DATE --mark urgent|important|repeat|joint|anonymous
  --json   say what was done as JSON

Works while Hejie runs, and by itself.`

const FILTERS = ['scope', 'text', 'status', 'category', 'route', 'class', 'form', 'channel', 'region', 'unit', 'due', 'receivedFrom', 'receivedTo', 'mark', 'sort'] as const
const text = { type: 'string' } as const

function readArguments(args: string[]) {
  try {
    const filters = Object.fromEntries(FILTERS.map((name) => [name, text]))
    return parseArgs({ args, allowPositionals: true, options: { ...filters, as: text, reason: text, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
  } catch (error) {
    throw new RangeError(`${error instanceof Error ? error.message : String(error)}; see hejie export --help`)
  }
}

/** `hejie export matters FILE`. @returns the exit code */
export async function exportCommand(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args)
  const { as, reason, json, help, ...filters } = values
  const [what, file] = positionals
  if (help || what !== 'matters' || !file) {
    console.log(HELP)
    return help ? 0 : 2
  }
  if (typeof reason !== 'string' || reason.trim() === '') throw new RangeError('say why: --reason TEXT; it is recorded')
  const query = route.request.query.safeParse({ scope: 'region', ...filters, reason, format: extname(file).slice(1).toLowerCase() })
  return withDeps((line) => console.error(`  ${line}`), async (deps) => {
    if (!query.success) throw validationProblem(query.error.issues)
    const actor = await actorOf(deps, typeof as === 'string' ? as : undefined, (line) => console.error(`  ${line}`))
    const { content } = await exportMatters(deps, actor, query.data)
    const path = resolve(file)
    // Readable by its owner only: it holds what one person may see.
    writeFileSync(path, content, { mode: 0o600 })
    const bytes = Buffer.byteLength(content)
    console.log(json ? JSON.stringify({ file: path, bytes }) : `${path}: ${bytes} bytes`)
    return 0
  })
}
