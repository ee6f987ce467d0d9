import type { FunctionOverrides } from '../functions/core-functions.ts'
import type { SqlLiteral } from '../sql/sql-expression.ts'
import type { SqlType } from '../sql/sql-type.ts'

/** Everything the printer has to know about an engine's SQL. Every field is stated; dialects inherit nothing from each other. */
export interface Dialect {
  readonly name: DialectName
  /** A name from the catalog as an identifier. */
  readonly quoteIdentifier: (name: string) => string
  /** The one place where a value becomes text. */
  readonly printLiteral: (literal: SqlLiteral) => string
  readonly printType: (type: SqlType) => string
  /** Whether an RE2 pattern is found in a text. */
  readonly printRegexMatch: (text: string, pattern: string, ignoreCase: boolean) => string
  /** A query of one column with a row a literal. */
  readonly printLiteralRows: (literals: readonly string[]) => string
  readonly functions: FunctionOverrides
  /** A longer list of values is looked up in a relation instead of an IN list. */
  readonly maxInListLength: number
  /** A longer OR is cut into parts of this length that the optimizer does not look into. */
  readonly maxDisjuncts: number
  /** Whether several columns IN a query are one row value on either side. */
  readonly requiresRowsInQuery: boolean
  /** Whether float columns can hold NaN, which is read as null: engines that copy a source read it so, others have to be told. */
  readonly supportsNaNInColumns: boolean
}

export type DialectName = 'duckdb' | 'trino'
