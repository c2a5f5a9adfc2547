import { CivilDate, COMMON_PROBLEMS, createRoute, IdempotencyHeader, Instant, json, ok, problem, z } from './common.ts'
import { ROLE_CODES } from './lifecycle.ts'

const tags = ['identity']
const Uuid = z.uuid()
const TOO_MANY = { 429: problem('Too many wrong tries; `detail` says after how many minutes to come back.') } as const
const Username = z.string().trim().toLowerCase().min(3).max(30).openapi({ description: 'Latin letters, digits, dot, hyphen, underscore; upper case does not count.', example: 'chen.clerk' })
/** Length only; what makes a password good is said by `identity/password-…` with the reason. */
const Password = z.string().min(1).max(200)

// Signing in and out

export const SignedIn = z.object({
  state: z.enum(['signed-in', 'second-factor']).openapi({ description: '`second-factor`: the password was right; send the code of the authenticator app to /api/auth/second-factor within 10 minutes.' }),
  token: z.string().nullable().openapi({ description: 'For programs that asked for one: send it as `Authorization: Bearer …`. Null for browsers, which get a cookie.' }),
}).openapi('SignedIn')

export const signIn = createRoute({
  method: 'post', path: '/api/auth/sign-in', operationId: 'signIn', tags, summary: 'Signs a member of staff in by username and password. Citizens need no account.',
  request: { body: json(z.object({ username: z.string().trim().min(1).max(100), password: Password, asToken: z.boolean().default(false).openapi({ description: 'A program asks for a token instead of a cookie.' }) })) },
  responses: { 200: ok(SignedIn), ...COMMON_PROBLEMS, ...TOO_MANY },
})
export const signInSecondFactor = createRoute({
  method: 'post', path: '/api/auth/second-factor', operationId: 'signInSecondFactor', tags, summary: 'Completes signing in with the code of the authenticator app, or with one of the backup codes.',
  request: { body: json(z.object({ code: z.string().trim().min(1).max(40), kind: z.enum(['totp', 'backup-code']).default('totp'), asToken: z.boolean().default(false) })) },
  responses: { 200: ok(SignedIn), ...COMMON_PROBLEMS, ...TOO_MANY },
})
export const signOut = createRoute({
  method: 'post', path: '/api/auth/sign-out', operationId: 'signOut', tags, summary: 'Ends this session. Also right when nobody is signed in.',
  responses: { 200: ok(z.object({ wasSignedIn: z.boolean() })), ...COMMON_PROBLEMS },
})
export const signInWays = createRoute({
  method: 'get', path: '/api/auth/ways', operationId: 'signInWays', tags, summary: 'Ways to sign in here: password always, and unified identities (统一身份认证) of the deployment.',
  responses: { 200: ok(z.object({
    unified: z.array(z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })),
    demo: z.object({ password: z.string(), accounts: z.array(z.object({ username: z.string(), name: z.string(), post: z.string() })) }).nullable().openapi({ description: 'Invented people to try the console with; only where demo data are loaded.' }),
  })), ...COMMON_PROBLEMS },
})
export const signInUnified = createRoute({
  method: 'post', path: '/api/auth/unified', operationId: 'signInUnified', tags, summary: 'Starts signing in at a unified identity; the browser goes to `url` and comes back signed in, or with ?problem=CODE.',
  request: { body: json(z.object({ way: z.string().max(50), returnTo: z.string().max(500).regex(/^\/(?![/\\])/).default('/console/').openapi({ description: 'Path of this site to come back to.' }) })) },
  responses: { 200: ok(z.object({ url: z.url() })), ...COMMON_PROBLEMS },
})

// Oneself

/** Parts of the console; what is not listed for a person is not shown to them. */
export const AREAS = ['matters', 'register', 'triage', 'supervision', 'import', 'accusations', 'reviewing', 'reprisals', 'mediation', 'analysis', 'command', 'notices', 'kinship', 'catalogue', 'directory', 'accounts', 'audit'] as const
export type Area = (typeof AREAS)[number]

export const MyPost = z.object({
  postId: Uuid, postName: z.string(), roles: z.array(z.enum(ROLE_CODES)), unitId: Uuid, unitName: z.string(), unitKind: z.string(), lineCode: z.string(),
  level: z.number().int().openapi({ description: '1 province … 5 village' }), regionCode: z.string(), regionPath: z.string(),
  hasOversight: z.boolean().openapi({ description: 'Watches over the whole region and below, not only over what its unit has a part in.' }),
}).openapi('MyPost')

