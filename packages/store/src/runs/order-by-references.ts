import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** Segments in an order in which each comes after those it refers to; otherwise in the given order. */
export async function orderByReferences(db: Kysely<Schema>, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('segment_references')
    .selectAll()
    .where('segment_id', 'in', ids)
    .where('refers_to', 'in', ids)
    .orderBy('refers_to')
    .execute()
  const references = Map.groupBy(rows, (row) => row.segment_id)
  const placed = new Set<string>()
  const place = (id: string) => {
    if (placed.has(id)) return
    for (const row of references.get(id) ?? []) place(row.refers_to)
    placed.add(id)
  }
  // References form no circle, so this ends.
  for (const id of ids) place(id)
  return [...placed]
}
