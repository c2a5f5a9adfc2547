import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROLE_CODES } from '@hejie/contract/lifecycle'
import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Deps } from '../deps.ts'
import { openDeps } from '../main.ts'
import { insertPostHolders, insertPosts } from '../modules/directory/index.ts'
import { createAccount, hashNewPassword, listUnitsByCodes, lockAccountByUsername, newTemporaryPassword, resetPassword, resetSecondFactor, switchAccount } from '../modules/identity/index.ts'
import { readConfig } from '../platform/config.ts'
import { inTransaction } from '../platform/database.ts'
import { Invalid, NotFound, RuleBroken } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { problemText } from '../platform/problem.ts'
import { runningDatabase } from '../platform/running-database.ts'

const HELP = `hejie account add USERNAME --name NAME --unit UNIT --roles ZR25[,ZRnn] [--post TITLE] [--json]
hejie account reset USERNAME [--json]    a new temporary password; the second factor is taken away
hejie account off USERNAME | on USERNAME

账号 For the operator of the server: the first administrator of a new installation, and accounts that no administrator may
reset (检举控告专办员 ZR16, 安全审计员 ZR26). All else is done on screen. Every use is recorded.

  --unit UNIT    code of the unit in the directory: division and line, for instance 330212000000-B01
  --roles        one or more of ZR01–ZR27; 系统管理员 is ZR25
Works while Hejie runs. The temporary password is shown once and must be changed at the first sign-in.`

interface Options {
  name?: string
  unit?: string
  roles?: string
  post?: string
  json?: boolean
}

/** `hejie account`: what only the operator of the server may do to accounts. @returns the exit code */
export async function accountCommand(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { name: text, unit: text, roles: text, post: text, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
  const [what, username] = positionals
  if (values.help || !what || !username) {
    console.log(HELP)
    return values.help ? 0 : 2
  }
  const config = readConfig()
  const opened = await openDeps({ ...config, databaseUrl: config.databaseUrl ?? runningDatabase(join(config.dataFolder, 'postgres')) })
  try {
    const done = await act(opened.deps, what, username, values)
    console.log(values.json ? JSON.stringify(done) : Object.entries(done).map(([key, value]) => `${key}: ${value}`).join('\n'))
    return 0
  } catch (error) {
    throw inWords(error)
  } finally {
    await opened.close()
  }
}

async function act(deps: Deps, what: string, username: string, options: Options): Promise<Record<string, string>> {
  switch (what) {
    case 'add': return add(deps, username, options)
    case 'reset': return reset(deps, username)
    case 'off': case 'on':
      await inTransaction(deps.db, { as: 'system' }, async (tx) => switchAccount(deps, tx, await lockAccountByUsername(tx, username.toLowerCase(), deps.today().toString()), what === 'on', null))
      return { username, state: what }
    default: throw new RangeError(`hejie account knows add, reset, off and on, not "${what}"`)
  }
}

async function add(deps: Deps, username: string, options: Options): Promise<Record<string, string>> {
  const name = options.name?.trim()
  if (!name || !options.unit || !options.roles) throw new RangeError('hejie account add needs --name, --unit and --roles; more with --help')
  const roles = options.roles.split(',').map((role) => toRole(role.trim()))
  const [unit] = await listUnitsByCodes(deps.db, [options.unit])
  if (!unit) throw new RangeError(`there is no unit ${options.unit} in the directory`)
  const password = newTemporaryPassword()
  const passwordHash = await hashNewPassword(password)
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const accountId = await createAccount(deps, tx, { username, name, passwordHash, keptIn: unit.regionPath, mustChangePassword: true }, null)
    const postId = newId()
    await insertPosts(tx, [{ id: postId, unitId: unit.id, name: options.post ?? (roles.includes('ZR25') ? '系统管理员' : '工作人员'), roles }])
    await insertPostHolders(tx, [{ postId, accountId, from: deps.today().toString() }])
  })
  return { username: username.toLowerCase(), unit: unit.name, roles: roles.join(','), temporaryPassword: password }
}

function toRole(text: string): RoleCode {
  const role = ROLE_CODES.find((one) => one === text)
  if (!role) throw new RangeError(`there is no role ${text}: say one of ZR01–ZR27`)
  return role
}

async function reset(deps: Deps, username: string): Promise<Record<string, string>> {
  const password = newTemporaryPassword()
  const hash = await hashNewPassword(password)
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const find = () => lockAccountByUsername(tx, username.toLowerCase(), deps.today().toString())
    await resetSecondFactor(deps, tx, await find(), null)
    await resetPassword(deps, tx, await find(), hash, null)
  })
  return { username: username.toLowerCase(), temporaryPassword: password }
}

/** A refusal as one line for a terminal. */
function inWords(error: unknown): unknown {
  if (error instanceof Invalid) return new RangeError(error.faults.map((fault) => `${fault.field}: ${problemText(fault.code, fault.facts ?? {}, 'en')}`).join('; '))
  if (error instanceof RuleBroken) return new RangeError(problemText(error.code, error.facts, 'en'))
  return error instanceof NotFound ? new RangeError(problemText(error.code, {}, 'en')) : error
}
