import type { CatalogFile } from '@coterie/definition'

/** What reading a catalog's tables needs to know. */
export interface OpenOptions {
  readonly file: CatalogFile
  /** The folder the catalog's paths are relative to. */
  readonly baseDir: string
  /** Memory DuckDB may use before it spills to disk, e.g. `4GB`. Default: 1GB. */
  readonly memoryLimit?: string
  /** Default: one a core. */
  readonly threads?: number
  /** Where the private folder of the database and its spill files is made. Default: the system's. */
  readonly tempDir?: string
  /** How many rejected rows of a table are listed. Default: 20. */
  readonly maxRejectedExamples?: number
  readonly onProgress?: (progress: OpenProgress) => void
  /** Stops opening within a second. */
  readonly signal?: AbortSignal
}

/** How far opening has come. */
export interface OpenProgress {
  readonly stage: 'reading' | 'read' | 'checking'
  readonly table: string | null
  /** Rows read, once a table is read. */
  readonly rows: number | null
  /** The same in words. */
  readonly text: string
}
