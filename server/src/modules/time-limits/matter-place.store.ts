import type { Tx } from '../../platform/database.ts'

export interface MatterPlace {
  homeCounty: string
  id: string
  code: string
  title: string
  regionPath: string
  officeId: string
}

/** Where a matter stands, as far as the reader's access shows it at all. */
export async function findMatterPlace(tx: Tx, code: string): Promise<MatterPlace | null> {
  const row = await tx.selectFrom('matter').select(['home_county', 'id', 'code', 'title', 'region_path', 'office_id']).where('home_county', '=', code.slice(0, 6)).where('code', '=', code).executeTakeFirst()
  return row ? { homeCounty: row.home_county, id: row.id, code: row.code, title: row.title, regionPath: row.region_path, officeId: row.office_id } : null
}
