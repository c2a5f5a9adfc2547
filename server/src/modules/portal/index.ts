// The citizens' pages: filing, following up, and where to go; server-rendered, without need of a script.
export { errorPage, isPortalPath, notFoundPage } from './error-pages.ts'
export { registerPortalJobs } from './jobs.ts'
export { portalRoutes } from './routes.ts'
