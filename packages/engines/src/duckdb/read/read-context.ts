import type { RejectedRows } from './rejected-rows.ts'

/** What reading one table's source needs to know and where it reports. */
export interface ReadContext {
  readonly table: string
  readonly rejected: RejectedRows
  /** Whether text files are rewritten even where DuckDB should be able to read them as they are. */
  readonly rewriteAll: boolean
  /** A path in the engine's private folder that no file has yet. */
  newFile(name: string): string
}
