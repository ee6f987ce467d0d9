import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** Something whose result depends on a segment. */
export interface SegmentUse {
  readonly kind: 'segment'
  readonly id: string
  readonly name: string
}

/** What uses a segment directly, in the order of names. */
export async function segmentUses(db: Kysely<Schema>, id: string): Promise<readonly SegmentUse[]> {
  const rows = await db
    .selectFrom('segment_references')
    .innerJoin('segments', 'segments.id', 'segment_references.segment_id')
    .where('segment_references.refers_to', '=', id)
    .where('segments.deleted_at', 'is', null)
    .select(['segments.id', 'segments.name'])
    .orderBy('segments.name_folded')
    .orderBy('segments.id')
    .execute()
  return rows.map((row) => ({ kind: 'segment', ...row }))
}
