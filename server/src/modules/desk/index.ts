// The officer's desk: lists, search, one matter with what may be done, export, overview. Reads across; writes through the modules of the procedure.
export { deskRoutes } from './routes.ts'
export { viewRoutes } from './view.routes.ts'
export { exportMatters } from './export-matters.ts'
export { registerDeskJobs } from './jobs.ts'
export { actOnMatter } from './act-on-matter.ts'
export type { ActionHandler } from './act-on-matter.ts'
export type { MissingFor } from './read-matter.ts'
