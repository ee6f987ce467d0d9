import type { Relationship } from '../catalog/catalog.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import type { PathNode } from '../tree/tree.ts'
import { type FoundPaths, findPaths, writtenPath } from './find-paths.ts'
import type { Names } from './names.ts'
import { otherTable, pathStep } from './path-step.ts'
import type { Path, PathStep } from './resolved.ts'

/** A written path; null where it is none (and reported). */
export function resolvePath(node: PathNode, names: Names, audience: string, report: Report): Path | null {
  const relationships = node.relationships.map((name, i) => {
    const relationship = names.relationships.get(name)
    if (relationship === undefined) {
      const nearest = report.nearest(name, names.relationships.keys())
      report('unknown-relationship', childPointer(node.pointer, i), { relationship: name, nearest })
    }
    return relationship
  })
  if (!relationships.every((relationship) => relationship !== undefined)) return null
  return joinOutwards(relationships, node, names, audience, report)
}

function joinOutwards(
  relationships: readonly Relationship[],
  node: PathNode,
  names: Names,
  audience: string,
  report: Report,
): Path | null {
  const steps: PathStep[] = []
  const onPath = new Set([audience])
  let table = audience
  for (const [i, relationship] of [...relationships.entries()].reverse()) {
    const pointer = childPointer(node.pointer, i)
    const next = otherTable(relationship, table)
    if (next === null) {
      const tables = [...new Set([relationship.from.table, relationship.to.table])]
      const { name } = relationship
      if (table === audience) {
        report('path-wrong-end', pointer, {
          relationship: name,
          tables,
          audience,
          reversed: isPath(relationships, audience),
        })
      } else {
        report('path-broken', pointer, { relationship: name, tables, table })
      }
      return null
    }
    if (onPath.has(next)) {
      report('path-repeats-table', pointer, { table: next })
      return null
    }
    steps.push(pathStep(relationship, table, names))
    onPath.add(next)
    table = next
  }
  return { audience, steps }
}

/** Whether the relationships lead from the audience outwards in the order given. */
function isPath(relationships: readonly Relationship[], audience: string): boolean {
  let table: string | null = audience
  for (const relationship of relationships) {
    if (table === null) return false
    table = otherTable(relationship, table)
  }
  return table !== null
}

/**
 * The path that is filled in where none is written: the only one that holds the tables used and starts at the farthest of
 * them. Null where there is none or more than one (and reported).
 */
export function inferPath(
  tables: ReadonlySet<string>,
  names: Names,
  audience: string,
  pointer: string,
  report: Report,
): Path | null {
  const { paths, complete } = candidatePaths(names, audience, tables)
  const [only] = paths
  const used = [...tables].filter((table) => table !== audience)
  if (paths.length > 1) {
    report('path-ambiguous', pointer, { tables: used, paths: paths.map(writtenPath), more: !complete })
  } else if (!complete) {
    report('path-not-found', pointer, { tables: used })
  } else if (only === undefined) {
    report('path-unreachable', pointer, { tables: used, audience })
  } else {
    return only
  }
  return null
}

/** The paths that hold the tables and start at the farthest of them; searched for once a catalog. */
export function candidatePaths(names: Names, audience: string, tables: ReadonlySet<string>): FoundPaths {
  const key = JSON.stringify([audience, ...[...tables].filter((table) => table !== audience).sort()])
  const known = names.candidatePaths.get(key)
  if (known !== undefined) return known
  const found = findPaths(names, audience, tables)
  names.candidatePaths.set(key, found)
  return found
}
