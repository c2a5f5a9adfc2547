import { sql } from 'kysely'
import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Db, Tx } from '../../platform/database.ts'

/** What is required of the accounts kept in a place and below. */
export interface Rule {
  regionPath: string
  isForAll: boolean
  roles: RoleCode[]
  /** 0: nothing was ever required here. */
  version: number
}

export interface RuleSeen extends Rule {
  place: string
  waiting: number
}

/** The rules of some places, each with whom it still waits for. */
export async function listSecondFactorRules(db: Db | Tx, paths: readonly string[], today: string): Promise<RuleSeen[]> {
  const { rows } = await sql<RuleSeen>`select p.path as "regionPath", g.name as place, coalesce(r.is_for_all, false) as "isForAll", coalesce(r.roles, '{}') as roles, coalesce(r.version, 0) as version,
      (select count(*)::int from account a join sign_in_user u on u.id = a.user_id where a.is_active and not u.two_factor_enabled and starts_with(a.kept_in, p.path)
        and exists (select from sign_in_credential c where c.user_id = a.user_id and c.password is not null)
        and (r.is_for_all or exists (select from post_holder h join post o on o.id = h.post_id where h.account_id = a.id and (h.valid_to is null or h.valid_to >= ${today}::date) and o.roles && r.roles))) as waiting
    from unnest(${paths}::text[]) with ordinality as p(path, n) join region g on g.path = p.path left join second_factor_rule r on r.region_path = p.path order by p.n`.execute(db)
  return rows
}

/** @returns false where somebody else has changed it since */
export async function saveSecondFactorRule(tx: Tx, rule: Rule, by: { accountId: string; at: string }): Promise<boolean> {
  const { rows } = await sql`insert into second_factor_rule as r (region_path, is_for_all, roles, changed_by, changed_at) select ${rule.regionPath}, ${rule.isForAll}, ${rule.roles}::text[], ${by.accountId}::uuid, ${by.at}::timestamptz
      where ${rule.version}::int = 0 or exists (select from second_factor_rule where region_path = ${rule.regionPath})
    on conflict (region_path) do update set is_for_all = excluded.is_for_all, roles = excluded.roles, changed_by = excluded.changed_by, changed_at = excluded.changed_at, version = r.version + 1
      where r.version = ${rule.version}::int returning 1`.execute(tx)
  return rows.length === 1
}
