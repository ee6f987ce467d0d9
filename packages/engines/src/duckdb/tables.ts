import type { Catalog, Diagnostic, SourceTable, Value } from '@coterie/definition'
import type { TableReport } from '../table-report.ts'

/** A catalog's tables, read and checked once, that any engine of this process can use. */
export interface ReadTables {
  /** The catalog with the types found in the sources. */
  readonly catalog: Catalog
  /** Problems of the catalog and of the data: broken keys are errors, orphaned foreign keys warnings. */
  readonly diagnostics: readonly Diagnostic[]
  /** The columns as they were found, without the row number of tables that have no key. */
  readonly sources: readonly SourceTable[]
  readonly reports: readonly TableReport[]
  /**
   * All rows of a table in source order, in the values of `values/value.ts`, cells in the order of the table's
   * `SourceTable.columns`. A table without a key has its row number (`Big`) as one more cell at the end.
   */
  rows(table: string): Promise<readonly (readonly Value[])[]>
  /** Ends the reader and deletes what it wrote. Safe to call twice. */
  close(): Promise<void>
}
