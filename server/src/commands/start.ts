import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { buildConsole } from '../console-files.ts'
import { DEMO_PASSWORD, seedDemo } from '../demo/index.ts'
import type { Deps } from '../deps.ts'
import { openDeps, requireFreePort, startServer } from '../main.ts'
import { hasDemoAccounts } from '../modules/identity/index.ts'
import { readConfig } from '../platform/config.ts'
import { CannotStart } from '../platform/embedded-postgres.ts'
import { seedReference } from '../seed.ts'

const HELP = `hejie start [--port 8620] [--reset] [--yes] [--no-demo]
  --port      the port to serve on
  --reset     start over: delete the data folder, after asking
  --yes       do not ask
  --no-demo   no demo accounts and matters
Settings come from the environment: PORT, HOST, HEJIE_DATA, HEJIE_URL, DATABASE_URL and others; see README.md.`

/** sysexits EX_UNAVAILABLE: a service it needs is gone. */
const LOST_ITS_DATABASE = 69

/** Starts everything and keeps it running until Ctrl-C. @returns the exit code; 69 when the database was lost for good */
export async function startCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { 'port': { type: 'string' }, 'reset': { type: 'boolean' }, 'yes': { type: 'boolean' }, 'no-demo': { type: 'boolean' }, 'help': { type: 'boolean' } }, allowPositionals: false })
  if (values.help) return say(HELP)
  const config = readConfig({ ...process.env, ...(values['no-demo'] ? { HEJIE_DEMO: '0' } : {}), ...(values.port === undefined ? {} : { PORT: values.port }) })
  if (values.reset && !(await reset(config.dataFolder, config.databaseUrl, values.yes ?? false))) return say('Nothing was deleted.')
  await requireFreePort(config)
  const started = Date.now()
  const progress = (what: string): void => console.log(`  ${seconds(started)}  ${what}`)
  console.log('Hejie 和解 starts …')
  // The bundler and the database have nothing to wait for from each other. An API server alone needs no console.
  const consoleBuilt = process.env.HEJIE_NO_CONSOLE === '1' ? Promise.resolve() : buildConsole(progress)
  consoleBuilt.catch(() => undefined)
  const opened = await openDeps(config, progress)
  try {
    await seedReference(opened.deps.db, progress)
    if (config.demo) await seedDemo(opened.deps, progress)
    else await requireNoDemoAccounts(opened.deps)
    await consoleBuilt
    const server = await startServer(opened)
    console.log(welcome(server.port, config.demo, seconds(started)))
    const why = await Promise.race([untilToldToStop(), opened.databaseLost])
    if (why) {
      // Nothing can be put in order without a database: say why, and let whoever watches over the program start it anew.
      console.error(`\nHejie stops: ${why.message}`)
      return exitAtOnce(LOST_ITS_DATABASE)
    }
    console.log('\nHejie stops …')
    await server.close()
  } catch (error) {
    await opened.close()
    throw error
  }
  return 0
}

/** The password of demo accounts stands in the README. @throws CannotStart */
async function requireNoDemoAccounts({ db, config }: Deps): Promise<void> {
  if (!(await hasDemoAccounts(db))) return
  const where = config.databaseUrl ? 'the database behind DATABASE_URL' : config.dataFolder
  throw new CannotStart(`${where} holds demo accounts, whose password everybody knows: begin the real register on other data (HEJIE_DATA, DATABASE_URL), or empty this with --reset`)
}

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`

function say(text: string): number {
  console.log(text)
  return 0
}

async function reset(folder: string, databaseUrl: string | null, isSure: boolean): Promise<boolean> {
  if (databaseUrl) throw new CannotStart('--reset deletes the embedded database only; empty the database behind DATABASE_URL yourself')
  if (!existsSync(folder)) return true
  if (!isSure) {
    if (!process.stdin.isTTY) throw new CannotStart('--reset asks before it deletes; say --yes when nobody can answer')
    const ask = createInterface({ input: process.stdin, output: process.stdout })
    const answer = await ask.question(`Delete everything in ${folder}, including the key that opens stored ID numbers? Type "delete": `)
    ask.close()
    if (answer.trim() !== 'delete') return false
  }
  if (existsSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'))) throw new CannotStart('Hejie still runs on this data folder: stop it first')
  rmSync(folder, { recursive: true, force: true })
  return true
}

function welcome(port: number, isDemo: boolean, took: string): string {
  const lines = [
    '', `Hejie 和解 is ready (${took}).`,
    `  Citizens   群众        http://localhost:${port}/`,
    `  Console    工作人员    http://localhost:${port}/console/`,
    `  API docs   接口文档    http://localhost:${port}/api/docs/`,
  ]
  const demo = ['', `  Demo accounts 演示账号 (password ${DEMO_PASSWORD}; people and matters are invented 演示数据):`,
    '    chen.clerk    窗口受理员 counter clerk       li.triage      分流研判员 triage officer', '    wang.handler  经办人 handler (住建局)        sun.reviewer   审核人 reviewer',
    '    zhou.head     负责人 head                    zheng.supervisor 督查员 supervisor', '    admin         系统管理员 administrator       auditor        安全审计员 auditor', '    all accounts  全部账号: README.md']
  return [...lines, ...(isDemo ? demo : []), '', '  Ctrl-C stops it.'].join('\n')
}

const exitAtOnce = (code: number): never => process.exit(code)

function untilToldToStop(): Promise<null> {
  return new Promise((stop) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop(null))
  })
}
