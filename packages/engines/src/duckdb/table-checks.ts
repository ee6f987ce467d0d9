import type { Catalog, RelationshipEnd } from '@coterie/definition'
import { EngineError } from '../errors.ts'
import { DATA_SCHEMA } from './naming.ts'
import type { KeyCheck, ReadResult, RelationshipCheck } from './process/messages.ts'
import { quoteIdentifier } from './sql/quote.ts'
import { keyText } from './sql/value-text.ts'

/** What has to be checked of some columns of a table. */
export function keyCheck(
  catalog: Catalog,
  results: ReadonlyMap<string, ReadResult>,
  table: string,
  columns: readonly string[],
): KeyCheck {
  const result = results.get(table)
  if (result === undefined) throw new EngineError('table-unknown', { table })
  const physical = columns.map((column) => {
    const name = result.columns.get(column)
    if (name === undefined) throw new EngineError('column-unknown', { table, column })
    return name
  })
  const attributes = catalog.tables.get(table)?.attributes
  return {
    table,
    physical: [DATA_SCHEMA, result.physical],
    columns: physical,
    text: keyText(
      columns.map((column, index) => ({
        sql: quoteIdentifier(physical[index] ?? column),
        attribute: attributes?.get(column) ?? null,
      })),
    ),
  }
}

/** The relationships of a catalog whose ends can be compared. */
export function relationshipChecks(
  catalog: Catalog,
  results: ReadonlyMap<string, ReadResult>,
): readonly RelationshipCheck[] {
  const end = ({ table, columns }: RelationshipEnd) => keyCheck(catalog, results, table, columns)
  return [...catalog.relationships.values()]
    .filter(({ from, to }) => typesOf(catalog, from).join() === typesOf(catalog, to).join())
    .map(({ name, from, to, cardinality }) => ({
      relationship: name,
      from: end(from),
      to: end(to),
      oneToOne: cardinality === 'one-to-one',
    }))
}

function typesOf(catalog: Catalog, { table, columns }: RelationshipEnd): readonly string[] {
  return columns.map((column) => catalog.tables.get(table)?.attributes.get(column)?.type ?? 'number')
}
