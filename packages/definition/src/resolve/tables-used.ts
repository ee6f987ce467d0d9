import { isJsonObject, type JsonValue } from '../json/json-value.ts'
import type { AggregateSpecNode, GroupNode } from '../tree/tree.ts'
import type { Names } from './names.ts'
import { findColumn } from './resolve-reference.ts'

/** Adds the tables whose rows the conditions of a group look at; aggregates and sequences in it have paths of their own. */
export function addTablesUsed(group: GroupNode, names: Names, tables: Set<string>): void {
  for (const condition of group.conditions) {
    switch (condition.kind) {
      case 'group':
        addTablesUsed(condition, names, tables)
        break
      case 'attribute':
        addTable(condition.attribute?.text, names, tables)
        addOperandTables(condition.operands, names, tables)
        break
      case 'aggregate':
        addOperandTables(condition.operands, names, tables)
        break
      case 'segment':
      case 'sequence':
        break
    }
  }
}

/** The tables an aggregate uses: its attribute's, `of`, `orderBy`'s and those of `where`. */
export function tablesOfAggregate(
  { attribute, of, orderBy, where }: AggregateSpecNode,
  names: Names,
): ReadonlySet<string> {
  const tables = new Set<string>()
  addTable(attribute?.text, names, tables)
  addTable(orderBy?.text, names, tables)
  if (of != null && names.tables.has(of.text)) tables.add(of.text)
  if (where != null) addTablesUsed(where, names, tables)
  return tables
}

/** Adds the table of an attribute reference, if it names one. */
export function addTable(reference: string | undefined, names: Names, tables: Set<string>): void {
  if (reference === undefined) return
  const column = findColumn(reference, names)
  if (column !== null) tables.add(column.table)
}

function addOperandTables(
  { value, from, to }: { readonly [key: string]: JsonValue },
  names: Names,
  tables: Set<string>,
): void {
  for (const operand of [value, from, to]) {
    if (!isJsonObject(operand)) continue
    const { attribute } = operand
    if (typeof attribute === 'string') addTable(attribute, names, tables)
  }
}
