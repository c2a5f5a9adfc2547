import type { createRoute, z } from '@hejie/contract/common'
import { ApiProblem, problemOf } from './problem.ts'
import { queryClient } from './query-client.ts'

/*
 * Requests typed by the very route definitions the server mounts:
 *   call<typeof listMatters>('get', '/api/matters', { query })
 * The contract is imported as types only, so none of it is downloaded.
 */

type RouteConfig = Parameters<typeof createRoute>[0]
type Request<R extends RouteConfig> = NonNullable<R['request']>
type In<T> = T extends z.ZodType ? z.input<T> : never
type ParamsOf<R extends RouteConfig> = Request<R> extends { params: infer P } ? { params: In<P> } : { params?: undefined }
type QueryOf<R extends RouteConfig> = Request<R> extends { query: infer Q } ? { query: In<Q> } : { query?: undefined }
type BodyOf<R extends RouteConfig> = Request<R> extends { body: { content: { 'application/json': { schema: infer B } } } } ? { body: In<B> } : { body?: undefined }
type Answers<R extends RouteConfig> = R['responses']
type JsonOf<A> = A extends { content: { 'application/json': { schema: infer S } } } ? (S extends z.ZodType ? z.output<S> : never) : undefined

export type Input<R extends RouteConfig> = ParamsOf<R> & QueryOf<R> & BodyOf<R> & {
  /** Sent again with the same body, the request is carried out once. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
}
export type Output<R extends RouteConfig> =
  | (Answers<R> extends { 200: infer A } ? JsonOf<A> : never)
  | (Answers<R> extends { 201: infer A } ? JsonOf<A> : never)

interface AnyInput {
  params?: Readonly<Record<string, unknown>> | undefined
  query?: Readonly<Record<string, unknown>> | undefined
  body?: unknown
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
}

/** The address of a request: path places filled in, query without what is empty. */
export function addressOf(path: string, params: Readonly<Record<string, unknown>> = {}, query: Readonly<Record<string, unknown>> = {}): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return text ? `${filled}?${text}` : filled
}

/** Fetches, and turns every refusal into an ApiProblem. */
export async function send(method: string, address: string, input: AnyInput = {}): Promise<Response> {
  const headers = new Headers({ accept: 'application/json, application/problem+json' })
  if (input.body !== undefined && !(input.body instanceof FormData)) headers.set('content-type', 'application/json')
  if (input.idempotencyKey) headers.set('idempotency-key', input.idempotencyKey)
  const body = input.body === undefined ? null : input.body instanceof FormData ? input.body : JSON.stringify(input.body)
  let response: Response
  try {
    response = await fetch(address, { method: method.toUpperCase(), headers, body, credentials: 'same-origin', signal: input.signal ?? null })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem({ status: 0, code: 'web/no-connection', detail: '', faults: [] }, { cause: error })
  }
  // The session has ended meanwhile: asking who is signed in again leads to the sign-in page, and back.
  if (response.status === 401 && !address.startsWith('/api/me') && !address.startsWith('/api/auth/')) void queryClient.invalidateQueries({ queryKey: ['me'] })
  if (!response.ok) throw await problemOf(response)
  return response
}

/** Does one request of the contract. @throws ApiProblem */
export async function call<R extends RouteConfig>(method: R['method'], path: R['path'], input: Input<R>): Promise<Output<R>> {
  const any: AnyInput = input
  const response = await send(method, addressOf(path, any.params, any.query), any)
  return response.json()
}
