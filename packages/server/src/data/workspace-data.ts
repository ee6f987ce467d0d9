import type { Catalog, CatalogFile, Diagnostic } from '@coterie/definition'
import type { EvaluationRequest, SegmentResult, TableReport } from '@coterie/engines'
import { duckDbEngineOver, openDuckDbTables, openTableReader, type TableReader } from '@coterie/engines/duckdb'
import type { Schema } from '@coterie/store'
import type { Kysely } from 'kysely'
import { type CatalogSource, parseCatalog, refusedCatalog, sourceState } from './catalog-source.ts'
import { openProfileDirectory, type ProfileDirectory } from './profile-directory.ts'

/** The data of one catalog version, read once and kept open between runs. */
export interface WorkspaceData {
  readonly catalogVersion: number
  /** Names the state of the sources that was read. */
  readonly dataVersion: string
  readonly importedAt: Date
  readonly file: CatalogFile
  readonly catalog: Catalog
  readonly reports: readonly TableReport[]
  readonly diagnostics: readonly Diagnostic[]
  readonly reader: TableReader
  evaluate(request: EvaluationRequest): AsyncIterable<SegmentResult>
  profiles(audience: string): Promise<ProfileDirectory>
  close(): Promise<void>
}

export interface DataOptions {
  readonly db: Kysely<Schema>
  readonly allowedFolder: string
  readonly tempFolder?: string
  readonly memoryLimit?: string
  readonly threads?: number
}

/** Reads a catalog's sources. Refuses with `catalog-refused`, `folder-not-allowed` and what the engine refuses with. */
export async function openWorkspaceData(
  source: CatalogSource,
  versions: { readonly catalogVersion: number; readonly importedAt: Date },
  options: DataOptions,
): Promise<WorkspaceData> {
  const file = parseCatalog(source)
  const state = await sourceState(file, source.baseDir, options.allowedFolder)
  const tables = await openDuckDbTables({
    file,
    baseDir: source.baseDir,
    ...(options.tempFolder === undefined ? {} : { tempDir: options.tempFolder }),
    ...(options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  })
  const engine = duckDbEngineOver(tables)
  if (tables.diagnostics.some(({ severity }) => severity === 'error')) {
    await engine.close()
    throw refusedCatalog(tables.diagnostics)
  }
  const reader = openTableReader(tables)
  const directories = new Map<string, Promise<ProfileDirectory>>()
  return {
    ...versions,
    dataVersion: `${versions.catalogVersion}-${state}`,
    file,
    catalog: tables.catalog,
    reports: tables.reports,
    diagnostics: tables.diagnostics,
    reader,
    evaluate: (request) => engine.evaluate(request),
    profiles: (audience) => {
      const directory = directories.get(audience) ?? openProfileDirectory(options.db, reader, audience)
      directories.set(audience, directory)
      // One that failed is tried again next time.
      directory.catch(() => directories.delete(audience))
      return directory
    },
    close: () => engine.close(),
  }
}
