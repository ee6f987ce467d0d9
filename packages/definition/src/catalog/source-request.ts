import type { AttributeType, TableSource } from './catalog.ts'
import type { CatalogFile } from './catalog-file.ts'

/** What an engine needs to know to read a table before the catalog is resolved. */
export interface SourceRequest {
  readonly name: string
  readonly source: TableSource
  /** The columns that identify a row; empty: the engine numbers the rows in `ROW_NUMBER_COLUMN`. */
  readonly key: readonly string[]
  /** Types the catalog declares, by column; they win over what the source says. */
  readonly types: ReadonlyMap<string, AttributeType>
}

/** The tables of a catalog, in the order written. */
export function sourceRequests(file: CatalogFile): readonly SourceRequest[] {
  return Object.entries(file.tables).map(([name, table]) => ({
    name,
    source: table.source,
    key: table.key,
    types: new Map(
      Object.entries(table.attributes).flatMap(([column, { type }]) => (type === undefined ? [] : [[column, type]])),
    ),
  }))
}
