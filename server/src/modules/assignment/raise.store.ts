import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** Why a matter is stuck: nobody gave it to anybody, nobody signed, nobody is set to rule, a hearing never ends, its officer is gone, the unit has nobody, the organ above is late, the unit is abolished. */
export type StuckGround = 'unassigned' | 'unsigned' | 'handler-away' | 'unit-empty' | 'no-ruler' | 'hearing-open' | 'review-overdue' | 'abolished'

export interface Stuck {
  code: string
  ground: StuckGround
  id: string
}

/** Natural days after which something handed over and not signed for is raised. 本系统规定 */
const UNSIGNED_DAYS = 5
/** Natural days after its date in which the record of a hearing is filed: while a re-review is heard its clock stands still, and nobody else would notice. 本系统规定 */
const OPEN_HEARING_DAYS = 15

/** Open matters that nobody moves, each with its first ground, in order of their ids after a cursor; those raised already are left out. */
export async function listStuck(tx: Tx, today: string, after: string | null, limit: number): Promise<Stuck[]> {
  const holds = sql`(h.valid_from <= ${today}::date and (h.valid_to is null or h.valid_to >= ${today}::date))`
  const { rows } = await sql<Stuck>`select code, ground, id from (select m.code, m.id, m.home_county, case
      when u.valid_to < ${today}::date then 'abolished'
      when m.status = 'REGISTERED' and m.next_due_rule in ('DL01', 'DL02') and m.next_due_legal < ${today}::date then 'unassigned'
      when m.status = 'ROUTED' and exists (select from matter_assignment a where a.home_county = m.home_county and a.matter_id = m.id and a.part = 'lead' and a.ended_at is null and a.signed_at is null
        and (a.assigned_at at time zone 'Asia/Shanghai')::date < ${today}::date - ${UNSIGNED_DAYS}::int) then 'unsigned'
      when m.status = 'OBJECTED' and m.objected_count >= 2 then 'no-ruler'
      when m.status in ('HEARING', 'IN_REVIEW', 'IN_REREVIEW') and exists (select from matter_hearing g where g.home_county = m.home_county and g.matter_id = m.id and g.ended_at is null and g.held_on < ${today}::date - ${OPEN_HEARING_DAYS}::int) then 'hearing-open'
      when m.status in ('IN_REVIEW', 'IN_REREVIEW') and m.next_due_legal < ${today}::date then 'review-overdue'
      when m.status in ('SIGNED', 'HANDLING', 'MEDIATING', 'HEARING', 'SERVING') and m.handler_id is not null and not exists (select from account c join post_holder h on h.account_id = c.id and ${holds} join post p on p.id = h.post_id
        where c.id = m.handler_id and c.is_active and p.unit_id = m.lead_unit_id) then 'handler-away'
      when m.status in ('ROUTED', 'SIGNED', 'HANDLING') and m.lead_unit_id is not null and not exists (select from post p join post_holder h on h.post_id = p.id and ${holds} join account c on c.id = h.account_id and c.is_active
        where p.unit_id = m.lead_unit_id and p.roles && '{ZR03,ZR06}') then 'unit-empty' end as ground
      from matter m left join unit u on u.id = m.lead_unit_id
      where m.is_open) x
    where ground is not null ${after ? sql`and id > ${after}::uuid` : sql``}
      and not exists (select from matter_task t where t.home_county = x.home_county and t.matter_id = x.id and t.kind = 'raised' and t.done_at is null)
    order by id limit ${limit}`.execute(tx)
  return rows
}

/** The county's desk over a place: its petition office, or the office above where it has none. */
export async function findCountyDesk(tx: Tx, regionPath: string, today: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from unit where kind = 'petition-office' and level <= 3 and ${regionPath} ^@ region_path and (valid_to is null or valid_to >= ${today}::date) order by level desc, code limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

/** The unit in force that took over an abolished one; null where none is recorded. */
export async function findSuccessor(tx: Tx, unitId: string, today: string): Promise<{ id: string; name: string; from: string } | null> {
  const { rows } = await sql<{ id: string; name: string; from: string }>`with recursive chain as (select u.*, u.name as asked, 0 as depth from unit u where u.id = ${unitId}::uuid
      union all select n.*, c.asked, c.depth + 1 from chain c join unit n on n.id = c.successor_id where c.valid_to < ${today}::date and c.depth < 8)
    select id, name, asked as from from chain where depth > 0 and (valid_to is null or valid_to >= ${today}::date) order by depth desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** The successor takes over the open parts of the abolished unit. */
export async function passPartsOn(tx: Tx, matter: { homeCounty: string; id: string }, from: string, to: string): Promise<void> {
  await sql`update matter_assignment set unit_id = ${to}::uuid where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and unit_id = ${from}::uuid and ended_at is null`.execute(tx)
}
