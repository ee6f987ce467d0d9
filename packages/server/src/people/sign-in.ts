import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { AppError } from '../app-error.ts'

/** Passwords and sessions. Everything else about people is ours. */
export interface SignIn {
  /** Keeps a new password; returns the id of the sign-in. Refuses with `person-exists`, `password-too-weak`. */
  register(person: { readonly name: string; readonly email: string; readonly password: string }): Promise<string>
  /** Begins a session. Refuses with `sign-in-refused`. */
  begin(email: string, password: string, headers: Headers): Promise<StartedSession>
  /** Begins a session of somebody who proved otherwise who they are. */
  beginFor(personId: string): Promise<StartedSession>
  /** Who a request's cookie belongs to; null when to nobody. */
  personOf(headers: Headers): Promise<string | null>
  /** Ends the request's session and returns the cookies that say so. */
  end(headers: Headers): Promise<readonly string[]>
  /** Ends all sessions of a person. */
  endAll(personId: string): Promise<void>
  close(): Promise<void>
}

export interface StartedSession {
  readonly personId: string
  /** `Set-Cookie` values. */
  readonly cookies: readonly string[]
}

export interface SignInOptions {
  readonly databaseUrl: string
  /** Where people reach the server; decides whether cookies are for HTTPS only. */
  readonly baseUrl: string
  readonly secret: string
}

const SCHEMA = 'coterie_sign_in'
export const MIN_PASSWORD = 10
const MAX_PASSWORD = 200
const SESSION_S = 7 * 24 * 3600

/** Opens the sign-in, making its tables on first use. */
export async function openSignIn(options: SignInOptions): Promise<SignIn> {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 4,
    options: `-c search_path=${SCHEMA} -c timezone=UTC`,
    application_name: 'coterie-sign-in',
  })
  // An idle connection that breaks is replaced at its next use.
  pool.on('error', () => undefined)
  const settings = {
    database: pool,
    baseURL: options.baseUrl,
    basePath: '/api/v1/session',
    secret: options.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Attempts are limited by the server, for all of its routes alike.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
    },
    session: { expiresIn: SESSION_S, updateAge: 3600 },
    advanced: {
      cookiePrefix: 'coterie',
      database: { generateId: 'uuid' as const },
      useSecureCookies: options.baseUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax' as const, httpOnly: true, path: '/' },
    },
  }
  await migrateOnce(pool, async () => {
    const { runMigrations } = await getMigrations(settings)
    await runMigrations()
  })
  const auth = betterAuth(settings)
  const context = await auth.$context

  const begin = async (email: string, password: string, headers: Headers): Promise<StartedSession> => {
    const response = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true })
    if (!response.ok) throw new AppError('sign-in-refused', { message: 'E-mail and password do not match.' })
    // Documented answer of this call.
    const { user } = (await response.json()) as { user: { id: string } }
    return { personId: user.id, cookies: response.headers.getSetCookie() }
  }

  return {
    register: async ({ name, email, password }) => {
      if (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD) {
        throw new AppError('password-too-weak', {
          message: `A password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters.`,
          params: { min: MIN_PASSWORD, max: MAX_PASSWORD },
        })
      }
      if ((await context.internalAdapter.findUserByEmail(email.toLowerCase())) !== null) {
        throw new AppError('person-exists', { message: `Somebody has the e-mail address \`${email}\` already.` })
      }
      const { user } = await auth.api.signUpEmail({ body: { name, email, password } })
      return user.id
    },
    begin,
    beginFor: async (personId) => {
      const { token } = await context.internalAdapter.createSession(personId)
      const { name, attributes } = context.authCookies.sessionToken
      // The cookie the library itself sets: the token with its signature.
      const signature = createHmac('sha256', context.secret).update(token).digest('base64')
      const value = encodeURIComponent(`${token}.${signature}`)
      const secure = attributes.secure === true ? '; Secure' : ''
      const cookie = `${name}=${value}; Max-Age=${SESSION_S}; Path=/; HttpOnly; SameSite=Lax${secure}`
      return { personId, cookies: [cookie] }
    },
    personOf: async (headers) => (await auth.api.getSession({ headers }))?.user.id ?? null,
    end: async (headers) => {
      const response = await auth.api.signOut({ headers, asResponse: true })
      return response.headers.getSetCookie()
    },
    endAll: (personId) => context.internalAdapter.deleteUserSessions(personId),
    close: () => pool.end(),
  }
}

/** Several servers may start at once; one makes the tables and the others find them. */
async function migrateOnce(pool: pg.Pool, migrate: () => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`)
    await migrate()
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
    client.release()
  }
}

const MIGRATION_LOCK = 727_016_010
