import type { Path, ResolvedDefinition, ResolvedProjection } from '../resolve/resolved.ts'
import type { Value } from '../values/value.ts'
import type { AudienceEvaluation } from './audience-evaluation.ts'
import { type JoinedRow, joinedRows } from './joined-rows.ts'
import { rowTest } from './row-test.ts'
import { structuralKey } from './structural-key.ts'

/**
 * The list a projected attribute has for a profile: one element a joined row that satisfies one of the rules whose path holds the
 * attribute's table, in the order of that table's key. Rules that only take profiles away add no rows. Where no rule's path
 * holds the table, all related rows count.
 */
export function projectedList(
  projection: ResolvedProjection,
  definition: ResolvedDefinition,
  evaluation: AudienceEvaluation,
): (profile: number) => readonly Value[] {
  const { table, column } = projection.column
  const { store } = evaluation
  const values = store.rows(table)
  const index = store.columnIndex(table, column)
  const order = store.keyOrder(table)
  const sources = rowSources(projection, definition, evaluation)

  return (profile) => {
    const seen = new Set<string>()
    const positions: number[] = []
    for (const { path, slot, rows } of sources) {
      for (const row of rows(profile)) {
        const identity = `${path}:${row.join()}`
        if (seen.has(identity)) continue
        seen.add(identity)
        positions.push(row[slot] ?? -1)
      }
    }
    positions.sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0))
    return positions.map((position) => values[position]?.[index] ?? null)
  }
}

interface RowSource {
  /** Equal for sources whose joined rows can be the same. */
  readonly path: string
  /** Where the projected table stands in the joined rows. */
  readonly slot: number
  readonly rows: (profile: number) => readonly JoinedRow[]
}

function rowSources(
  { column, directPath }: ResolvedProjection,
  definition: ResolvedDefinition,
  evaluation: AudienceEvaluation,
): readonly RowSource[] {
  const holding = definition.rules.filter(
    ({ combine, path }) => combine !== 'except' && path.steps.some((step) => step.table === column.table),
  )
  if (holding.length === 0) {
    if (directPath === null) throw new Error(`No path leads to the projected attributes of \`${column.table}\`.`)
    return [rowSource(directPath, column.table, evaluation)]
  }
  return holding.map((rule) => rowSource(rule.path, column.table, evaluation, rule.group))
}

function rowSource(
  path: Path,
  table: string,
  evaluation: AudienceEvaluation,
  group?: ResolvedDefinition['rules'][number]['group'],
): RowSource {
  const rows = joinedRows(path, evaluation.store)
  const test = group === undefined ? () => true : rowTest(group, rows.slots, evaluation)
  return {
    path: structuralKey(path),
    slot: rows.slots.get(table) ?? 0,
    rows: (profile) => rows.filter(profile, test),
  }
}
