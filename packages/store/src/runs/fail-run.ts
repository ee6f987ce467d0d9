import { type Kysely, sql, type Transaction } from 'kysely'
import type { JobQueue } from '../jobs/job-queue.ts'
import type { Schema } from '../schema.ts'
import { closeOpenSegments, closeRun, endSteps, markStale } from './close-run.ts'
import { fenced, type Lease } from './lease.ts'
import { printFailure, type RunFailure } from './run-failure.ts'

/**
 * Ends an attempt that failed as a whole. The last good members stay and are marked stale with the reason. The run is
 * queued again after a pause when trying again may help and it has attempts left; a cancelled one ends as cancelled.
 * Refuses with `lease-lost`.
 */
export async function failRun(
  db: Kysely<Schema>,
  jobs: JobQueue,
  lease: Lease,
  failure: RunFailure,
  options: { readonly mayRetry: boolean; readonly retryAfterMs?: number },
): Promise<'will-retry' | 'failed' | 'canceled'> {
  return fenced(db, lease, async (transaction, run) => {
    if (run.isCancelRequested) return endCanceled(transaction, lease.runId)
    if (!options.mayRetry || lease.attempt >= lease.maxAttempts) {
      await closeOpenSegments(transaction, lease.runId, 'failed-permanent', failure)
      await closeRun(transaction, lease.runId, 'failed', failure)
      return 'failed'
    }
    await queueAgain(transaction, jobs, lease.runId, failure, options.retryAfterMs ?? pauseAfter(lease.attempt))
    return 'will-retry'
  })
}

/** Puts a run that the transaction holds back into the queue; its epoch grows, so that whoever had it no longer counts. */
export async function queueAgain(
  db: Transaction<Schema>,
  jobs: JobQueue,
  runId: string,
  failure: RunFailure,
  pauseMs: number,
): Promise<void> {
  const { not_before: notBefore } = await db
    .updateTable('runs')
    .set((eb) => ({
      state: 'queued',
      epoch: eb('epoch', '+', 1),
      lease_owner: null,
      lease_expires_at: null,
      // In milliseconds, as the job's start is: the job must not come a moment before.
      not_before: sql<Date>`date_trunc('milliseconds', clock_timestamp() + make_interval(secs => ${pauseMs / 1000}::float8))`,
      error: printFailure(failure),
    }))
    .where('id', '=', runId)
    .returning('not_before')
    .executeTakeFirstOrThrow()
  const rows = await db
    .updateTable('run_segments')
    .set({ status: 'failure', error: printFailure(failure) })
    .where('run_id', '=', runId)
    .where('is_open', '=', true)
    .returning('segment_id')
    .execute()
  await markStale(
    db,
    runId,
    rows.map((row) => row.segment_id),
    failure,
  )
  await endSteps(db, runId, 'failed')
  await jobs.enqueueRun(db, runId, pauseMs === 0 ? undefined : notBefore)
}

/** Gives a run back that its worker cannot go on with, as if this attempt had not been begun. Refuses with `lease-lost`. */
export async function releaseRun(db: Kysely<Schema>, jobs: JobQueue, lease: Lease): Promise<'released' | 'canceled'> {
  return fenced(db, lease, async (transaction, run) => {
    if (run.isCancelRequested) return endCanceled(transaction, lease.runId)
    await transaction
      .updateTable('runs')
      .set((eb) => ({
        state: 'queued',
        epoch: eb('epoch', '+', 1),
        attempt: eb('attempt', '-', 1),
        lease_owner: null,
        lease_expires_at: null,
      }))
      .where('id', '=', lease.runId)
      .execute()
    await transaction
      .deleteFrom('run_steps')
      .where('run_id', '=', lease.runId)
      .where('attempt', '=', lease.attempt)
      .execute()
    await transaction
      .updateTable('run_segments')
      .set({ status: 'queued' })
      .where('run_id', '=', lease.runId)
      .where('is_open', '=', true)
      .execute()
    await jobs.enqueueRun(transaction, lease.runId)
    return 'released'
  })
}

/** Ends a run as cancelled: pointers stay where they are, so its segments have the members they had. */
export async function endCanceled(db: Transaction<Schema>, runId: string): Promise<'canceled'> {
  await closeOpenSegments(db, runId, 'canceled')
  await closeRun(db, runId, 'canceled')
  return 'canceled'
}

/** 10 s, 40 s, 90 s, … at most 15 minutes: a source that is away gets time to come back. */
function pauseAfter(attempt: number): number {
  return Math.min(10_000 * attempt ** 2, 900_000)
}
