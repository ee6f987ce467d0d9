import type { Relationship } from '../catalog/catalog.ts'
import type { ReferenceNode } from '../tree/tree.ts'
import { tablesOf, writtenPath } from './find-paths.ts'
import { otherTable, pathStep } from './path-step.ts'
import { isMeasureReference, resolveColumn } from './resolve-reference.ts'
import type { Path, ResolvedProjection } from './resolved.ts'
import type { Scope } from './scope.ts'

/**
 * The attributes of `project`. One of a table that not every rule's path holds has to be one relationship away: its direct
 * path is then the one the rules use, or the only one there is.
 *
 * @param paths of the rules in their order; null where a rule's path is wrong (and reported)
 */
export function resolveProjections(
  references: readonly ReferenceNode[],
  paths: readonly (Path | null)[],
  scope: Scope,
): readonly ResolvedProjection[] {
  const seen = new Set<string>()
  return references.flatMap((reference) => {
    const projection = resolveProjection(reference, paths, scope)
    if (projection === null) return []
    const identity = JSON.stringify([projection.column.table, projection.column.column])
    if (seen.has(identity)) {
      scope.report('project-repeated', reference.pointer, { reference: reference.text })
      return []
    }
    seen.add(identity)
    return [projection]
  })
}

function resolveProjection(
  reference: ReferenceNode,
  paths: readonly (Path | null)[],
  scope: Scope,
): ResolvedProjection | null {
  const { text, pointer } = reference
  const { names, audience, report } = scope
  if (isMeasureReference(text)) {
    report('project-measure', pointer, { reference: text })
    return null
  }
  const column = resolveColumn(reference, names, report)
  if (column === null) return null
  if (column.table === audience) {
    report('project-own-attribute', pointer, { reference: text })
    return null
  }
  const without = paths.flatMap((path, i) => (path !== null && !tablesOf(path).has(column.table) ? [i + 1] : []))
  if (without.length === 0) return { column, directPath: null }
  const direct = (names.relationshipsOf.get(audience) ?? []).filter(
    (relationship) => otherTable(relationship, audience) === column.table,
  )
  const used = direct.filter(({ name }) => paths.some((path) => path?.steps[0]?.relationship === name))
  const [only, ...others] = used.length > 0 ? used : direct
  if (only === undefined) {
    report('project-not-on-every-rule', pointer, { reference: text, table: column.table, rules: without })
    return null
  }
  if (others.length > 0) {
    const candidates = [only, ...others].map((relationship) => writtenPath(pathOf(relationship, scope)))
    report('path-ambiguous', pointer, { tables: [column.table], paths: candidates, more: false })
    return null
  }
  return { column, directPath: pathOf(only, scope) }
}

function pathOf(relationship: Relationship, { names, audience }: Scope): Path {
  return { audience, steps: [pathStep(relationship, audience, names)] }
}
