import { type Kysely, sql } from 'kysely'
import type { JobQueue } from '../jobs/job-queue.ts'
import type { Schema } from '../schema.ts'
import { closeOpenSegments, closeRun } from './close-run.ts'
import { endCanceled, queueAgain } from './fail-run.ts'
import { failpoint } from './failpoint.ts'
import type { RunFailure } from './run-failure.ts'

/** What a look at the runs found and did. */
export interface Recovery {
  /** Runs whose worker was gone: queued again, failed because they have no attempts left, or ended as cancelled. */
  readonly requeued: readonly string[]
  readonly failed: readonly string[]
  readonly canceled: readonly string[]
  /** Waiting runs without a job, which got one. */
  readonly reminded: readonly string[]
}

/**
 * Finds runs whose worker has not been heard of for longer than its lease and gives each a visible next step. Call it more
 * often than every 20 seconds; with leases of 30 seconds no run then stays without a worker for a minute. Takes a few runs
 * at a time, so that after an outage they do not all start at once, and may be called by any number of processes.
 */
export async function recoverRuns(
  db: Kysely<Schema>,
  jobs: JobQueue,
  options: { readonly maxRuns?: number } = {},
): Promise<Recovery> {
  const recovery = await db.transaction().execute(async (transaction) => {
    const requeued: string[] = []
    const failed: string[] = []
    const canceled: string[] = []
    const lapsed = await transaction
      .selectFrom('runs')
      .select(['id', 'attempt', 'max_attempts', 'lease_owner', 'cancel_requested_at'])
      .where('state', '=', 'running')
      .where('lease_expires_at', '<', sql<Date>`clock_timestamp()`)
      .orderBy('lease_expires_at')
      .limit(options.maxRuns ?? 20)
      .forNoKeyUpdate()
      .skipLocked()
      .execute()
    for (const run of lapsed) {
      const failure = workerLost(run.lease_owner, run.attempt)
      if (run.cancel_requested_at !== null) {
        await endCanceled(transaction, run.id)
        canceled.push(run.id)
      } else if (run.attempt < run.max_attempts) {
        await queueAgain(transaction, jobs, run.id, failure, 0)
        requeued.push(run.id)
      } else {
        await closeOpenSegments(transaction, run.id, 'failed-permanent', failure)
        await closeRun(transaction, run.id, 'failed', failure)
        failed.push(run.id)
      }
    }
    // A job may have been taken by a worker that ended before it claimed the run. One waiting job a run is all there is.
    const waiting = await transaction
      .selectFrom('runs')
      .select('id')
      .where('state', '=', 'queued')
      .where('not_before', '<', sql<Date>`clock_timestamp() - interval '30 seconds'`)
      .orderBy('not_before')
      .limit(options.maxRuns ?? 20)
      .forNoKeyUpdate()
      .skipLocked()
      .execute()
    for (const { id } of waiting) await jobs.enqueueRun(transaction, id)
    failpoint('recovery.before-commit')
    return { requeued, failed, canceled, reminded: waiting.map((run) => run.id) }
  })
  failpoint('recovery.committed')
  return recovery
}

function workerLost(owner: string | null, attempt: number): RunFailure {
  return {
    code: 'worker-lost',
    params: { owner, attempt },
    message: `The worker \`${owner ?? ''}\` of attempt ${attempt} ended or was cut off before the run was finished.`,
  }
}
