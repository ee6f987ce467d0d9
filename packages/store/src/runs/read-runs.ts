import type { Kysely } from 'kysely'
import { StoreError } from '../errors.ts'
import type { RunCause, RunSegmentStatus, RunState, Schema, StepState } from '../schema.ts'
import { isUuid } from '../segments/read-segment.ts'

/** A run as people follow it. */
export interface Run {
  readonly id: string
  readonly cause: RunCause
  readonly state: RunState
  readonly asOfMicros: number
  readonly dataVersion: string | null
  readonly requestedAt: Date
  readonly requestedBy: string
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly attempt: number
  readonly maxAttempts: number
  /** JSON of a `RunProgress`. */
  readonly progress: string | null
  readonly cancelRequestedAt: Date | null
  /** JSON of a `RunFailure`: why the last attempt failed. */
  readonly error: string | null
}

/** How a run fares with one segment. */
export interface RunSegment {
  readonly runId: string
  readonly segmentId: string
  readonly definitionVersion: number
  readonly status: RunSegmentStatus
  readonly requestedAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly count: number | null
  readonly entered: number | null
  readonly left: number | null
  readonly versionId: string | null
  readonly error: string | null
  readonly inspection: string | null
}

/** A stage of an attempt. */
export interface RunStep {
  readonly attempt: number
  readonly name: string
  readonly state: StepState
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

/** Refuses with `run-missing`. */
export async function readRun(db: Kysely<Schema>, runId: string): Promise<Run> {
  const row = isUuid(runId) ? await selectRuns(db).where('id', '=', runId).executeTakeFirst() : undefined
  if (row === undefined) throw new StoreError('run-missing', { run: runId })
  return row
}

/** Runs, latest request first; `beforeId` continues a page. Ids grow with time. */
export async function listRuns(
  db: Kysely<Schema>,
  page: { readonly limit: number; readonly beforeId?: string; readonly states?: readonly RunState[] },
): Promise<readonly Run[]> {
  let query = selectRuns(db).orderBy('id', 'desc').limit(page.limit)
  if (page.beforeId !== undefined) query = query.where('id', '<', page.beforeId)
  if (page.states !== undefined) query = query.where('state', 'in', page.states)
  return query.execute()
}

/** The segments of a run in the order they are refreshed in. */
export async function readRunSegments(db: Kysely<Schema>, runId: string): Promise<readonly RunSegment[]> {
  return selectRunSegments(db).where('run_id', '=', runId).orderBy('place').execute()
}

/** The refreshes of a segment, latest first; `beforeRunId` continues a page. */
export async function listSegmentRuns(
  db: Kysely<Schema>,
  segmentId: string,
  page: { readonly limit: number; readonly beforeRunId?: string },
): Promise<readonly RunSegment[]> {
  let query = selectRunSegments(db).where('segment_id', '=', segmentId).orderBy('run_id', 'desc').limit(page.limit)
  if (page.beforeRunId !== undefined) query = query.where('run_id', '<', page.beforeRunId)
  return query.execute()
}

/** The steps of a run's attempts in the order they began. */
export async function readRunSteps(db: Kysely<Schema>, runId: string): Promise<readonly RunStep[]> {
  return db
    .selectFrom('run_steps')
    .select(['attempt', 'name', 'state', 'started_at as startedAt', 'finished_at as finishedAt'])
    .where('run_id', '=', runId)
    .orderBy('attempt')
    .orderBy('place')
    .execute()
}

function selectRuns(db: Kysely<Schema>) {
  return db
    .selectFrom('runs')
    .select([
      'id',
      'cause',
      'state',
      'as_of_micros as asOfMicros',
      'data_version as dataVersion',
      'requested_at as requestedAt',
      'requested_by as requestedBy',
      'started_at as startedAt',
      'finished_at as finishedAt',
      'attempt',
      'max_attempts as maxAttempts',
      'progress',
      'cancel_requested_at as cancelRequestedAt',
      'error',
    ])
}

function selectRunSegments(db: Kysely<Schema>) {
  return db
    .selectFrom('run_segments')
    .select([
      'run_id as runId',
      'segment_id as segmentId',
      'definition_version as definitionVersion',
      'status',
      'requested_at as requestedAt',
      'started_at as startedAt',
      'finished_at as finishedAt',
      'member_count as count',
      'entered_count as entered',
      'left_count as left',
      'version_id as versionId',
      'error',
      'inspection',
    ])
}
