import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { bearer } from 'better-auth/plugins/bearer'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { username } from 'better-auth/plugins/username'
import type { Deps } from '../../deps.ts'
import { newId } from '../../platform/ids.ts'
import { ADDRESS_HEADER, INACTIVE } from './library-answer.ts'
import { providerConfigs } from './unified-identity.ts'
import type { UnifiedIdentity } from './unified-identity.ts'
import { deleteExpiredSessions, isUserActive } from './sign-in.store.ts'
import { isUsername, PASSWORD_MAX } from './password.rules.ts'

/** An idle session ends after this; each use within it starts it anew, written down every ten minutes at most. */
const IDLE_SECONDS = 2 * 60 * 60
const RENEW_SECONDS = 10 * 60

export type SignInLibrary = ReturnType<typeof openSignInLibrary>

/**
 * The sign-in library on our database, under our table names. Never mounted as a whole: routes call its functions, so
 * that only what is used can be reached, and every answer is a problem of ours in the reader's language.
 */
export function openSignInLibrary(deps: Deps) {
  return betterAuth({ ...commonOptions(deps), plugins: commonPlugins() })
}

/** The same with the unified identities of the deployment; apart, because it asks their servers when it is first used. */
export function openUnifiedLibrary(deps: Deps, identities: readonly UnifiedIdentity[]) {
  const options = commonOptions(deps)
  return betterAuth({
    ...options,
    account: { ...options.account, accountLinking: { enabled: true, trustedProviders: identities.map((one) => one.id) } },
    plugins: [...commonPlugins(), genericOAuth({ config: providerConfigs(identities) })],
  })
}

function commonPlugins() {
  return [
    username({ displayUsername: false, minUsernameLength: 3, maxUsernameLength: 30, usernameValidator: isUsername }),
    twoFactor({
      issuer: 'Hejie', skipVerificationOnEnable: false,
      schema: { user: { fields: { twoFactorEnabled: 'two_factor_enabled' } }, twoFactor: {
        modelName: 'sign_in_two_factor',
        fields: { userId: 'user_id', backupCodes: 'backup_codes', failedVerificationCount: 'failed_verification_count', lockedUntil: 'locked_until' },
      } },
    }),
    // A token out of a stolen database is worth nothing without the signature made with our key.
    bearer({ requireSignature: true }),
  ]
}

function commonOptions(deps: Deps) {
  return {
    appName: 'Hejie', baseURL: deps.config.publicUrl, basePath: '/api/auth', secret: deps.keys.derive('sign-in'), telemetry: { enabled: false },
    database: { db: deps.db, type: 'postgres' as const, transaction: true },
    // Our own limits count across all processes and say how long to wait.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'hejie', disableOriginCheck: false, disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] }, database: { generateId: () => newId() },
    },
    logger: { level: 'error' as const, log: (_level: string, message: string) => deps.log.error({ library: 'sign-in' }, message) },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: PASSWORD_MAX },
    user: { modelName: 'sign_in_user', fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' } },
    session: {
      modelName: 'sign_in_session', expiresIn: IDLE_SECONDS, updateAge: RENEW_SECONDS,
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at', ipAddress: 'ip_address', userAgent: 'user_agent', userId: 'user_id' },
    },
    account: {
      modelName: 'sign_in_credential', storeStateStrategy: 'cookie' as const, updateAccountOnSignIn: false,
      fields: {
        accountId: 'account_id', providerId: 'provider_id', userId: 'user_id', accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at', createdAt: 'created_at', updatedAt: 'updated_at',
      },
    },
    verification: { modelName: 'sign_in_challenge', fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    databaseHooks: {
      session: { create: { before: async (session: { userId: string }) => {
        if (!(await isUserActive(deps.db, session.userId))) throw new APIError('FORBIDDEN', { code: INACTIVE, message: 'switched off' })
        await deleteExpiredSessions(deps.db, session.userId)
      } } },
      // Who somebody is, is all we want of the other side: their tokens are not kept.
      account: { create: { before: async (account: object) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }) } },
    },
  }
}
