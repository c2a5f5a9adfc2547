import type { FilingInput } from '@hejie/contract/intake'
import type { Status } from '@hejie/contract/lifecycle'
import { sql } from 'kysely'
import { loadActor } from '../../src/modules/identity/index.ts'
import { fileMatter } from '../../src/modules/intake/index.ts'
import { changeClocks } from '../../src/modules/time-limits/index.ts'
import { inTransaction } from '../../src/platform/database.ts'
import type { Tx } from '../../src/platform/database.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestServer } from '../harness.ts'
import { PLACES, UNITS, givenDemoStaff } from './places.ts'
import { unitId } from './staff.ts'

export interface GivenMatter {
  code: string
  pin: string
  id: string
  homeCounty: string
  version: number
}

export interface MatterGiven {
  /** Where in its life the matter stands; REGISTERED unless said otherwise. */
  status?: Status
  /** Unit code of whoever leads it, from ROUTED on; the housing bureau of 鄞州 unless said otherwise. */
  lead?: string
  /** Who files: a username, or a citizen at the portal. */
  by?: string
  /** Anything of the filing that the test is about. */
  filing?: Partial<FilingInput>
}

let serial = 0

/** What a filing at the counter of 鄞州 says, unless a test wants something else. */
export function filingInput(over: Partial<FilingInput> = {}): FilingInput {
  serial += 1
  return {
    form: '200', channel: 'Q02', category: 'C', title: `小区电梯停用${serial}`, body: `请求修复电梯。${serial}号楼电梯自十月起停用,物业不修,老人上下楼困难。`, placeCode: PLACES.town,
    people: [{ role: 'petitioner', name: `张${serial}`, phone: `138${String(serial).padStart(8, '0')}`, address: '姜山镇狮山村1号' }], ...over,
  }
}

/** The same from a citizen's phone. */
export const citizenFiling = (over: Partial<FilingInput> = {}): FilingInput => filingInput({ form: '300', channel: 'Q01', ...over })

/** States in which a unit has it; each in the order of the course. */
const WITH_LEAD: readonly Status[] = ['ROUTED', 'OBJECTED', 'JURIS', 'SIGNED', 'HANDLING', 'MEDIATING', 'HEARING', 'REVIEWING_DRAFT', 'SIGNING', 'SERVING', 'SERVED', 'EXECUTING', 'CLOSED', 'FINAL']

/** A matter in any state of the ordinary course, registered through the real door; later states are written down as the course leaves them. */
export async function givenMatter(server: TestServer, given: MatterGiven = {}): Promise<GivenMatter> {
  await givenDemoStaff(server)
  const { status = 'REGISTERED', lead = UNITS.housing } = given
  const isCitizen = given.by === 'citizen' || (given.by === undefined && status === 'SUBMITTED')
  const actor = isCitizen ? null : await loadActor(server.deps, { username: given.by ?? 'chen.clerk' })
  const receipt = actor
    ? await fileMatter(server.deps, { kind: 'staff', actor }, filingInput(given.filing), newId())
    : await fileMatter(server.deps, { kind: 'citizen', clientAddress: '10.0.0.1' }, citizenFiling(given.filing), newId())
  const row = await server.deps.db.selectFrom('matter').select(['id', 'home_county', 'version', 'region_path', 'status']).where('code', '=', receipt.code).executeTakeFirstOrThrow()
  const matter = { code: receipt.code, pin: receipt.pin, id: row.id, homeCounty: row.home_county, version: row.version }
  if (row.status === status) return matter
  return { ...matter, version: await moveTo(server, { ...matter, regionPath: row.region_path }, status, await unitId(server, lead)) }
}

type Key = GivenMatter & { regionPath: string }

async function moveTo(server: TestServer, matter: Key, status: Status, lead: string): Promise<number> {
  const at = server.deps.now().toString()
  const today = server.deps.today().toString()
  return inTransaction(server.deps.db, { as: 'system' }, async (tx) => {
    const key = { home_county: matter.homeCounty, matter_id: matter.id }
    const of = sql`home_county = ${matter.homeCounty} and id = ${matter.id}`
    if (WITH_LEAD.includes(status)) await giveLead(tx, key, status, { lead, at, today })
    const due = await changeClocks(server.deps, tx, matter, clocksAt(status, lead, today))
    await sql`update matter set status = ${status}, version = version + 1, registered_at = coalesce(registered_at, ${at}), category = coalesce(category, 'C'),
      next_due_rule = ${due.nextDueRule}, next_due_on = ${due.nextDueOn ?? 'infinity'}, next_due_legal = ${due.nextDueLegal}, next_due_provisional = ${due.nextDueProvisional} where ${of}`.execute(tx)
    if (status === 'NEED_INFO') {
      const by = await tx.selectFrom('account').select('id').where('username', '=', 'li.triage').executeTakeFirstOrThrow()
      await tx.insertInto('matter_info_request').values({ ...key, seq: 1, asked_at: at, asked_by: by.id, question: '请补充物业公司名称。', answer_by: server.deps.today().add({ days: 10 }).toString() }).execute()
    }
    const { rows } = await sql<{ version: number }>`select version from matter where ${of}`.execute(tx)
    return rows[0]?.version ?? 0
  })
}

