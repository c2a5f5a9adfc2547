import type { Db } from './platform/database.ts'

/** Loads what every installation needs: divisions, code tables, calendars, roles, units. Safe to repeat. */
export async function seedReference(_db: Db, _progress: (what: string) => void = () => undefined): Promise<void> {
}
