import type { AggregateSpecNode } from '../tree/tree.ts'
import type { Names } from './names.ts'
import { candidatePaths, resolvePath } from './resolve-path.ts'
import { tablesOfAggregate } from './tables-used.ts'

const ignore = () => undefined

/**
 * The audience an aggregate measure belongs to: the one its path ends at, the default one where several would do. Without a
 * path it is the one whose own attribute is aggregated, or the first that paths lead to from the tables used.
 */
export function measureAudience(node: AggregateSpecNode, names: Names): string {
  const audiences = [names.audience, ...names.audiences.filter((audience) => audience !== names.audience)]
  const { path } = node
  const tables = tablesOfAggregate(node, names)
  const [onlyTable] = tables
  const isOfAudience = tables.size === 1 && onlyTable !== undefined && audiences.includes(onlyTable)
  const fits = (audience: string): boolean => {
    if (path == null) return candidatePaths(names, audience, tables).paths.length > 0
    return path.relationships.length > 0 && resolvePath(path, names, audience, ignore) !== null
  }
  if (isOfAudience && (path == null || path.relationships.length === 0)) return onlyTable
  return audiences.find(fits) ?? names.audience
}