export const Me = z.object({
  accountId: Uuid, username: z.string(), name: z.string(), posts: z.array(MyPost), roles: z.array(z.enum(ROLE_CODES)),
  areas: z.array(z.enum(AREAS)), language: z.enum(['zh', 'en']), isDemo: z.boolean().openapi({ description: 'Demo data are loaded: show the banner 演示数据.' }),
  centreName: z.object({ zh: z.string(), en: z.string() }), today: CivilDate, now: Instant,
  mustChangePassword: z.boolean().openapi({ description: 'The password was set by somebody else: only changing it is possible now.' }),
  hasSecondFactor: z.boolean(),
  mustTurnOnSecondFactor: z.boolean().openapi({ description: 'The administrator requires two steps: only turning them on is possible now.' }),
  sessionEndsAt: Instant.nullable(),
}).openapi('Me')
export type Me = z.infer<typeof Me>

export const readMe = createRoute({
  method: 'get', path: '/api/me', operationId: 'readMe', tags, summary: 'Who is signed in, with posts, roles and the parts of the console open to them.',
  responses: { 200: ok(Me), ...COMMON_PROBLEMS },
})

export const Session = z.object({
  id: z.string(), startedAt: Instant, lastSeenAt: Instant.openapi({ description: 'To within ten minutes.' }), endsAt: Instant, address: z.string().nullable(), device: z.string().nullable(), isCurrent: z.boolean(),
}).openapi('Session')
export const listSessions = createRoute({
  method: 'get', path: '/api/me/sessions', operationId: 'listSessions', tags, summary: 'Where this account is signed in.',
  responses: { 200: ok(z.object({ items: z.array(Session) })), ...COMMON_PROBLEMS },
})
export const revokeSession = createRoute({
  method: 'post', path: '/api/me/sessions/{id}/revocation', operationId: 'revokeSession', tags, summary: 'Ends one session of this account; works within 5 seconds everywhere.',
  request: { params: z.object({ id: z.string().min(1).max(64) }) }, responses: { 200: ok(z.object({ ended: z.number().int() })), ...COMMON_PROBLEMS },
})
export const revokeOtherSessions = createRoute({
  method: 'post', path: '/api/me/sessions/revocation', operationId: 'revokeOtherSessions', tags, summary: 'Ends all sessions of this account but this one.',
  responses: { 200: ok(z.object({ ended: z.number().int() })), ...COMMON_PROBLEMS },
})
export const changePassword = createRoute({
  method: 'post', path: '/api/me/password', operationId: 'changePassword', tags, summary: 'Changes the password; all other sessions end.',
  request: { body: json(z.object({ current: Password, next: Password })) }, responses: { 200: ok(z.object({ ended: z.number().int() })), ...COMMON_PROBLEMS, ...TOO_MANY },
})

export const BackupCodes = z.object({ backupCodes: z.array(z.string()).openapi({ description: 'Each works once; shown this once.' }) })
export const startSecondFactor = createRoute({
  method: 'post', path: '/api/me/second-factor', operationId: 'startSecondFactor', tags, summary: 'Makes a secret for an authenticator app; it counts once a code of the app is confirmed.',
  request: { body: json(z.object({ password: Password })) },
  responses: { 200: ok(BackupCodes.extend({ uri: z.string().openapi({ description: 'otpauth:// address for the QR code' }), secret: z.string().openapi({ description: 'The same secret to type by hand, base32.' }) })), ...COMMON_PROBLEMS, ...TOO_MANY },
})
export const confirmSecondFactor = createRoute({
  method: 'post', path: '/api/me/second-factor/confirmation', operationId: 'confirmSecondFactor', tags, summary: 'Turns the second factor on with a first code of the app.',
  request: { body: json(z.object({ code: z.string().trim().min(1).max(10) })) }, responses: { 200: ok(z.object({ hasSecondFactor: z.literal(true) })), ...COMMON_PROBLEMS, ...TOO_MANY },
})
export const removeSecondFactor = createRoute({
  method: 'post', path: '/api/me/second-factor/removal', operationId: 'removeSecondFactor', tags, summary: 'Turns the second factor off.',
  request: { body: json(z.object({ password: Password })) }, responses: { 200: ok(z.object({ hasSecondFactor: z.literal(false) })), ...COMMON_PROBLEMS, ...TOO_MANY },
})
export const renewBackupCodes = createRoute({
  method: 'post', path: '/api/me/second-factor/backup-codes', operationId: 'renewBackupCodes', tags, summary: 'Makes new backup codes; the old ones no longer work.',
  request: { body: json(z.object({ password: Password })) }, responses: { 200: ok(BackupCodes), ...COMMON_PROBLEMS, ...TOO_MANY },
})

// Accounts of staff, kept by the administrator (who finds them in /api/directory/staff and appoints them to posts there)

