/** A caller of the running server, signed in once; times every request. */
export interface Client {
  call(method: 'GET' | 'POST', path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown>
}

/** Milliseconds of each request, by name. */
export type Timings = Map<string, number[]>

export async function signIn(base: string, username: string, password: string): Promise<string> {
  const answer = await fetch(`${base}/api/auth/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password, asToken: true }) })
  const body: unknown = await answer.json()
  if (!answer.ok || typeof body !== 'object' || body === null || !('token' in body)) throw new Error(`${username} could not sign in: ${answer.status} ${JSON.stringify(body)}`)
  return String(body.token)
}

export function clientOf(base: string, token: string | null): Client {
  return {
    async call(method, path, body, headers = {}) {
      const answer = await fetch(base + path, {
        method, headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers }, body: body === undefined ? undefined : JSON.stringify(body),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
      return answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
    },
  }
}

export async function timed<T>(timings: Timings, name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  const list = timings.get(name)
  if (list) list.push(performance.now() - started)
  else timings.set(name, [performance.now() - started])
  return result
}

/** The value below which this share of the measurements lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
