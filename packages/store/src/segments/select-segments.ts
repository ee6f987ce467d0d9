import { type Kysely, sql } from 'kysely'
import type { RunSegmentStatus, Schema } from '../schema.ts'
import type { Segment, SegmentStatus } from './segment.ts'

/** Segments joined with their schedule, their latest refresh (`latest`) and their current members (`current`). */
export function segmentsWithStanding(db: Kysely<Schema>) {
  return db
    .selectFrom('segments')
    .leftJoin('segment_pointers as pointer', 'pointer.segment_id', 'segments.id')
    .leftJoin('membership_versions as current', 'current.id', 'pointer.version_id')
    .leftJoin('schedules as schedule', 'schedule.segment_id', 'segments.id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('run_segments')
          .select(['run_segments.status', 'run_segments.run_id', 'run_segments.error'])
          .whereRef('run_segments.segment_id', '=', 'segments.id')
          .orderBy('run_segments.requested_at', 'desc')
          .orderBy('run_segments.run_id', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
}

/** The columns `toSegment` reads. */
export function selectSegment(query: ReturnType<typeof segmentsWithStanding>) {
  return query.select([
    sql.ref<string>('segments.id').as('id'),
    sql.ref<string>('segments.name').as('name'),
    sql.ref<string>('segments.output_table').as('output_table'),
    sql.ref<string>('segments.description').as('description'),
    sql.ref<string>('segments.audience').as('audience'),
    sql.ref<Segment['origin']>('segments.origin').as('origin'),
    sql.ref<Segment['type']>('segments.type').as('type'),
    sql.ref<Segment['state']>('segments.state').as('state'),
    sql.ref<boolean>('segments.inspected').as('inspected'),
    sql.ref<boolean>('segments.auto_cleanup_exempt').as('auto_cleanup_exempt'),
    sql.ref<string>('segments.owner').as('owner'),
    sql.ref<number | null>('segments.definition_version').as('definition_version'),
    sql.ref<Date>('segments.created_at').as('created_at'),
    sql.ref<string>('segments.created_by').as('created_by'),
    sql.ref<Date>('segments.changed_at').as('changed_at'),
    sql.ref<string>('segments.changed_by').as('changed_by'),
    sql.ref<Date | null>('segments.deleted_at').as('deleted_at'),
    sql.ref<number>('segments.row_version').as('row_version'),
    sql<string[]>`ARRAY(
      SELECT tags.name FROM segment_tags JOIN tags ON tags.id = segment_tags.tag_id
      WHERE segment_tags.segment_id = segments.id ORDER BY segment_tags.place
    )`.as('tags'),
    sql.ref<RunSegmentStatus | null>('latest.status').as('latest_status'),
    sql.ref<string | null>('latest.run_id').as('latest_run_id'),
    sql.ref<string | null>('latest.error').as('latest_error'),
    sql.ref<string | null>('current.id').as('current_id'),
    sql.ref<number | null>('current.member_count').as('member_count'),
    sql.ref<number | null>('current.as_of_micros').as('as_of_micros'),
    sql.ref<Date | null>('current.published_at').as('published_at'),
    sql.ref<number | null>('current.definition_version').as('current_definition_version'),
    sql.ref<Date | null>('pointer.stale_since').as('stale_since'),
    sql.ref<string | null>('pointer.stale_reason').as('stale_reason'),
    sql.ref<string | null>('schedule.rule').as('schedule_rule'),
    sql.ref<string | null>('schedule.time_zone').as('schedule_time_zone'),
    sql.ref<boolean | null>('schedule.enabled').as('schedule_enabled'),
  ])
}

/** A row of `selectSegment`. */
export interface SegmentRow {
  readonly id: string
  readonly name: string
  readonly output_table: string
  readonly description: string
  readonly audience: string
  readonly origin: Segment['origin']
  readonly type: Segment['type']
  readonly state: Segment['state']
  readonly inspected: boolean
  readonly auto_cleanup_exempt: boolean
  readonly owner: string
  readonly definition_version: number | null
  readonly created_at: Date
  readonly created_by: string
  readonly changed_at: Date
  readonly changed_by: string
  readonly deleted_at: Date | null
  readonly row_version: number
  readonly tags: string[]
  readonly latest_status: RunSegmentStatus | null
  readonly latest_run_id: string | null
  readonly latest_error: string | null
  readonly current_id: string | null
  readonly member_count: number | null
  readonly as_of_micros: number | null
  readonly published_at: Date | null
  readonly current_definition_version: number | null
  readonly stale_since: Date | null
  readonly stale_reason: string | null
  readonly schedule_rule: string | null
  readonly schedule_time_zone: string | null
  readonly schedule_enabled: boolean | null
}

/** What people see as the status: a segment no run has touched has not started. */
export const STATUS = sql<SegmentStatus>`coalesce(latest.status, 'not-started')`

export function toSegment(row: SegmentRow): Segment {
  return {
    id: row.id,
    name: row.name,
    outputTable: row.output_table,
    description: row.description,
    tags: row.tags,
    audience: row.audience,
    origin: row.origin,
    type: row.type,
    state: row.state,
    inspected: row.inspected,
    autoCleanupExempt: row.auto_cleanup_exempt,
    owner: row.owner,
    definitionVersion: row.definition_version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    deletedAt: row.deleted_at,
    rowVersion: row.row_version,
    refresh: { status: row.latest_status ?? 'not-started', runId: row.latest_run_id, error: row.latest_error },
    members: toMembers(row),
    schedule:
      row.schedule_rule === null || row.schedule_time_zone === null || row.schedule_enabled === null
        ? null
        : { rule: row.schedule_rule, timeZone: row.schedule_time_zone, enabled: row.schedule_enabled },
  }
}

function toMembers(row: SegmentRow): Segment['members'] {
  const { current_id, member_count, as_of_micros, published_at, current_definition_version } = row
  if (
    current_id === null ||
    member_count === null ||
    as_of_micros === null ||
    published_at === null ||
    current_definition_version === null
  ) {
    return null
  }
  return {
    versionId: current_id,
    count: member_count,
    asOfMicros: as_of_micros,
    publishedAt: published_at,
    definitionVersion: current_definition_version,
    stale:
      row.stale_since === null || row.stale_reason === null
        ? null
        : { since: row.stale_since, reason: row.stale_reason },
  }
}
