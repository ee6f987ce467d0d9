import { IGNORE } from '../diagnostics/report.ts'
import type { AggregateSpecNode, PathNode } from '../tree/tree.ts'
import { farTable } from './find-paths.ts'
import type { Names } from './names.ts'
import { candidatePaths, resolvePath } from './resolve-path.ts'
import { tablesOfAggregate } from './tables-used.ts'

/** The audience an aggregate measure belongs to. Where several would do it is the default one. */
export function measureAudience(node: AggregateSpecNode, names: Names): string {
  const audiences = [names.audience, ...names.audiences.filter((audience) => audience !== names.audience)]
  const tables = tablesOfAggregate(node, names)
  const found =
    node.path != null && node.path.relationships.length > 0
      ? audienceAtEnd(node.path, tables, audiences, names)
      : audienceOfTables(tables, audiences, names)
  return found ?? names.audience
}

/** The audience a path ends at. One relationship leads either way: it then starts at the table that is aggregated. */
function audienceAtEnd(
  path: PathNode,
  tables: ReadonlySet<string>,
  audiences: readonly string[],
  names: Names,
): string | undefined {
  const ends = audiences.flatMap((audience) => resolvePath(path, names, audience, IGNORE) ?? [])
  return (ends.find((end) => tables.has(farTable(end))) ?? ends[0])?.audience
}

/** Without a path: the audience whose own attribute is aggregated, or the first that paths lead to from the tables used. */
function audienceOfTables(tables: ReadonlySet<string>, audiences: readonly string[], names: Names): string | undefined {
  const own = audiences.find((audience) => tables.size === 1 && tables.has(audience))
  return own ?? audiences.find((audience) => candidatePaths(names, audience, tables).paths.length > 0)
}