export const Account = z.object({
  id: Uuid, username: z.string(), name: z.string(), phone: z.string().nullable(), isActive: z.boolean(), isDemo: z.boolean(), hasSecondFactor: z.boolean(), createdAt: Instant, version: z.number().int(),
  allowed: z.array(z.enum(['edit', 'reset-password', 'remove-second-factor', 'deactivate', 'reactivate'])),
}).openapi('Account')
export type Account = z.infer<typeof Account>
const accountFields = { name: z.string().trim().min(1).max(50), phone: z.string().trim().regex(/^[+\d][\d -]{4,19}$/).nullable().default(null) }
const byId = z.object({ id: Uuid })
const versioned = json(z.object({ version: z.number().int().min(1) }))
const TemporaryPassword = Account.extend({ temporaryPassword: z.string().openapi({ description: 'Shown this once; must be changed at the first sign-in.' }) })

export const createAccount = createRoute({
  method: 'post', path: '/api/accounts', operationId: 'createAccount', tags, summary: 'Adds a member of staff; posts are given in the directory.',
  request: { headers: IdempotencyHeader, body: json(z.object({ username: Username, ...accountFields })) }, responses: { 201: ok(TemporaryPassword, 'Added.'), ...COMMON_PROBLEMS },
})
export const readAccount = createRoute({
  method: 'get', path: '/api/accounts/{id}', operationId: 'readAccount', tags, summary: 'One account, for the administrator.',
  request: { params: byId }, responses: { 200: ok(Account), ...COMMON_PROBLEMS },
})
export const editAccount = createRoute({
  method: 'patch', path: '/api/accounts/{id}', operationId: 'editAccount', tags, summary: 'Changes name and phone; the username stays.',
  request: { params: byId, body: json(z.object({ version: z.number().int().min(1), ...accountFields })) }, responses: { 200: ok(Account), ...COMMON_PROBLEMS },
})
export const resetPassword = createRoute({
  method: 'post', path: '/api/accounts/{id}/password-reset', operationId: 'resetPassword', tags, summary: 'Gives a temporary password and ends all sessions of the account.',
  request: { params: byId, body: versioned }, responses: { 200: ok(TemporaryPassword), ...COMMON_PROBLEMS },
})
export const resetSecondFactor = createRoute({
  method: 'post', path: '/api/accounts/{id}/second-factor-removal', operationId: 'resetSecondFactor', tags, summary: 'Takes away a lost second factor and ends all sessions of the account.',
  request: { params: byId, body: versioned }, responses: { 200: ok(Account), ...COMMON_PROBLEMS },
})
export const deactivateAccount = createRoute({
  method: 'post', path: '/api/accounts/{id}/deactivation', operationId: 'deactivateAccount', tags, summary: 'Switches an account off and ends its sessions. Accounts are never deleted.',
  request: { params: byId, body: versioned }, responses: { 200: ok(Account), ...COMMON_PROBLEMS },
})
export const reactivateAccount = createRoute({
  method: 'post', path: '/api/accounts/{id}/reactivation', operationId: 'reactivateAccount', tags, summary: 'Switches an account on again, with the password it had.',
  request: { params: byId, body: versioned }, responses: { 200: ok(Account), ...COMMON_PROBLEMS },
})

/** Who must sign in with two steps, among the accounts kept in one place and below. */
export const SecondFactorRule = z.object({
  regionPath: z.string(), place: z.string(), isForAll: z.boolean(), roles: z.array(z.enum(ROLE_CODES)), version: z.number().int().openapi({ description: '0 where nothing was ever required.' }),
  waiting: z.number().int().openapi({ description: 'Active accounts that the rule reaches and that have not turned the second step on yet.' }),
}).openapi('SecondFactorRule')
export type SecondFactorRule = z.infer<typeof SecondFactorRule>
export const readSecondFactorRules = createRoute({
  method: 'get', path: '/api/second-factor-rules', operationId: 'readSecondFactorRules', tags, summary: 'What the caller, an administrator, requires in the places they keep.',
  responses: { 200: ok(z.object({ items: z.array(SecondFactorRule) })), ...COMMON_PROBLEMS },
})
export const changeSecondFactorRule = createRoute({
  method: 'put', path: '/api/second-factor-rules', operationId: 'changeSecondFactorRule', tags, summary: 'Requires two steps of everybody, or of some roles; whoever has not turned them on is led there at the next request.',
  request: { body: json(z.object({ regionPath: z.string().max(100), isForAll: z.boolean(), roles: z.array(z.enum(ROLE_CODES)).max(27), version: z.number().int() })) },
  responses: { 200: ok(SecondFactorRule), ...COMMON_PROBLEMS },
})
