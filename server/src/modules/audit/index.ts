// The append-only, hash-chained record of every change and every read of personal data.
export { recordAudit } from './record-audit.ts'
export { SEALED_LANE, hashLine } from './chain.rules.ts'
export type { AuditEntry } from './chain.rules.ts'
