import { seedDirectory } from './modules/directory/index.ts'
import { seedLimits } from './modules/time-limits/index.ts'
import type { Db } from './platform/database.ts'

/** Loads what every installation needs: divisions, code tables, calendars, roles, units. Safe to repeat. */
export async function seedReference(db: Db, progress: (what: string) => void = () => undefined): Promise<void> {
  if (await seedDirectory(db)) progress('directory: divisions, units, code tables, duty rules and calendars loaded')
  if ((await seedLimits(db)) > 0) progress('time limits: statutory and house limits loaded')
}
