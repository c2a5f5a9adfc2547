import { readFileSync } from 'node:fs'
import { z } from '@hejie/contract/common'
import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth'
import { CannotStart } from '../../platform/embedded-postgres.ts'

const isSafeUrl = (text: string): boolean => URL.canParse(text) && (new URL(text).protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname))
const SafeUrl = z.string().refine(isSafeUrl, 'must be an https:// address')

const UnifiedIdentitySchema = z.strictObject({
  /** Short name in addresses: /api/auth/callback/ID must be registered with the provider. */
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be 2–31 small letters, digits or hyphens').refine((id) => id !== 'credential', 'is taken'),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** OpenID Connect issuer; its /.well-known/openid-configuration is read when first used. */
  issuer: SafeUrl,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  scopes: z.array(z.string().min(1)).default(['openid', 'profile']),
  /** The claim that holds the username of an account here. */
  usernameClaim: z.string().min(1).default('preferred_username'),
  /** Asked when the ID token does not carry that claim. */
  userInfoUrl: SafeUrl.optional(),
})
export type UnifiedIdentity = z.infer<typeof UnifiedIdentitySchema>

const FileSchema = z.array(UnifiedIdentitySchema).min(1).max(10)
  .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'two entries have the same id')

/** Reads the unified identities of the deployment. @throws CannotStart naming file and field */
export function readUnifiedIdentities(file: string | null): UnifiedIdentity[] {
  if (file === null) return []
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new CannotStart(`HEJIE_OIDC_FILE ${file} cannot be read as JSON (${error instanceof Error ? error.message : error}): correct it, or unset HEJIE_OIDC_FILE to sign in by password only`)
  }
  const parsed = FileSchema.safeParse(Array.isArray(content) ? content : [content])
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`)
  throw new CannotStart(`HEJIE_OIDC_FILE ${file} is not right: ${faults.join('; ')}. See docs/signing-in.md for an example`)
}

/** The address that stands for a username with the sign-in library; nothing is ever sent there (RFC 2606). */
export const emailOf = (username: string): string => `${username.toLowerCase()}@staff.invalid`

/** Tells the library how to ask each identity, and to take the username's account only: none is ever made. */
export function providerConfigs(identities: readonly UnifiedIdentity[]): GenericOAuthConfig[] {
  return identities.map((one) => ({
    providerId: one.id, discoveryUrl: `${one.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, requireIdTokenVerification: true,
    clientId: one.clientId, clientSecret: one.clientSecret, tokenEndpointAuth: one.clientSecret ? undefined : { method: 'none' as const },
    scopes: one.scopes, pkce: true, disableSignUp: true, disableImplicitSignUp: true,
    // The library has verified the ID token's signature, issuer, audience and nonce before it asks for this.
    getUserInfo: async (tokens) => {
      const claims = claimsOf(tokens.idToken ?? '')
      const asksMore = claims[one.usernameClaim] === undefined && one.userInfoUrl && tokens.accessToken
      const all = asksMore ? { ...(await fetchClaims(one.userInfoUrl ?? '', tokens.accessToken ?? '')), sub: claims.sub } : claims
      const username = all[one.usernameClaim]
      return typeof claims.sub === 'string' && typeof username === 'string' && username !== '' ? { sub: claims.sub, name: username, emailVerified: true } : null
    },
    mapProfileToUser: (profile) => ({ email: emailOf(profile.name ?? ''), emailVerified: true }),
  }))
}

function claimsOf(idToken: string): Record<string, unknown> {
  const claims: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8') || '{}')
  return claims !== null && typeof claims === 'object' ? { ...claims } : {}
}

async function fetchClaims(url: string, accessToken: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` }, signal: AbortSignal.timeout(10_000) })
  const claims: unknown = answer.ok ? await answer.json() : null
  return claims !== null && typeof claims === 'object' ? { ...claims } : {}
}
