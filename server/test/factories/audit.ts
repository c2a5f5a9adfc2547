import { sql } from 'kysely'
import { inject, onTestFinished, vi } from 'vitest'
import { auditCommand } from '../../src/commands/audit.ts'
import type { AuditEntry } from '../../src/modules/audit/index.ts'
import type { TestServer } from '../harness.ts'

export const anEntry = (subject: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  actorKind: 'staff', actorId: '01a20ac1-d16c-7e86-96da-4fd296d954d8', unitId: null, action: 'matter.assign', subject, homeCounty: '330212', regionPath: '33/3302/330212/', reason: null,
  detail: { from: 'REGISTERED', to: 'ROUTED', n: 0.1, list: [1, null, 'x'], '字': '值' }, ...more,
})

/** `hejie audit …` on a server's database, as the operator types it. */
export async function runAuditCommandOn(server: TestServer, args: string[]): Promise<{ code: number; out: string }> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(server.deps.db)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${rows[0]?.name}`
  vi.stubEnv('DATABASE_URL', url.href)
  vi.stubEnv('HEJIE_DATA', server.deps.config.dataFolder)
  vi.stubEnv('HEJIE_LOG', 'silent')
  onTestFinished(() => void vi.unstubAllEnvs())
  return runAuditCommand(args)
}

export async function runAuditCommand(args: string[]): Promise<{ code: number; out: string }> {
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  const error = vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line))
  try {
    return { code: await auditCommand(args), out: lines.join('\n') }
  } finally {
    log.mockRestore()
    error.mockRestore()
  }
}
