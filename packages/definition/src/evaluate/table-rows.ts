import type { Value } from '../values/value.ts'

/** A table's rows in memory, in the source's order: `rows[i][j]` is the value of `columns[j]`. */
export interface TableRows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}
