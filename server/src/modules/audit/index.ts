// The append-only, hash-chained record of every change and every read of personal data.
export { recordAudit } from './record-audit.ts'
export type { AuditEntry } from './chain.rules.ts'
