import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { pathsDownTo } from '../directory/index.ts'
import type { Filing } from './filing.ts'
import type { KnownCodes } from './filing-codes.rules.ts'
import type { PlaceFacts } from './filing.rules.ts'

/** The office that keeps a matter: the petition office, or the centre where there is none. */
export interface Office {
  id: string
  name: string
  kind: string
  regionCode: string
}

interface Facts {
  place: PlaceFacts | null
  known: KnownCodes
}

interface FactsRow {
  place: PlaceFacts | null
  codes: { t: string; c: string; p: string | null; z: string }[]
  units: string[]
}

/** What the code tables and the directory know of the codes a filing uses, in one question. */
export async function findFilingFacts(db: Db, filing: Pick<Filing, 'placeCode' | 'form' | 'channel' | 'purpose' | 'class1' | 'class2' | 'respondentUnitId' | 'accusedUnitId'>): Promise<Facts> {
  const codes = [['T01', filing.form], ['T02', filing.channel], ['T05', filing.purpose], ['T06', filing.class1], ['T07', filing.class2]]
  const units = [filing.respondentUnitId, filing.accusedUnitId].filter((id) => id !== null)
  const { rows } = await sql<FactsRow>`select
      (select jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path, 'validFrom', r.valid_from::text, 'validTo', r.valid_to::text, 'successorCode', null, 'successorName', null)
        from region r where r.code = ${filing.placeCode}) as place,
      (select coalesce(jsonb_agg(jsonb_build_object('t', table_id, 'c', code, 'p', parent, 'z', zh)), '[]') from code_row
        where is_active and (table_id, code) in (select * from unnest(${codes.map(([table]) => table)}::text[], ${codes.map(([, code]) => code)}::text[]))) as codes,
      (select coalesce(jsonb_agg(id), '[]') from unit where id = any(${units}::uuid[])) as units`.execute(db)
  const row = rows[0]
  if (!row) return { place: null, known: { rows: new Set(), parentOf: new Map(), unitIds: new Set() } }
  return { place: row.place, known: knownOf(row) }
}

function knownOf({ codes, units }: Pick<FactsRow, 'codes' | 'units'>): KnownCodes {
  return {
    rows: new Set(codes.map(({ t, c }) => `${t}:${c}`)), unitIds: new Set(units), formName: codes.find(({ t }) => t === 'T01')?.z ?? null,
    parentOf: new Map(codes.flatMap(({ t, c, p }): [string, string][] => (t === 'T07' && p !== null ? [[c, p]] : []))),
  }
}

/**
 * The nearest office at or above a place that keeps petition matters; null where the directory has none.
 * @param level the lowest level asked: 3 for citizens (the county keeps the register), 4 for what a village reports
 */
export async function findOffice(db: Db, path: string, level: 3 | 4, on: string): Promise<Office | null> {
  const row = await db.selectFrom('unit').select(['id', 'name', 'kind', 'region_code']).where('region_path', 'in', pathsDownTo(path)).where('level', '<=', level)
    .where('kind', 'in', ['petition-office', 'centre']).where('valid_from', '<=', on).where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', on)]))
    .orderBy('level', 'desc').orderBy(sql`(kind = 'petition-office')`, 'desc').orderBy('code').limit(1).executeTakeFirst()
  return row ? { id: row.id, name: row.name, kind: row.kind, regionCode: row.region_code } : null
}
