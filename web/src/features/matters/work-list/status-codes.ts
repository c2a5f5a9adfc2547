import type { Status } from '@hejie/contract/lifecycle'

/** Every state a list can be asked for, in the order of the procedure; a test holds it against the contract. */
export const STATUS_CODES = [
  'SUBMITTED', 'REGISTERED', 'NEED_INFO', 'ROUTED', 'OBJECTED', 'JURIS', 'SIGNED', 'HANDLING', 'MEDIATING', 'HEARING', 'REVIEWING_DRAFT', 'SIGNING', 'SERVING', 'SERVED', 'IN_REVIEW', 'IN_REREVIEW',
  'EXECUTING', 'CLOSED', 'FINAL', 'ARCHIVED', 'NOT_ACCEPTED', 'DIVERTED', 'WITHDRAWN', 'MERGED',
] as const satisfies readonly Status[]
