import type { Catalog } from '../catalog/catalog.ts'
import { shortened } from '../diagnostics/name-list.ts'
import type { ColumnSubject, ProfileValue } from '../resolve/resolved.ts'

const LONGEST_NAME = 60

/** What people call a table. */
export function tableWords(table: string, catalog: Catalog): string {
  return nameWords(catalog.tables.get(table)?.label ?? table)
}

/** What people call an attribute; the table is said where it is not `of`, the one a sentence is about. */
export function columnWords({ table, column }: ColumnSubject, of: string, catalog: Catalog): string {
  const words = attributeWords(table, column, catalog)
  return table === of ? words : `${words} of ${tableWords(table, catalog)}`
}

export function attributeWords(table: string, column: string, catalog: Catalog): string {
  const label = catalog.tables.get(table)?.attributes.get(column)?.label
  return nameWords(label ?? column)
}

/** The name of the measure a value was written as; null where it was written out in the definition. */
export function measureWords(value: ProfileValue, catalog: Catalog): string | null {
  for (const measure of catalog.measures.values()) {
    if (measure.value === value) return nameWords(measure.label ?? measure.name)
  }
  return null
}

/** `ordered_at` reads as "ordered at". */
function nameWords(name: string): string {
  return shortened(/^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(name) ? name.replaceAll('_', ' ') : name, LONGEST_NAME)
}
