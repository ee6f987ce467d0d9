/**
 * A text file DuckDB can read without any doubt: every record has the same number of fields, quotes are well-formed, the
 * text is valid UTF-8. Files that are not like this are rewritten, their malformed rows left out and reported.
 */
export interface TextPart {
  /** The file to read. */
  readonly path: string
  /** The file it came from, as people know it. */
  readonly source: string
  /** Its columns in order. */
  readonly columns: readonly string[]
  readonly delimiter: string
  readonly quotes: boolean
  readonly newlinesInQuotes: boolean
  /** Whether each row takes one line and no line is blank. */
  readonly linesAreRows: boolean
  readonly rows: number
  readonly longestRecord: number
  /** Whether the file was rewritten: it has no header, and each row starts with its line in the source. */
  readonly rewritten: boolean
}