const after = (status: Status, than: Status): boolean => WITH_LEAD.indexOf(status) > WITH_LEAD.indexOf(than)

async function giveLead(tx: Tx, key: { home_county: string; matter_id: string }, status: Status, { lead, at, today }: { lead: string; at: string; today: string }): Promise<void> {
  const isSigned = after(status, 'ROUTED')
  const isAccepted = after(status, 'SIGNED')
  const isClosed = status === 'CLOSED' || status === 'FINAL'
  const handler = await sql<{ id: string }>`select h.account_id as id from post_holder h join post p on p.id = h.post_id where p.unit_id = ${lead} and p.roles && '{ZR06,ZR03}' limit 1`.execute(tx)
  const by = handler.rows[0]?.id ?? null
  await tx.insertInto('matter_assignment').values({ ...key, seq: 1, unit_id: lead, part: 'lead', kind: 'transfer', assigned_at: at, signed_at: isSigned ? at : null, signed_by: isSigned ? by : null, recusal_declared: isSigned ? true : null }).execute()
  await sql`update matter set category = coalesce(category, 'C'), route = coalesce(route, 'C6'), class1 = coalesce(class1, '09'), holder_unit_id = ${isClosed ? null : lead}, lead_unit_id = ${lead}, routed_count = 1,
      unit_ids = array(select distinct unnest(unit_ids || ${lead}::uuid)), handler_id = ${isAccepted ? by : null}, accepted_on = ${isAccepted ? today : null}, served_on = ${after(status, 'SERVING') ? today : null}, closed_at = ${isClosed ? at : null}
    where home_county = ${key.home_county} and id = ${key.matter_id}`.execute(tx)
  if (isAccepted && by) await tx.insertInto('matter_contact').values({ ...key, seq: 1, at, by_account: by, unit_id: lead, way: 'phone', reached: true, note: '已电话联系,了解情况。' }).execute()
  if (after(status, 'HEARING') && by) await giveReply(tx, key, status, { by, at, today })
}

const REPLY_STATES: Partial<Record<Status, string>> = { REVIEWING_DRAFT: 'in-review', SIGNING: 'approved', SERVING: 'issued' }

async function giveReply(tx: Tx, key: { home_county: string; matter_id: string }, status: Status, { by, at, today }: { by: string; at: string; today: string }): Promise<void> {
  const state = REPLY_STATES[status] ?? 'served'
  const isIssued = state === 'issued' || state === 'served'
  await tx.insertInto('matter_reply').values({
    ...key, seq: 1, state, kind: 'WS10', conclusion: 'V1', request_summary: '修复电梯', facts: '经查,电梯因主板故障停用。', opinion: '支持。物业公司十日内修复。', legal_basis: '《物业管理条例》第五十三条',
    remedy: '如不服本意见,可自收到之日起30日内申请复查。', drafted_by: by, drafted_at: at, reviewed_by: state === 'in-review' ? null : by, reviewed_at: state === 'in-review' ? null : at,
    issued_by: isIssued ? by : null, issued_at: isIssued ? at : null, number: isIssued ? '鄞住建信复〔2026〕1号' : null, served_on: state === 'served' ? today : null, service_method: state === 'served' ? 'direct' : null,
  }).execute()
}

function clocksAt(status: Status, lead: string, today: string): Parameters<typeof changeClocks>[3] {
  if (!WITH_LEAD.includes(status)) return {}
  const end = ['DL01', 'DL02', 'DL03'].map((rule) => ({ rule, on: today, by: 'route' }))
  if (!after(status, 'ROUTED')) return { end, start: [{ rule: 'DL03', on: today, unitId: lead }, { rule: 'DL04', on: today, unitId: lead }] }
  if (!after(status, 'SIGNED')) return { end, start: [{ rule: 'DL03', on: today, unitId: lead }, { rule: 'DL04', on: today, unitId: lead }, { rule: 'DL31', on: today, unitId: lead }] }
  if (!after(status, 'SERVING')) return { end, start: [{ rule: 'DL05', on: today, unitId: lead }] }
  return { end, start: [{ rule: 'DL06', on: today }, { rule: 'DL25', on: today }] }
}
