import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { organsAbove } from './organ.rules.ts'
import type { Above, OrganFacts } from './organ.rules.ts'

/** The organs one level above a unit, by rule; empty where the directory knows nobody above. */
export async function listOrgansAbove(tx: Tx, unitId: string | null, today: string): Promise<OrganFacts[]> {
  const above = unitId === null ? null : await findAbove(tx, unitId, today)
  return above ? organsAbove(above) : []
}

/** The organs above a unit in force on a day; an abolished one is followed to its successor. */
async function findAbove(tx: Tx, unitId: string, today: string): Promise<Above | null> {
  const inForce = sql`(u.valid_to is null or u.valid_to >= ${today}::date)`
  const { rows } = await sql<Above>`with recursive asked as (select * from unit where id = ${unitId}::uuid),
    chain as (select u.*, 0 as depth from unit u join asked a on u.id = a.superior_id
      union all select u.*, c.depth + 1 from chain c join unit u on u.id = c.successor_id where c.valid_to < ${today}::date and c.depth < 8),
    superior as (select * from chain u where ${inForce} order by depth desc limit 1),
    above as (select u.* from unit u join asked a on u.line_code = a.line_code and u.level < a.level and a.region_path ^@ u.region_path and u.kind = a.kind where ${inForce} order by u.level desc, u.code limit 1)
    select ${organJson('asked')} as unit, ${organJson('superior')} as superior, ${organJson('above')} as "lineAbove" from (select 1) one`.execute(tx)
  return rows[0]?.unit ? rows[0] : null
}

const organJson = (from: 'asked' | 'superior' | 'above'): RawBuilder<unknown> => sql`(select json_build_object('id', id, 'name', name, 'kind', kind, 'regionPath', region_path) from ${sql.ref(from)} limit 1)`
