import type { Kysely } from 'kysely'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import type { Segment } from './segment.ts'
import { segmentsWithStanding, selectSegment, toSegment } from './select-segments.ts'

/** A segment, deleted or not. Refuses with `segment-missing`. */
export async function readSegment(db: Kysely<Schema>, id: string): Promise<Segment> {
  const row = isUuid(id)
    ? await selectSegment(segmentsWithStanding(db)).where('segments.id', '=', id).executeTakeFirst()
    : undefined
  if (row === undefined) throw new StoreError('segment-missing', { segment: id })
  return toSegment(row)
}

/** Whether a text can be an id at all; PostgreSQL refuses to compare ids with anything else. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
