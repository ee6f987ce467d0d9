/** What a table is read from: SQL that gives its raw columns `v0`, `v1`, … in source order, one row a record. */
export interface Relation {
  /** For FROM. */
  readonly sql: string
  readonly columns: readonly string[]
  readonly rows: number
  readonly parts: readonly RelationPart[]
}

/** One file of a relation. */
export interface RelationPart {
  readonly source: string
  /** For FROM: the raw columns as above, and `line_at`, the row's line where the file knows it. */
  readonly sql: string
  /** The 1-based line (of a binary file: row) of rows numbered from 1, given what `line_at` says. */
  lines(rows: readonly { readonly row: number; readonly at: number | null }[]): Promise<readonly number[]>
}

/** Name of the raw column at a position. */
export function rawColumn(index: number): string {
  return `v${index}`
}
