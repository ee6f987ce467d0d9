import type { Relationship, RelationshipEnd, Table } from '../catalog/catalog.ts'
import { ROW_NUMBER_COLUMN } from '../catalog/catalog.ts'
import type { Names } from './names.ts'
import type { PathStep } from './resolved.ts'

/** The table a relationship leads to from another, whichever way it points; null where it does not touch that table. */
export function otherTable({ from, to }: Relationship, table: string): string | null {
  if (from.table === table) return to.table
  return to.table === table ? from.table : null
}

/**
 * The join of a relationship's other table to `nearTable`, which it has to touch.
 *
 * That a row of one side meets at most one of the other counts only where the key of that other table says so, since only
 * keys are checked when sources are read: `fanOut` and `fanIn` are then false. A catalog's word alone is not relied on.
 */
export function pathStep(relationship: Relationship, nearTable: string, names: Names): PathStep {
  const { name, from, to } = relationship
  const forwards = from.table === nearTable
  const near = forwards ? from : to
  const far = forwards ? to : from
  const meetsOneOf = (end: RelationshipEnd) =>
    (end === to || relationship.cardinality === 'one-to-one') && isUnique(end, names.tables.get(end.table))
  return {
    relationship: name,
    nearTable: near.table,
    nearColumns: near.columns,
    table: far.table,
    columns: far.columns,
    fanOut: !meetsOneOf(far),
    fanIn: !meetsOneOf(near),
  }
}

/** Whether the columns hold the table's key, so that no two rows agree in them. */
function isUnique({ columns }: RelationshipEnd, table: Table | undefined): boolean {
  if (table === undefined || table.key.includes(ROW_NUMBER_COLUMN)) return false
  return table.key.every((column) => columns.includes(column))
}
