import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import type { RouteConfig } from '@asteasolutions/zod-to-openapi'
import * as analysis from './analysis.ts'
import * as audit from './audit.ts'
import * as directory from './directory.ts'
import * as identity from './identity.ts'
import * as importing from './importing.ts'
import * as intake from './intake.ts'
import * as matters from './matters.ts'
import * as papers from './papers.ts'
import * as reviewing from './reviewing.ts'
import * as sealed from './sealed.ts'
import * as timeLimits from './time-limits.ts'
import * as views from './views.ts'

/** Every module's routes; a module added to the contract is added here. */
const MODULES = [identity, matters, intake, papers, reviewing, sealed, directory, timeLimits, audit, importing, views, analysis]

const isRoute = (value: unknown): value is RouteConfig => typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'responses' in value

/** Every route of the API. */
export const ROUTES: readonly RouteConfig[] = MODULES.flatMap((module) => Object.values<unknown>(module).filter(isRoute))

/** The OpenAPI 3.1 description of the API. */
export function describeApi(): object {
  const registry = new OpenAPIRegistry()
  for (const route of ROUTES) registry.registerPath(route)
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Hejie 和解', version: '1', description: 'One register for petitions, disputes and neighbourhood events (统一受理,一案一码). Errors are RFC 9457 problem+json with stable codes.' },
    servers: [{ url: '/' }],
  })
}
