import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { SegmentState, SegmentType } from '../schema.ts'
import { lockSegment } from './lock-segment.ts'
import { readSegment } from './read-segment.ts'
import type { Segment } from './segment.ts'
import { changedColumns, refuseTakenOutputTable, type SegmentFields } from './segment-fields.ts'
import { replaceTags } from './segment-tags.ts'

/** What may be changed of a segment; what is absent stays. */
export interface SegmentChanges extends Partial<SegmentFields> {
  readonly tags?: readonly string[]
  readonly type?: SegmentType
  readonly state?: SegmentState
  readonly inspected?: boolean
  readonly autoCleanupExempt?: boolean
}

/**
 * Changes a segment that is still as the caller saw it. Refuses with `segment-missing`, `segment-deleted`,
 * `row-version-stale`, `segment-invalid`, `output-table-taken`, `segment-without-definition`.
 */
export async function changeSegment(
  work: Work,
  id: string,
  expectedVersion: number | null,
  changes: SegmentChanges,
): Promise<Segment> {
  const row = await lockSegment(work, id, expectedVersion)
  const before = await readSegment(work.db, id)
  if (changes.state === 'active' && row.definition_version === null) {
    throw new StoreError('segment-without-definition', { segment: id })
  }
  const { tags, type, state, inspected, autoCleanupExempt, ...fields } = changes
  await refuseTakenOutputTable(
    fields.outputTable ?? '',
    work.db
      .updateTable('segments')
      .set((eb) => ({
        ...changedColumns(fields),
        ...(type === undefined ? {} : { type }),
        ...(state === undefined ? {} : { state }),
        ...(inspected === undefined ? {} : { inspected }),
        ...(autoCleanupExempt === undefined ? {} : { auto_cleanup_exempt: autoCleanupExempt }),
        row_version: eb('row_version', '+', 1),
        changed_at: work.change.at,
        changed_by: work.change.actor.id,
      }))
      .where('id', '=', id)
      .execute(),
  )
  if (tags !== undefined) await replaceTags(work, id, tags)
  const after = await readSegment(work.db, id)
  // The keys of `SegmentChanges` are names of `Segment` too.
  const changed = (Object.keys(changes) as (keyof SegmentChanges)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  work.audit({
    action: 'segment.change',
    subject: { kind: 'segment', id },
    before: Object.fromEntries(changed.map((key) => [key, before[key]])),
    after: Object.fromEntries(changed.map((key) => [key, after[key]])),
  })
  return after
}
