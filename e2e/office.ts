import { expect } from '@playwright/test'
import type { APIRequestContext } from '@playwright/test'

/** What members of staff do, for journeys that are not theirs. */
export interface Office {
  /** Does one action on a matter as somebody, whatever version it has now. */
  act(username: string, code: string, action: string, input?: Record<string, unknown>): Promise<void>
  /** What somebody finds of a matter by its code, and how many by words of it. */
  seen(username: string, code: string, words: string): Promise<{ byCode: number; byWords: number }>
  /** A unit of the directory by its name. */
  unit(username: string, name: string): Promise<string>
}

const PASSWORD = 'hejie-demo-2026'

export function officeOf(request: APIRequestContext): Office {
  const tokens = new Map<string, string>()
  async function headersOf(username: string): Promise<Record<string, string>> {
    const known = tokens.get(username)
    if (known) return { authorization: `Bearer ${known}` }
    const answer = await request.post('/api/auth/sign-in', { data: { username, password: PASSWORD, asToken: true } })
    expect(answer.status(), `${username} signs in: ${await answer.text()}`).toBe(200)
    const { token } = await answer.json()
    tokens.set(username, String(token))
    return { authorization: `Bearer ${token}` }
  }
  return {
    act: async (username, code, action, input = {}) => {
      const headers = await headersOf(username)
      const { version } = await (await request.get(`/api/matters/${code}`, { headers })).json()
      const answer = await request.post(`/api/matters/${code}/actions/${action}`, { headers, data: { ...input, version } })
      expect(answer.status(), `${action} by ${username}: ${await answer.text()}`).toBe(200)
    },
    seen: async (username, code, words) => {
      const headers = await headersOf(username)
      const byCode = (await request.get(`/api/matters/${code}`, { headers })).status()
      const lists = await Promise.all(['todo', 'unit', 'region'].map(async (scope) => (await request.get('/api/matters', { headers, params: { scope, text: words } })).json()))
      return { byCode, byWords: lists.reduce((sum, { items }) => sum + (items?.length ?? 0), 0) }
    },
    unit: async (username, name) => {
      const answer = await request.get('/api/directory/units', { headers: await headersOf(username), params: { q: name } })
      const { items } = await answer.json()
      const unit = items.find((one: { name: string }) => one.name === name)
      expect(unit, `no unit named ${name}`).toBeTruthy()
      return String(unit.id)
    },
  }
}
