// Accusations (检举控告): the sealed channel and its desk. Separate tables, a database role of its own, a record of its own.
export { findDesk, receiveAccusation } from './receive-accusation.ts'
export { findByCode, insertEvent, insertFiles, takeSealedRole } from './store.ts'
export { recordSealedAudit } from './sealed-audit.store.ts'
export { sealedRoutes } from './routes.ts'
export type { Accusation, AccusationEvent, AccusationFile, NewAccusation } from './accusation.ts'
