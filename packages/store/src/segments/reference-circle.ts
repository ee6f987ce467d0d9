import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * The circle that a segment's new references would close, from the segment back to itself, or undefined. Looks at what
 * can be reached from the new references only.
 */
export async function findCircle(
  db: Kysely<Schema>,
  segmentId: string,
  references: readonly string[],
): Promise<readonly string[] | undefined> {
  if (references.length === 0) return undefined
  const { rows } = await sql<{ segment_id: string; refers_to: string }>`
    WITH RECURSIVE reached (segment_id, refers_to) AS (
      SELECT segment_id, refers_to FROM segment_references WHERE segment_id = ANY (${[...references]}::uuid[])
      UNION
      SELECT next.segment_id, next.refers_to
      FROM reached JOIN segment_references AS next ON next.segment_id = reached.refers_to
    )
    SELECT segment_id, refers_to FROM reached
  `.execute(db)
  const edges = Map.groupBy(rows, (row) => row.segment_id)
  const cameFrom = new Map<string, string>(references.map((id) => [id, segmentId]))
  const open = [...references]
  for (const id of open) {
    if (id === segmentId) return pathTo(segmentId, cameFrom)
    for (const { refers_to: next } of edges.get(id) ?? []) {
      if (cameFrom.has(next)) continue
      cameFrom.set(next, id)
      open.push(next)
    }
  }
  return undefined
}

function pathTo(segmentId: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const path = [segmentId]
  for (let id = cameFrom.get(segmentId); id !== undefined; id = id === segmentId ? undefined : cameFrom.get(id)) {
    path.unshift(id)
  }
  return path
}
