// One door for letters, visits, calls, the web and transfers: filing, numbers, PINs, triage, and what petitioners do themselves.
export { fileMatter } from './file-matter.ts'
export type { FiledBy } from './file-matter.ts'
export { formatMatterCode, isMatterCode, matterCode, readMatterCode } from './matter-code.rules.ts'
export { maxRepresentatives } from './filing.rules.ts'
export { MAX as FILING_LIMITS } from './filing.ts'
export { intakeRoutes } from './routes.ts'
