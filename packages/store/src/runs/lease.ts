import { type Kysely, sql, type Transaction } from 'kysely'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import { failpoint } from './failpoint.ts'

/**
 * The right to carry out a run for a while. The epoch grows each time a run changes hands; every write of a run checks it,
 * so that a worker that was paused past its lease cannot change anything any more.
 */
export interface Lease {
  readonly runId: string
  readonly epoch: number
  readonly owner: string
  readonly leaseMs: number
  readonly attempt: number
  readonly maxAttempts: number
}

/** No run stays without a sign of life for longer than this. */
const MAX_LEASE_MS = 60_000
export const DEFAULT_LEASE_MS = 30_000

/**
 * Takes a queued run, or one whose worker has not been heard of for longer than its lease; undefined when somebody else
 * has it, it has ended, it waits for its time, or it was begun as often as it may be. The definitions current now are the
 * ones this attempt evaluates.
 */
export async function claimRun(
  db: Kysely<Schema>,
  runId: string,
  owner: string,
  leaseMs: number = DEFAULT_LEASE_MS,
): Promise<Lease | undefined> {
  if (leaseMs > MAX_LEASE_MS) throw new RangeError(`a lease is at most ${MAX_LEASE_MS} ms`)
  const lease = await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('runs')
      .set((eb) => ({
        state: 'running',
        epoch: eb('epoch', '+', 1),
        attempt: eb('attempt', '+', 1),
        lease_owner: owner,
        lease_expires_at: leaseEnd(leaseMs),
        heartbeat_at: sql<Date>`clock_timestamp()`,
        started_at: sql<Date>`coalesce(started_at, clock_timestamp())`,
        progress: null,
      }))
      .where('id', '=', runId)
      .whereRef('attempt', '<', 'max_attempts')
      .where('cancel_requested_at', 'is', null)
      .where((eb) =>
        eb.or([
          eb.and([eb('state', '=', 'queued'), eb('not_before', '<=', sql<Date>`clock_timestamp()`)]),
          eb.and([eb('state', '=', 'running'), eb('lease_expires_at', '<', sql<Date>`clock_timestamp()`)]),
        ]),
      )
      .returning(['epoch', 'attempt', 'max_attempts'])
      .executeTakeFirst()
    if (row === undefined) return undefined
    await sql`
      UPDATE run_segments SET
        status = 'refreshing',
        started_at = clock_timestamp(),
        definition_version = segments.definition_version
      FROM segments
      WHERE segments.id = run_segments.segment_id AND run_segments.run_id = ${runId} AND run_segments.is_open
    `.execute(transaction)
    return { runId, owner, leaseMs, epoch: row.epoch, attempt: row.attempt, maxAttempts: row.max_attempts }
  })
  if (lease !== undefined) failpoint('run.claimed')
  return lease
}

/** How far a run is, for people to see. */
export interface RunProgress {
  readonly stage: string
  readonly done: number
  readonly total: number | null
}

/** Prolongs a lease, tells how far the run is, and brings back whether it is to be cancelled. Refuses with `lease-lost`. */
export async function sendHeartbeat(
  db: Kysely<Schema>,
  lease: Lease,
  progress: RunProgress | undefined,
): Promise<{ readonly isCancelRequested: boolean }> {
  const row = await db
    .updateTable('runs')
    .set({
      lease_expires_at: leaseEnd(lease.leaseMs),
      heartbeat_at: sql<Date>`clock_timestamp()`,
      ...(progress === undefined ? {} : { progress: JSON.stringify(progress) }),
    })
    .where('id', '=', lease.runId)
    .where('epoch', '=', lease.epoch)
    .where('state', '=', 'running')
    .returning('cancel_requested_at')
    .executeTakeFirst()
  failpoint('run.heartbeat-sent')
  if (row === undefined) throw new StoreError('lease-lost', { run: lease.runId, epoch: lease.epoch })
  return { isCancelRequested: row.cancel_requested_at !== null }
}

/** What a run's writes find when they begin. */
export interface FencedRun {
  readonly isCancelRequested: boolean
}

/**
 * Runs a transaction that counts only while the lease's epoch is the run's: the run's row is held until the commit, so
 * nobody takes the run over in between. Refuses with `lease-lost`.
 */
export async function fenced<T>(
  db: Kysely<Schema>,
  lease: Lease,
  body: (transaction: Transaction<Schema>, run: FencedRun) => Promise<T>,
): Promise<T> {
  const result = await db.transaction().execute(async (transaction) => {
    // A worker frozen in here holds the row; the database ends its transaction, and another worker can go on.
    await sql`SELECT set_config('idle_in_transaction_session_timeout', ${String(lease.leaseMs)}, true)`.execute(
      transaction,
    )
    const row = await transaction
      .selectFrom('runs')
      .select('cancel_requested_at')
      .where('id', '=', lease.runId)
      .where('epoch', '=', lease.epoch)
      .where('state', '=', 'running')
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (row === undefined) throw new StoreError('lease-lost', { run: lease.runId, epoch: lease.epoch })
    const value = await body(transaction, { isCancelRequested: row.cancel_requested_at !== null })
    failpoint('run.fenced-before-commit')
    return value
  })
  failpoint('run.fenced-committed')
  return result
}

/** The database's clock decides about leases: the workers' own may differ. */
function leaseEnd(leaseMs: number) {
  return sql<Date>`clock_timestamp() + make_interval(secs => ${leaseMs / 1000}::float8)`
}
