import { Agent, request } from 'node:http'

/** A caller of the running server, signed in once; times every request. */
export interface Client {
  call(method: 'GET' | 'POST', path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown>
}

/** Milliseconds of each request, by name. */
export type Timings = Map<string, number[]>

/** Callers share the machine with what they measure: the plain client of Node costs them half of what `fetch` does. */
const agent = new Agent({ keepAlive: true })

interface Answer {
  status: number
  isJson: boolean
  text: string
}

function send(url: string, method: string, headers: Record<string, string>, body: string | undefined): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request(url, { agent, method, headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => done({ status: answer.statusCode ?? 0, isJson: answer.headers['content-type']?.includes('json') ?? false, text: Buffer.concat(chunks).toString() }))
      answer.on('error', fail)
    })
    sent.on('error', fail)
    sent.end(body)
  })
}

export async function signIn(base: string, username: string, password: string): Promise<string> {
  const { status, text } = await send(`${base}/api/auth/sign-in`, 'POST', {}, JSON.stringify({ username, password, asToken: true }))
  const body: unknown = JSON.parse(text)
  if (status !== 200 || typeof body !== 'object' || body === null || !('token' in body)) throw new Error(`${username} could not sign in: ${status} ${text}`)
  return String(body.token)
}

export function clientOf(base: string, token: string | null): Client {
  return {
    async call(method, path, body, headers = {}) {
      const { status, isJson, text } = await send(base + path, method, { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers }, body === undefined ? undefined : JSON.stringify(body))
      if (status >= 400 || status === 0) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`)
      return isJson ? JSON.parse(text) : text
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
