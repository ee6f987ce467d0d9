import { sql } from 'kysely'
import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import { lockSegment } from './lock-segment.ts'
import { lockReferences } from './save-definition.ts'
import { refuseTakenOutputTable } from './segment-fields.ts'
import { segmentUses } from './segment-uses.ts'

/**
 * Puts a segment aside; it can be restored until it is purged. One that is used is refused unless asked for all the same.
 * Refuses with `segment-missing`, `segment-deleted`, `row-version-stale`, `segment-in-use`.
 */
export async function deleteSegment(
  work: Work,
  id: string,
  expectedVersion: number | null,
  options: { readonly evenIfUsed?: boolean } = {},
): Promise<void> {
  // Nobody may begin to refer to it in between.
  await lockReferences(work)
  await lockSegment(work, id, expectedVersion)
  const uses = await segmentUses(work.db, id)
  if (uses.length > 0 && options.evenIfUsed !== true) {
    throw new StoreError('segment-in-use', { segment: id, uses: uses.map((use) => use.name) })
  }
  await setDeleted(work, id, work.change.at, work.change.actor.id)
  work.audit({
    action: 'segment.delete',
    subject: { kind: 'segment', id },
    after: { uses: uses.map((use) => use.id) },
  })
}

/**
 * Brings a deleted segment back. Refuses with `segment-missing`, `segment-not-deleted`, `row-version-stale`, and with
 * `output-table-taken` when its output table name has been given away; pass another one then.
 */
export async function restoreSegment(
  work: Work,
  id: string,
  expectedVersion: number | null,
  options: { readonly outputTable?: string } = {},
): Promise<void> {
  const segment = await lockSegment(work, id, expectedVersion, true)
  const outputTable = options.outputTable ?? segment.output_table
  await refuseTakenOutputTable(outputTable, setDeleted(work, id, null, null, outputTable))
  work.audit({ action: 'segment.restore', subject: { kind: 'segment', id }, after: { outputTable } })
}

async function setDeleted(work: Work, id: string, at: Date | null, by: string | null, outputTable?: string) {
  await work.db
    .updateTable('segments')
    .set((eb) => ({
      deleted_at: at,
      deleted_by: by,
      ...(outputTable === undefined ? {} : { output_table: outputTable }),
      row_version: eb('row_version', '+', 1),
      changed_at: work.change.at,
      changed_by: work.change.actor.id,
    }))
    .where('id', '=', id)
    .execute()
}

/** Removes for good what was deleted before a moment, with its definitions and history; returns the ids. Files go with the next sweep. */
export async function purgeDeletedSegments(work: Work, deletedBefore: Date, limit: number): Promise<readonly string[]> {
  await lockReferences(work)
  await sql`SELECT set_config('coterie.purge', 'on', true)`.execute(work.db)
  const rows = await work.db
    .deleteFrom('segments')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('segments')
        .select('id')
        .where('deleted_at', '<', deletedBefore)
        .where('id', 'not in', (open) =>
          open.selectFrom('run_segments').select('segment_id').where('is_open', '=', true),
        )
        .orderBy('deleted_at')
        .limit(limit),
    )
    .returning('id')
    .execute()
  for (const { id } of rows) work.audit({ action: 'segment.purge', subject: { kind: 'segment', id } })
  return rows.map((row) => row.id)
}
