import type { OpenAPIHono } from '@hono/zod-openapi'
import { compress } from 'hono/compress'
import type { Deps } from './deps.ts'
import { newRouter } from './platform/http.ts'
import type { Env, HttpContext } from './platform/http.ts'
import { ASSIGNMENT_ACTIONS, registerAssignmentJobs } from './modules/assignment/index.ts'
import { analysisRoutes } from './modules/analysis/index.ts'
import { auditorRoutes } from './modules/auditor/index.ts'
import { CLOSING_ACTIONS, factsOfParts, missingFor, registerClosingJobs } from './modules/closing/index.ts'
import { accountRoutes, caseUnitIds, identityRoutes, openSignInDesk } from './modules/identity/index.ts'
import type { Actor } from './modules/identity/index.ts'
import { deskRoutes, registerDeskJobs, viewRoutes } from './modules/desk/index.ts'
import { directoryRoutes } from './modules/directory/index.ts'
import { importingRoutes, registerImportingJobs } from './modules/importing/index.ts'
import { INTAKE_ACTIONS, intakeRoutes, missingForIntake, registerIntakeJobs } from './modules/intake/index.ts'
import { registerMatterJobs } from './modules/matters/index.ts'
import { REVIEWING_ACTIONS, missingForReview, reviewingRoutes } from './modules/reviewing/index.ts'
import { paperRoutes } from './modules/papers/index.ts'
import { registerNotificationJobs } from './modules/notifications/index.ts'
import { errorPage, isPortalPath, notFoundPage, portalRoutes, registerPortalJobs } from './modules/portal/index.ts'
import { timeLimitRoutes } from './modules/time-limits/index.ts'
import { sealedRoutes } from './modules/sealed/index.ts'
import { mountConsole, mountDocs } from './pages.ts'
import { problemResponse } from './platform/problem.ts'
import { addressOf, languageOf } from './platform/request.ts'
import { sameOriginOnly } from './platform/same-origin.ts'
import { securityHeaders } from './platform/security-headers.ts'
import { NotFound } from './platform/errors.ts'

/** How a request is matched to a person; tests bring their own instead of signing in each time. */
export type WhoActs = (c: HttpContext) => Promise<Actor | null>

/** The list of modules; the only file that knows them all. */
export async function buildApp(deps: Deps, options: { whoActs?: WhoActs } = {}): Promise<OpenAPIHono<Env>> {
  const signInDesk = await openSignInDesk(deps)
  const whoActs: WhoActs = async (c) => (await options.whoActs?.(c)) ?? signInDesk.whoActs.actorOf(c)
  const app = newRouter()
  // Only what is read: answers to changes are too short to gain from it.
  const compressed = compress()
  app.use((c, next) => (c.req.method === 'GET' ? compressed(c, next) : next()))
  app.use(securityHeaders())
  app.use(sameOriginOnly(deps.config.publicUrl))
  app.use(async (c, next) => {
    c.set('language', languageOf(c))
    c.set('clientAddress', addressOf(c))
    c.set('actor', await whoActs(c))
    await next()
  })
  app.get('/health', (c) => c.json({ status: 'ok' }))
  app.route('/', identityRoutes(deps, signInDesk))
  app.route('/', accountRoutes(deps, signInDesk))
  app.route('/', auditorRoutes(deps))
  app.route('/', analysisRoutes(deps))
  app.route('/', directoryRoutes(deps))
  app.route('/', timeLimitRoutes(deps))
  app.route('/', intakeRoutes(deps))
  app.route('/', sealedRoutes(deps))
  app.route('/', deskRoutes(deps, {
    handlers: { ...INTAKE_ACTIONS, ...ASSIGNMENT_ACTIONS, ...CLOSING_ACTIONS, ...REVIEWING_ACTIONS },
    missingFor: (action, matter, parts, actor, clocks) => [
      ...missingForIntake(action, { tasks: parts.tasks, infoRequests: parts.info_requests.length }, actor),
      ...missingForReview(action, parts),
      ...missingFor(action, matter, factsOfParts(parts, clocks), { today: deps.today().toString(), unitIds: caseUnitIds(actor) }),
    ],
  }))
  app.route('/', reviewingRoutes(deps))
  app.route('/', viewRoutes(deps))
  app.route('/', paperRoutes(deps))
  app.route('/', importingRoutes(deps))
  registerMatterJobs(deps)
  registerClosingJobs(deps)
  registerAssignmentJobs(deps)
  registerIntakeJobs(deps)
  registerDeskJobs(deps)
  registerPortalJobs(deps)
  registerNotificationJobs(deps)
  registerImportingJobs(deps)
  mountDocs(app)
  mountConsole(app)
  app.route('/', portalRoutes(deps))
  app.notFound((c) => (isPortalPath(c.req.path) ? notFoundPage(deps, c) : problemResponse(c, new NotFound())))
  app.onError((error, c) => (isPortalPath(c.req.path) ? errorPage(deps, c, error) : problemResponse(c, error, deps.log)))
  return app
}
