import type { Kysely } from 'kysely'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import type { Lease } from './lease.ts'

/** What a run has to evaluate. */
export interface RunPlan {
  readonly runId: string
  readonly attempt: number
  /** Microseconds since 1970. */
  readonly asOfMicros: number
  /** In an order in which each comes after those it refers to. */
  readonly segments: readonly PlannedSegment[]
}

export interface PlannedSegment {
  readonly id: string
  readonly audience: string
  readonly definitionVersion: number
  /** The definition's JSON as it was saved. */
  readonly definition: string
  readonly inspected: boolean
  /** The version its members are compared with; null when it has none. */
  readonly previousId: string | null
}

/** The plan of the run a lease is for. Refuses with `run-missing`. */
export async function readRunPlan(db: Kysely<Schema>, lease: Lease): Promise<RunPlan> {
  const run = await db.selectFrom('runs').select('as_of_micros').where('id', '=', lease.runId).executeTakeFirst()
  if (run === undefined) throw new StoreError('run-missing', { run: lease.runId })
  const segments = await db
    .selectFrom('run_segments')
    .innerJoin('segments', 'segments.id', 'run_segments.segment_id')
    .innerJoin('definition_versions', (join) =>
      join
        .onRef('definition_versions.segment_id', '=', 'run_segments.segment_id')
        .onRef('definition_versions.version', '=', 'run_segments.definition_version'),
    )
    .leftJoin('segment_pointers', 'segment_pointers.segment_id', 'run_segments.segment_id')
    .where('run_segments.run_id', '=', lease.runId)
    .where('run_segments.is_open', '=', true)
    .orderBy('run_segments.place')
    .select([
      'segments.id',
      'segments.audience',
      'segments.inspected',
      'definition_versions.version as definitionVersion',
      'definition_versions.definition',
      'segment_pointers.version_id as previousId',
    ])
    .execute()
  return { runId: lease.runId, attempt: lease.attempt, asOfMicros: run.as_of_micros, segments }
}
