/** What reading one table's source found. Nothing is dropped without being counted here. */
export interface TableReport {
  readonly table: string
  /** Rows in the table after reading. */
  readonly rows: number
  /** Rows of the source that could not be read, with the first of them as examples. */
  readonly rejected: { readonly count: number; readonly examples: readonly RejectedRow[] }
  /** Rows whose key is null, and keys that more than one row has. */
  readonly key: {
    readonly nulls: number
    readonly duplicates: number
    readonly examples: readonly string[]
  }
  /** Foreign keys that point at no row, by relationship. Such rows join nothing. */
  readonly orphans: readonly {
    readonly relationship: string
    readonly count: number
    readonly examples: readonly string[]
  }[]
  readonly elapsedMs: number
}

/** A row of a source that could not be read as its table's types say. */
export interface RejectedRow {
  readonly file: string
  /** 1-based line of a text source, or row of a binary one; null where the reader cannot tell. */
  readonly line: number | null
  readonly column: string | null
  readonly value: string | null
  readonly reason: string
}
