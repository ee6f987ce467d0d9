import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema, SegmentOrigin, SegmentState, SegmentType } from '../schema.ts'
import { parseCursor, printCursor } from './cursor.ts'
import { foldName } from './fold-name.ts'
import type { Segment, SegmentStatus } from './segment.ts'
import { STATUS, segmentsWithStanding, selectSegment, toSegment } from './select-segments.ts'

/** What a list of segments can be sorted by. */
export type SegmentSort =
  | 'name'
  | 'outputTable'
  | 'state'
  | 'type'
  | 'status'
  | 'origin'
  | 'owner'
  | 'members'
  | 'refreshed'
  | 'created'
  | 'changed'

/** Which segments are listed; within one property any of the values, all properties together. */
export interface SegmentFilter {
  /** A part of the name, in any case. */
  readonly search?: string
  readonly tags?: readonly string[]
  readonly states?: readonly SegmentState[]
  readonly types?: readonly SegmentType[]
  readonly statuses?: readonly SegmentStatus[]
  readonly origins?: readonly SegmentOrigin[]
  readonly owners?: readonly string[]
  readonly audiences?: readonly string[]
  /** The deleted ones instead of the others. */
  readonly deleted?: boolean
}

/** A page to read. */
export interface SegmentListRequest {
  readonly filter?: SegmentFilter
  readonly sort?: SegmentSort
  readonly descending?: boolean
  readonly limit: number
  /** Continues after the page that gave it; belongs to the same filter and order. */
  readonly cursor?: string
}

/** Never null, so that a page can continue after any of them; `type` is what their text is read as. */
const SORT_KEYS: Readonly<Record<SegmentSort, { readonly key: RawBuilder<unknown>; readonly type: string }>> = {
  name: { key: sql`segments.name_folded`, type: 'text' },
  outputTable: { key: sql`lower(segments.output_table)`, type: 'text' },
  state: { key: sql`segments.state COLLATE "C"`, type: 'text' },
  type: { key: sql`segments.type COLLATE "C"`, type: 'text' },
  status: { key: sql`coalesce(latest.status, 'not-started') COLLATE "C"`, type: 'text' },
  origin: { key: sql`segments.origin COLLATE "C"`, type: 'text' },
  owner: { key: sql`segments.owner COLLATE "C"`, type: 'text' },
  members: { key: sql`coalesce(current.member_count, -1)`, type: 'bigint' },
  refreshed: { key: sql`coalesce(current.published_at, '-infinity'::timestamptz)`, type: 'timestamptz' },
  created: { key: sql`segments.created_at`, type: 'timestamptz' },
  changed: { key: sql`segments.changed_at`, type: 'timestamptz' },
}

/**
 * A page of segments and the cursor of the next one. A segment is on exactly one page while others come and go, as long as
 * its own sort key stays. Refuses with `cursor-invalid`.
 */
export async function listSegments(
  db: Kysely<Schema>,
  request: SegmentListRequest,
  cursorSecret: Uint8Array,
): Promise<{ readonly segments: readonly Segment[]; readonly next: string | null }> {
  const { filter = {}, sort = 'name', descending = false, limit } = request
  const { key, type } = SORT_KEYS[sort]
  const list = JSON.stringify(['segments', sort, descending, filter])
  const direction = descending ? 'desc' : 'asc'
  let query = selectSegment(filtered(db, filter))
    .select(sql<string>`(${key})::text`.as('sort_key'))
    .orderBy(key, direction)
    .orderBy('segments.id', direction)
    .limit(limit + 1)
  if (request.cursor !== undefined) {
    const after = parseCursor(cursorSecret, list, request.cursor)
    const comparison = descending ? sql`<` : sql`>`
    query = query.where(
      sql<boolean>`(${key}, segments.id) ${comparison} (${after.key}::${sql.raw(type)}, ${after.id}::uuid)`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next =
    rows.length > limit && last !== undefined
      ? printCursor(cursorSecret, list, { key: last.sort_key, id: last.id })
      : null
  return { segments: page.map(toSegment), next }
}

/** How many segments a filter lets through. */
export async function countSegments(db: Kysely<Schema>, filter: SegmentFilter): Promise<number> {
  const row = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

function filtered(db: Kysely<Schema>, filter: SegmentFilter) {
  let query = segmentsWithStanding(db).where('segments.deleted_at', filter.deleted === true ? 'is not' : 'is', null)
  if (filter.search !== undefined && filter.search !== '') {
    query = query.where(sql<boolean>`strpos(segments.name_folded, ${foldName(filter.search)}) > 0`)
  }
  if (filter.tags !== undefined) {
    const folded = filter.tags.map(foldName)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('segment_tags')
          .innerJoin('tags', 'tags.id', 'segment_tags.tag_id')
          .select('tags.id')
          .whereRef('segment_tags.segment_id', '=', 'segments.id')
          .where('tags.name_folded', '=', sql<string>`ANY (${folded}::text[])`),
      ),
    )
  }
  const lists = [
    [sql.ref('segments.state'), filter.states],
    [sql.ref('segments.type'), filter.types],
    [STATUS, filter.statuses],
    [sql.ref('segments.origin'), filter.origins],
    [sql.ref('segments.owner'), filter.owners],
    [sql.ref('segments.audience'), filter.audiences],
  ] as const
  for (const [column, values] of lists) {
    if (values !== undefined) query = query.where(sql<boolean>`${column} = ANY (${[...values]}::text[])`)
  }
  return query
}
