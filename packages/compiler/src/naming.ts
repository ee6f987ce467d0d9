/**
 * What a catalog's tables and columns are called on an engine. Identifiers reach SQL through here and the dialect's
 * quoting only.
 */
export interface Naming {
  /** The parts of a qualified table name, e.g. `["lake", "crm", "orders"]`. */
  table(table: string): readonly string[]
  column(table: string, column: string): string
  /** The parts of the qualified name of a temporary table the batch itself makes; absent: its name alone. */
  temporaryTable?(name: string): readonly string[]
}
