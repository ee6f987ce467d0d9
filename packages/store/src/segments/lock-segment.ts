import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import { isUuid } from './read-segment.ts'

/**
 * Holds a segment for a change and checks that it is the version the change was made from; `null` takes any version.
 * Refuses with `segment-missing`, `segment-deleted`, `row-version-stale`.
 */
export async function lockSegment(work: Work, id: string, expectedVersion: number | null, deleted = false) {
  const row = isUuid(id)
    ? await work.db.selectFrom('segments').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
    : undefined
  if (row === undefined) throw new StoreError('segment-missing', { segment: id })
  if (expectedVersion !== null && row.row_version !== expectedVersion) {
    throw new StoreError('row-version-stale', { segment: id, expected: expectedVersion, found: row.row_version })
  }
  if (!deleted && row.deleted_at !== null) throw new StoreError('segment-deleted', { segment: id })
  if (deleted && row.deleted_at === null) throw new StoreError('segment-not-deleted', { segment: id })
  return row
}
