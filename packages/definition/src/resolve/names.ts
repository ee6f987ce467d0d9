import type { Catalog, Measure, Relationship, Table } from '../catalog/catalog.ts'
import type { FoundPaths } from './find-paths.ts'
import type { ColumnSubject } from './resolved.ts'

/**
 * The names a definition or a measure may use. While a catalog is being resolved its measures come one by one: `measure`
 * then resolves the one asked for.
 */
export interface Names {
  readonly timeZone: string
  readonly audience: string
  readonly audiences: readonly string[]
  readonly tables: ReadonlyMap<string, Table>
  readonly relationships: ReadonlyMap<string, Relationship>
  /** The relationships that touch a table, those from a table to itself left out: no path can hold them. */
  readonly relationshipsOf: ReadonlyMap<string, readonly Relationship[]>
  /** Undefined: there is none of that name. `refused`: there is, and its problems are reported elsewhere. */
  measure(name: string): Measure | 'refused' | undefined
  readonly measureNames: Iterable<string>
  /** Columns looked up so far, by reference. */
  readonly columns: Map<string, ColumnSubject>
  /** Paths searched for so far, by audience and tables. */
  readonly candidatePaths: Map<string, FoundPaths>
}

/** The part of the names that tables and relationships give. */
export type TableNames = Pick<Names, 'tables' | 'relationships' | 'relationshipsOf' | 'columns' | 'candidatePaths'>

const namesByCatalog = new WeakMap<Catalog, Names>()

/** The names of a catalog, kept as long as the catalog is. */
export function namesOf(catalog: Catalog): Names {
  const known = namesByCatalog.get(catalog)
  if (known !== undefined) return known
  const names: Names = {
    timeZone: catalog.timeZone,
    audience: catalog.audience,
    audiences: catalog.audiences,
    ...tableNames(catalog.tables, catalog.relationships),
    measure: (name) => catalog.measures.get(name),
    // `keys()` alone would run out after one use.
    measureNames: { [Symbol.iterator]: () => catalog.measures.keys() },
  }
  namesByCatalog.set(catalog, names)
  return names
}

/** The names of tables and relationships. */
export function tableNames(
  tables: ReadonlyMap<string, Table>,
  relationships: ReadonlyMap<string, Relationship>,
): TableNames {
  const relationshipsOf = new Map<string, Relationship[]>([...tables.keys()].map((table) => [table, []]))
  for (const relationship of relationships.values()) {
    if (relationship.from.table === relationship.to.table) continue
    relationshipsOf.get(relationship.from.table)?.push(relationship)
    relationshipsOf.get(relationship.to.table)?.push(relationship)
  }
  return { tables, relationships, relationshipsOf, columns: new Map(), candidatePaths: new Map() }
}
