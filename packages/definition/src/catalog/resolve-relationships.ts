import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import { type TableNames, tableNames } from '../resolve/names.ts'
import { resolveColumn } from '../resolve/resolve-reference.ts'
import type { ColumnSubject } from '../resolve/resolved.ts'
import type { Relationship, RelationshipEnd, Table } from './catalog.ts'
import type { CatalogFile, CatalogFileRelationship } from './catalog-file.ts'

/** The relationships with their columns looked up; wrong ones are reported and left out. */
export function resolveRelationships(
  file: CatalogFile,
  tables: ReadonlyMap<string, Table>,
  report: Report,
): ReadonlyMap<string, Relationship> {
  const names = tableNames(tables, new Map())
  return new Map(
    Object.entries(file.relationships).flatMap(([name, written]) => {
      const relationship = resolveRelationship(name, written, names, report)
      return relationship === null ? [] : [[name, relationship] as const]
    }),
  )
}

function resolveRelationship(
  name: string,
  { from, to, cardinality }: CatalogFileRelationship,
  names: TableNames,
  report: Report,
): Relationship | null {
  const pointer = childPointer('/relationships', name)
  const fromColumns = resolveEnd(from, childPointer(pointer, 'from'), names, report)
  const toColumns = resolveEnd(to, childPointer(pointer, 'to'), names, report)
  if (from.length !== to.length) {
    report('relationship-column-count', pointer, { from: from.length, to: to.length })
    return null
  }
  const fromEnd = endOf(fromColumns)
  const toEnd = endOf(toColumns)
  if (fromEnd === null || toEnd === null) return null
  for (const [i, column] of fromColumns.entries()) {
    const fromType = column?.type
    const toType = toColumns[i]?.type
    if (fromType === undefined || toType === undefined || fromType === toType) continue
    report('relationship-types', pointer, { from: from[i] ?? '', fromType, to: to[i] ?? '', toType })
  }
  return { name, from: fromEnd, to: toEnd, cardinality }
}

/** The columns of one end; null for those that do not exist or are of another table than the first (and reported). */
function resolveEnd(
  references: readonly string[],
  pointer: string,
  names: TableNames,
  report: Report,
): readonly (ColumnSubject | null)[] {
  const columns = references.map((text, i) =>
    resolveColumn({ text, pointer: references.length === 1 ? pointer : childPointer(pointer, i) }, names, report),
  )
  const tables = [...new Set(columns.flatMap((column) => column?.table ?? []))]
  if (tables.length <= 1) return columns
  report('relationship-two-tables', pointer, { tables })
  return columns.map((column) => (column?.table === tables[0] ? column : null))
}

function endOf(columns: readonly (ColumnSubject | null)[]): RelationshipEnd | null {
  const table = columns[0]?.table
  if (table === undefined || !columns.every((column) => column !== null)) return null
  return { table, columns: columns.map(({ column }) => column) }
}
