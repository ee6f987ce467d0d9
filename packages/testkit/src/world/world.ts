/**
 * A small workspace written down for a test: a catalog and the rows of its tables. Every engine under test reads the same
 * rows from files made of it; the reference evaluator can also take them from memory.
 */
export interface World {
  /** Default: UTC. */
  readonly timeZone?: string
  /** Default: monday. */
  readonly weekStart?: 'monday' | 'sunday'
  /** The default audience. */
  readonly audience: string
  readonly audiences?: readonly string[]
  readonly tables: Readonly<Record<string, WorldTable>>
  /** As in a catalog file; cardinality is many-to-one unless said otherwise. */
  readonly relationships?: Readonly<Record<string, WorldRelationship>>
  /** As in a catalog file. */
  readonly measures?: Readonly<Record<string, unknown>>
}

export interface WorldTable {
  /** Absent: the engine numbers the rows. */
  readonly key?: string | readonly string[]
  readonly columns: Readonly<Record<string, ColumnType>>
  readonly rows: readonly (readonly Cell[])[]
}

export interface WorldRelationship {
  /** Columns as `table.column`. */
  readonly from: string | readonly string[]
  readonly to: string | readonly string[]
  readonly cardinality?: 'many-to-one' | 'one-to-one'
}

/** `integer` and `decimal` are exact numbers, `float` a 64-bit one; `other` is a source's record, whatever is in it. */
export type ColumnType =
  | 'string'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'list<string>'
  | 'list<integer>'
  | 'list<decimal>'
  | 'list<float>'
  | 'other'

/** A value as it is written in a source. Dates and instants are ISO texts; exact numbers too wide for a JavaScript number are texts. */
export type Cell = string | number | boolean | null | readonly (string | number | null)[]
