import { type Kysely, sql } from 'kysely'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'

/** A request that carries an idempotency key. */
export interface KeyedRequest {
  /** Whose key it is; keys of different principals have nothing to do with each other. */
  readonly principal: string
  readonly key: string
  /** A hash of method, path and body: the same key with another request is a mistake. */
  readonly requestHash: string
}

/** What to do with a request: carry it out and keep the answer under the claim, or give the kept answer. */
export type KeyClaim =
  | { readonly kind: 'fresh'; readonly claim: string }
  | { readonly kind: 'answered'; readonly response: string }

const KEPT_FOR = '24 hours'
/** A request that was cut off is forgotten after this, so that it can be repeated. */
const IN_FLIGHT_FOR = '2 minutes'

/** Claims a key for a request. Refuses with `idempotency-key-reused`, `idempotency-key-in-flight`. */
export async function claimIdempotencyKey(
  db: Kysely<Schema>,
  request: KeyedRequest,
  newId: () => string,
): Promise<KeyClaim> {
  const { principal, key, requestHash } = request
  const claim = newId()
  // A key that is past its time is taken as if it were new.
  const { rows } = await sql<{ claim: string }>`
    INSERT INTO idempotency_keys AS present (principal, key, request_hash, created_at, expires_at, claim)
    VALUES (${principal}, ${key}, ${requestHash}, clock_timestamp(),
      clock_timestamp() + ${IN_FLIGHT_FOR}::interval, ${claim})
    ON CONFLICT (principal, key) DO UPDATE SET
      request_hash = excluded.request_hash, created_at = excluded.created_at, expires_at = excluded.expires_at,
      claim = excluded.claim, response = NULL
    WHERE present.expires_at < clock_timestamp()
    RETURNING claim
  `.execute(db)
  if (rows.length === 1) return { kind: 'fresh', claim }
  const present = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'response'])
    .where('principal', '=', principal)
    .where('key', '=', key)
    .executeTakeFirst()
  if (present !== undefined && present.request_hash !== requestHash) {
    throw new StoreError('idempotency-key-reused', { key })
  }
  if (present?.response == null) throw new StoreError('idempotency-key-in-flight', { key })
  return { kind: 'answered', response: present.response }
}

/**
 * Keeps the answer of a claimed request for 24 hours. Within the transaction of the request's changes, both are kept or
 * neither; a claim that was taken over in the meantime refuses with `idempotency-key-in-flight`, and nothing is kept.
 */
export async function keepResponse(
  db: Kysely<Schema>,
  request: KeyedRequest,
  claim: string,
  response: string,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('idempotency_keys')
    .set({ response, expires_at: sql<Date>`clock_timestamp() + ${KEPT_FOR}::interval` })
    .where('principal', '=', request.principal)
    .where('key', '=', request.key)
    .where('claim', '=', claim)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new StoreError('idempotency-key-in-flight', { key: request.key })
}

/** Gives a key back whose request came to nothing, so that it can be repeated at once. */
export async function releaseIdempotencyKey(db: Kysely<Schema>, request: KeyedRequest, claim: string): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('principal', '=', request.principal)
    .where('key', '=', request.key)
    .where('claim', '=', claim)
    .where('response', 'is', null)
    .execute()
}

/** Forgets keys past their time; returns how many. */
export async function forgetIdempotencyKeys(db: Kysely<Schema>): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotency_keys')
    .where('expires_at', '<', sql<Date>`clock_timestamp()`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
