import type { Kysely } from 'kysely'
import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import { foldName } from './fold-name.ts'

const MAX_TAGS = 20

/** Gives a segment exactly these tags, making new ones. The caller holds the segment. Refuses with `segment-invalid`. */
export async function replaceTags(work: Work, segmentId: string, names: readonly string[]): Promise<void> {
  const byFolded = new Map(names.map((name) => [foldName(name.trim()), name.trim()]))
  if (byFolded.size > MAX_TAGS || [...byFolded.values()].some((name) => name === '' || [...name].length > 100)) {
    throw new StoreError('segment-invalid', { field: 'tags', rule: `at most ${MAX_TAGS}, each of 1 to 100 characters` })
  }
  await work.db.deleteFrom('segment_tags').where('segment_id', '=', segmentId).execute()
  if (byFolded.size === 0) return
  // In one order for everybody, so that two transactions making the same tags do not wait for each other.
  const folded = [...byFolded.keys()].sort()
  await work.db
    .insertInto('tags')
    .values(
      folded.map((key) => ({
        id: work.change.newId(),
        name: byFolded.get(key) ?? key,
        name_folded: key,
        created_at: work.change.at,
      })),
    )
    .onConflict((conflict) => conflict.column('name_folded').doNothing())
    .execute()
  const tags = await work.db
    .selectFrom('tags')
    .select(['id', 'name_folded'])
    .where('name_folded', 'in', folded)
    .execute()
  const ids = new Map(tags.map((tag) => [tag.name_folded, tag.id]))
  const rows = [...byFolded.keys()].flatMap((key, index) => {
    const id = ids.get(key)
    return id === undefined ? [] : [{ segment_id: segmentId, place: index + 1, tag_id: id }]
  })
  await work.db.insertInto('segment_tags').values(rows).execute()
}

/** Every tag in use with the number of segments that have it, in the order of names. */
export async function listTags(
  db: Kysely<Schema>,
): Promise<readonly { readonly name: string; readonly segments: number }[]> {
  return db
    .selectFrom('tags')
    .innerJoin('segment_tags', 'segment_tags.tag_id', 'tags.id')
    .innerJoin('segments', 'segments.id', 'segment_tags.segment_id')
    .where('segments.deleted_at', 'is', null)
    .groupBy('tags.id')
    .select((eb) => ['tags.name', eb.fn.countAll<number>().as('segments')])
    .orderBy('tags.name_folded')
    .execute()
}
