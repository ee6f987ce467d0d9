import type { Catalog } from '@coterie/definition'
import { InvalidPlanError } from '../plan/invalid-plan-error.ts'

/** The columns that identify a row of a table. */
export function keyOf(catalog: Catalog, table: string): readonly string[] {
  const found = catalog.tables.get(table)
  if (found === undefined) throw new InvalidPlanError(`The catalog has no table \`${table}\`.`)
  return found.key
}
