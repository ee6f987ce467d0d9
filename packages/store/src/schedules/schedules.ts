import type { Kysely } from 'kysely'
import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'

/** When a segment, or with no segment everything, is refreshed. The rule's grammar is the scheduler's. */
export interface Schedule {
  readonly id: string
  /** Null for the system refresh. */
  readonly segmentId: string | null
  readonly rule: string
  readonly timeZone: string
  readonly enabled: boolean
  readonly rowVersion: number
}

/**
 * Sets the schedule of a segment, or of the system with null; `expectedVersion` null sets it whatever it was, 0 when there
 * is none. Refuses with `schedule-stale`.
 */
export async function setSchedule(
  work: Work,
  segmentId: string | null,
  expectedVersion: number | null,
  schedule: Pick<Schedule, 'rule' | 'timeZone' | 'enabled'>,
): Promise<Schedule> {
  const before = await selectSchedules(work.db)
    .where('segment_id', segmentId === null ? 'is' : '=', segmentId)
    .forUpdate()
    .executeTakeFirst()
  const found = before?.rowVersion ?? 0
  const subject = { kind: 'schedule', id: segmentId ?? 'system' }
  if (expectedVersion !== null && expectedVersion !== found) {
    throw new StoreError('schedule-stale', { schedule: subject.id })
  }
  const values = {
    rule: schedule.rule,
    time_zone: schedule.timeZone,
    enabled: schedule.enabled,
    changed_at: work.change.at,
    changed_by: work.change.actor.id,
    row_version: found + 1,
  }
  if (before === undefined) {
    const { numInsertedOrUpdatedRows } = await work.db
      .insertInto('schedules')
      .values({ id: work.change.newId(), segment_id: segmentId, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) throw new StoreError('schedule-stale', { schedule: subject.id })
  } else {
    await work.db.updateTable('schedules').set(values).where('id', '=', before.id).execute()
  }
  work.audit({ action: 'schedule.set', subject, before, after: schedule })
  return selectSchedules(work.db)
    .where('segment_id', segmentId === null ? 'is' : '=', segmentId)
    .executeTakeFirstOrThrow()
}

/** Takes the schedule of a segment, or of the system, away. Refuses with `schedule-missing`. */
export async function removeSchedule(work: Work, segmentId: string | null): Promise<void> {
  const row = await work.db
    .deleteFrom('schedules')
    .where('segment_id', segmentId === null ? 'is' : '=', segmentId)
    .returning(['rule', 'time_zone', 'enabled'])
    .executeTakeFirst()
  const id = segmentId ?? 'system'
  if (row === undefined) throw new StoreError('schedule-missing', { schedule: id })
  work.audit({ action: 'schedule.remove', subject: { kind: 'schedule', id }, before: row })
}

/** Every schedule that is enabled and whose segment is not deleted, the system's first. */
export async function activeSchedules(db: Kysely<Schema>): Promise<readonly Schedule[]> {
  return selectSchedules(db)
    .leftJoin('segments', 'segments.id', 'schedules.segment_id')
    .where('enabled', '=', true)
    .where('segments.deleted_at', 'is', null)
    .orderBy('schedules.segment_id', (order) => order.asc().nullsFirst())
    .execute()
}

function selectSchedules(db: Kysely<Schema>) {
  return db
    .selectFrom('schedules')
    .select([
      'schedules.id',
      'schedules.segment_id as segmentId',
      'schedules.rule',
      'schedules.time_zone as timeZone',
      'schedules.enabled',
      'schedules.row_version as rowVersion',
    ])
}
