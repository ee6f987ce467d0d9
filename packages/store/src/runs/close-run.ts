import { sql, type Transaction } from 'kysely'
import type { RunSegmentStatus, RunState, Schema, StepState } from '../schema.ts'
import { printFailure, type RunFailure } from './run-failure.ts'

/** Ends a run that the transaction holds. */
export async function closeRun(
  db: Transaction<Schema>,
  runId: string,
  state: Exclude<RunState, 'queued' | 'running'>,
  failure?: RunFailure,
): Promise<void> {
  await db
    .updateTable('runs')
    .set({
      state,
      finished_at: sql<Date>`clock_timestamp()`,
      lease_owner: null,
      lease_expires_at: null,
      error: failure === undefined ? null : printFailure(failure),
    })
    .where('id', '=', runId)
    .execute()
  await endSteps(db, runId, state === 'partial' ? 'succeeded' : state)
}

/** Ends the step a run was in. */
export async function endSteps(
  db: Transaction<Schema>,
  runId: string,
  state: Exclude<StepState, 'running'>,
): Promise<void> {
  await db
    .updateTable('run_steps')
    .set({ state, finished_at: sql<Date>`clock_timestamp()` })
    .where('run_id', '=', runId)
    .where('state', '=', 'running')
    .execute()
}

/** Gives every segment the run has not finished an end without members. */
export async function closeOpenSegments(
  db: Transaction<Schema>,
  runId: string,
  status: Extract<RunSegmentStatus, 'failed-permanent' | 'canceled'>,
  failure?: RunFailure,
): Promise<void> {
  const rows = await db
    .updateTable('run_segments')
    .set({
      status,
      is_open: false,
      finished_at: sql<Date>`clock_timestamp()`,
      error: failure === undefined ? null : printFailure(failure),
    })
    .where('run_id', '=', runId)
    .where('is_open', '=', true)
    .returning('segment_id')
    .execute()
  if (failure !== undefined)
    await markStale(
      db,
      runId,
      rows.map((row) => row.segment_id),
      failure,
    )
}

/** Says of segments' last good members that they should be newer, and why they are not; the first time counts as since when. */
export async function markStale(
  db: Transaction<Schema>,
  runId: string,
  segmentIds: readonly string[],
  failure: RunFailure,
): Promise<void> {
  if (segmentIds.length === 0) return
  await db
    .updateTable('segment_pointers')
    .set({
      stale_since: sql<Date>`coalesce(stale_since, clock_timestamp())`,
      stale_run_id: runId,
      stale_reason: printFailure(failure),
    })
    .where('segment_id', 'in', segmentIds)
    .execute()
}
