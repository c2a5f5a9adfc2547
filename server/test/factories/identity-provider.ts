import { createSign, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A unified identity (OpenID Connect provider) of the outside world, on a port of this machine. */
export interface IdentityProvider {
  issuer: string
  /** Whom the next code stands for: claims of the ID token. */
  person: Record<string, unknown>
  /** Signs with a key that is not the published one. */
  forges: boolean
  /** Plays the person's browser at the provider: from the start address to the address it sends them back to. */
  approve(startUrl: string): string
  [Symbol.asyncDispose](): Promise<void>
}

export async function givenIdentityProvider(): Promise<IdentityProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const forged = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { nonce: string | null; person: Record<string, unknown> }>()
  const provider = { person: {}, forges: false }
  const sign = (claims: object): string => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const body = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part(claims)}`
    return `${body}.${createSign('RSA-SHA256').update(body).sign((provider.forges ? forged : keys).privateKey, 'base64url')}`
  }
  let issuer = ''
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const answer = (value: object, status = 200): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      const path = new URL(request.url ?? '/', issuer).pathname
      if (path === '/.well-known/openid-configuration') {
        return answer({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ['RS256'] })
      }
      if (path === '/jwks') return answer({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] })
      if (path !== '/token') return answer({}, 404)
      const code = codes.get(new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '')
      if (!code) return answer({ error: 'invalid_grant' }, 400)
      const now = Math.floor(Date.now() / 1000)
      return answer({ access_token: 'opaque-access', token_type: 'Bearer', expires_in: 300, id_token: sign({ iss: issuer, aud: 'hejie', iat: now, exp: now + 300, ...(code.nonce ? { nonce: code.nonce } : {}), ...code.person }) })
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address() as AddressInfo
  issuer = `http://127.0.0.1:${address.port}`
  return Object.assign(provider, {
    issuer,
    approve: (startUrl: string) => {
      const asked = new URL(startUrl).searchParams
      const code = `code-${codes.size}`
      codes.set(code, { nonce: asked.get('nonce'), person: provider.person })
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked.get('state') ?? '')
      return `${back.pathname}${back.search}`
    },
    [Symbol.asyncDispose]: () => new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  })
}
