import type { RejectedRows } from './rejected-rows.ts'

/** What reading one table's source needs to know and where it reports. */
export interface ReadContext {
  readonly table: string
  readonly rejected: RejectedRows
  /** A path in the engine's private folder that no file has yet. */
  newFile(name: string): string
}
