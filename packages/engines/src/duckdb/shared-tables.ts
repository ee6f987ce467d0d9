import type { CompiledBatch, CompiledSegment, SharedRelation } from '@coterie/compiler'

/** What has to be made before a segment of a batch is run, and what nobody needs after it. */
export interface SegmentStep {
  readonly segment: CompiledSegment
  readonly create: readonly SharedRelation[]
  /** Names of temporary tables. */
  readonly drop: readonly string[]
}

/** When each temporary table of a batch is made and dropped: as late and as early as can be. */
export function scheduleTables(batch: CompiledBatch): readonly SegmentStep[] {
  const needed = new Map(batch.shared.map((shared) => [shared.name, relationsIn(shared.sql, batch.shared)]))
  const lastUse = new Map<string, number>()
  const created = new Set<string>()
  const membersOf = new Map(batch.segments.map(({ id, membersTable }) => [id, membersTable]))

  const creations = batch.segments.map((segment, position) => {
    const create = new Set<string>()
    const visit = (name: string): void => {
      if (created.has(name)) return
      created.add(name)
      for (const inner of needed.get(name) ?? []) {
        visit(inner)
        lastUse.set(inner, position)
      }
      create.add(name)
    }
    for (const name of segment.uses) {
      visit(name)
      lastUse.set(name, position)
    }
    if (segment.membersTable !== null) lastUse.set(segment.membersTable, position)
    for (const id of segment.references) {
      const table = membersOf.get(id)
      if (table !== null && table !== undefined) lastUse.set(table, position)
    }
    return create
  })
  return batch.segments.map((segment, position) => ({
    segment,
    create: batch.shared.filter(({ name }) => creations[position]?.has(name) === true),
    drop: [...lastUse].filter(([, last]) => last === position).map(([name]) => name),
  }))
}

/** The other relations a statement may read: those whose names stand in it. */
function relationsIn(sql: string, shared: readonly SharedRelation[]): readonly string[] {
  const words = new Set(sql.match(/\w+/g))
  return shared.filter(({ name }) => words.has(name)).map(({ name }) => name)
}
