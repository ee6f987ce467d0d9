import { sql } from 'kysely'
import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import type { RunCause } from '../schema.ts'
import { isUuid } from '../segments/read-segment.ts'
import { orderByReferences } from './order-by-references.ts'
import { printFailure, type RunFailure } from './run-failure.ts'

/** A refresh to ask for. */
export interface RunRequest {
  readonly segmentIds: readonly string[]
  readonly cause: RunCause
  /** The instant the members are asked for, in microseconds since 1970. */
  readonly asOfMicros: number
  /** How often it is begun before it fails for good. */
  readonly maxAttempts?: number
  readonly notBefore?: Date
}

/**
 * Queues a run and its job; returns the run's id. A draft becomes active. What a person asks for is refused when a segment
 * cannot be refreshed; a schedule's run leaves such segments out and says why. A segment that another run is refreshing
 * is refused or left out in the same way. Refuses with `run-empty`, `segment-missing`, `segment-deleted`,
 * `segment-without-definition`, `segment-not-refreshable`, `segment-busy`.
 */
export async function enqueueRun(work: Work, jobs: JobQueue, request: RunRequest): Promise<string> {
  const { db, change } = work
  const wanted = [...new Set(request.segmentIds)]
  if (wanted.length === 0) throw new StoreError('run-empty', {})
  for (const segment of wanted) if (!isUuid(segment)) throw new StoreError('segment-missing', { segment })
  const rows = await db
    .selectFrom('segments')
    .select(['id', 'state', 'definition_version', 'deleted_at'])
    .where('id', 'in', wanted)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const openRows = await db
    .selectFrom('run_segments')
    .select(['segment_id', 'run_id'])
    .where('segment_id', 'in', wanted)
    .where('is_open', '=', true)
    .execute()
  const busy = new Map(openRows.map((row) => [row.segment_id, row.run_id]))
  const isPersonal = request.cause === 'manual'
  const runId = change.newId()
  const ordered = await orderByReferences(db, wanted)

  const entries = ordered.flatMap((segment, index) => {
    const row = byId.get(segment)
    if (row === undefined) {
      if (isPersonal) throw new StoreError('segment-missing', { segment })
      return []
    }
    const obstacle = obstacleOf(segment, row, busy.get(segment))
    if (obstacle !== undefined && isPersonal) throw obstacle
    if (row.definition_version === null) return []
    return [
      {
        run_id: runId,
        segment_id: segment,
        place: index + 1,
        definition_version: row.definition_version,
        requested_at: change.at,
        ...(obstacle === undefined
          ? { status: 'queued' as const, is_open: true }
          : {
              status: 'skipped' as const,
              is_open: false,
              finished_at: change.at,
              error: printFailure(asFailure(obstacle)),
            }),
      },
    ]
  })
  const open = entries.filter((entry) => entry.is_open)
  if (open.length === 0 && isPersonal) throw new StoreError('run-empty', {})

  await db
    .insertInto('runs')
    .values({
      id: runId,
      cause: request.cause,
      as_of_micros: request.asOfMicros,
      requested_at: change.at,
      requested_by: change.actor.id,
      // The database's clock decides when it may begin; ours may be ahead.
      not_before: request.notBefore ?? sql<Date>`least(${change.at}, clock_timestamp())`,
      max_attempts: request.maxAttempts ?? 3,
      ...(open.length > 0 ? { state: 'queued' } : { state: 'succeeded', finished_at: change.at }),
    })
    .execute()
  if (entries.length > 0) await db.insertInto('run_segments').values(entries).execute()
  if (open.length > 0) {
    await db
      .updateTable('segments')
      .set((eb) => ({ state: 'active', row_version: eb('row_version', '+', 1), changed_at: change.at }))
      .where(
        'id',
        'in',
        open.map((entry) => entry.segment_id),
      )
      .where('state', '=', 'draft')
      .execute()
    await jobs.enqueueRun(db, runId, request.notBefore)
  }
  work.audit({
    action: 'run.request',
    subject: { kind: 'run', id: runId },
    after: { cause: request.cause, segments: entries.map((entry) => entry.segment_id) },
  })
  return runId
}

function obstacleOf(
  segment: string,
  row: { readonly state: string; readonly definition_version: number | null; readonly deleted_at: Date | null },
  run: string | undefined,
): StoreError | undefined {
  if (row.deleted_at !== null) return new StoreError('segment-deleted', { segment })
  if (row.definition_version === null) return new StoreError('segment-without-definition', { segment })
  if (row.state === 'inactive') return new StoreError('segment-not-refreshable', { segment, reason: 'it is inactive' })
  if (run !== undefined) return new StoreError('segment-busy', { segment, run })
  return undefined
}

function asFailure(error: StoreError): RunFailure {
  return { code: error.code, params: { ...error.params }, message: error.message }
}
