import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import type { Person } from './people.ts'

/** What lets a program act for a person, within scopes. */
export interface ApiToken {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
}

const PREFIX = 'coterie_'

/** Makes a token and returns it with its secret, which is not kept. */
export async function createToken(
  work: Work,
  personId: string,
  token: { readonly name: string; readonly scopes: readonly string[]; readonly expiresAt: Date | null },
): Promise<ApiToken & { readonly secret: string }> {
  const id = work.change.newId()
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`
  await work.db
    .insertInto('api_tokens')
    .values({
      id,
      person_id: personId,
      name: token.name,
      secret_hash: hashOf(secret),
      scopes: [...token.scopes],
      created_at: work.change.at,
      expires_at: token.expiresAt,
    })
    .execute()
  work.audit({ action: 'token.create', subject: { kind: 'token', id }, after: { scopes: token.scopes } })
  return { id, ...token, createdAt: work.change.at, lastUsedAt: null, secret }
}

/** The token with a secret and whose it is; undefined when it was revoked, has expired or never was. */
export async function findToken(
  db: Kysely<Schema>,
  secret: string,
): Promise<{ readonly id: string; readonly scopes: readonly string[]; readonly person: Person } | undefined> {
  const row = await db
    .selectFrom('api_tokens')
    .innerJoin('people', 'people.id', 'api_tokens.person_id')
    .where('secret_hash', '=', hashOf(secret))
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<Date>`clock_timestamp()`)]))
    .where('people.is_disabled', '=', false)
    .select(['api_tokens.id', 'api_tokens.scopes', 'people.id as personId', 'people.name', 'people.email'])
    .select(['people.role', 'people.is_disabled as isDisabled', 'people.created_at as createdAt'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { id, scopes, personId, ...person } = row
  // When it was used last is told to the minute, so that not every request writes.
  await sql`
    UPDATE api_tokens SET last_used_at = clock_timestamp()
    WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')
  `.execute(db)
  return { id, scopes, person: { id: personId, ...person } }
}

/** A person's tokens, latest first. */
export async function listTokens(db: Kysely<Schema>, personId: string): Promise<readonly ApiToken[]> {
  return db
    .selectFrom('api_tokens')
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .select([
      'id',
      'name',
      'scopes',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'last_used_at as lastUsedAt',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Ends one of a person's tokens. Refuses with `token-missing`. */
export async function revokeToken(work: Work, personId: string, id: string): Promise<void> {
  const { numUpdatedRows } = await work.db
    .updateTable('api_tokens')
    .set({ revoked_at: work.change.at })
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new StoreError('token-missing', { token: id })
  work.audit({ action: 'token.revoke', subject: { kind: 'token', id } })
}

/** What is kept of a secret. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
