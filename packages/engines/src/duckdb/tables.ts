import {
  type Catalog,
  type Diagnostic,
  initialOffset,
  ROW_NUMBER_COLUMN,
  resolveCatalog,
  type SourceTable,
  sourceRequests,
  type Value,
  zoneTransitions,
} from '@coterie/definition'
import { EngineError } from '../errors.ts'
import type { TableReport } from '../table-report.ts'
import { dataDiagnostics } from './data-diagnostics.ts'
import { DATA_SCHEMA } from './naming.ts'
import type { OpenOptions, OpenProgress } from './open-options.ts'
import { type EngineProcess, startEngineProcess } from './process/engine-process.ts'
import type { ReadProgress, ReadResult } from './process/messages.ts'
import { type CellType, cellSql, type PlainCell } from './process/plain-cell.ts'
import { createPrivateFolder, deleteFolder } from './process/private-folder.ts'
import { valueOfCell } from './process/value-of-cell.ts'
import { quoteIdentifier, quoteName } from './sql/quote.ts'
import { keyCheck, relationshipChecks } from './table-checks.ts'

const DEFAULT_MEMORY_LIMIT = '1GB'
const DEFAULT_REJECTED_EXAMPLES = 20

/** A catalog's tables, read and checked once, that any engine of this process can use. */
export interface ReadTables {
  /** The catalog with the types found in the sources. */
  readonly catalog: Catalog
  /** Problems of the catalog and of the data: broken keys are errors, orphaned foreign keys warnings. */
  readonly diagnostics: readonly Diagnostic[]
  /** The columns as they were found, without the row number of tables that have no key. */
  readonly sources: readonly SourceTable[]
  readonly reports: readonly TableReport[]
  /**
   * All rows of a table in source order, in the values of `values/value.ts`, cells in the order of the table's
   * `SourceTable.columns`. A table without a key has its row number (`Big`) as one more cell at the end.
   */
  rows(table: string, signal?: AbortSignal): Promise<readonly (readonly Value[])[]>
  /** Ends the reader and deletes what it wrote. Safe to call twice. */
  close(): Promise<void>
}

/** The tables with the process they are in and what they are called there. */
export interface DuckDbTables extends ReadTables {
  readonly process: EngineProcess
  readonly results: ReadonlyMap<string, ReadResult>
  /** A number no other session of the process has. */
  newSession(): number
}

/**
 * Reads and checks a catalog's tables in a process of their own. Refuses with `source-…`, `catalog-refused`, `folder-unusable`,
 * `cancelled`, `out-of-memory`, `query-failed`, `engine-died`.
 */
export async function openDuckDbTables(options: OpenOptions): Promise<DuckDbTables> {
  const { file, signal } = options
  const folder = await createPrivateFolder(options.tempDir)
  const process = startEngineProcess()
  let closing: Promise<void> | null = null
  const close = () => {
    closing ??= process.close().finally(() => deleteFolder(folder))
    return closing
  }
  try {
    const listeners = { signal, onProgress: (progress: ReadProgress) => options.onProgress?.(inWords(progress)) }
    const results = await process.run(
      {
        kind: 'read',
        folder,
        memoryLimit: options.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
        threads: options.threads ?? null,
        baseDir: options.baseDir,
        zone: { initialOffset: initialOffset(file.timeZone), transitions: zoneTransitions(file.timeZone) },
        maxRejectedExamples: options.maxRejectedExamples ?? DEFAULT_REJECTED_EXAMPLES,
        tables: sourceRequests(file),
      },
      listeners,
    )
    const sources = results.map(({ source }) => source)
    const { catalog, diagnostics } = resolveCatalog(file, sources)
    if (catalog === null) throw new EngineError('catalog-refused', { diagnostics })
    const byTable = new Map(results.map((result) => [result.source.name, result]))
    const checks = await process.run(
      {
        kind: 'check',
        keys: [...catalog.tables.values()]
          .filter(({ key }) => !key.includes(ROW_NUMBER_COLUMN))
          .map((table) => keyCheck(catalog, byTable, table.name, table.key)),
        relationships: relationshipChecks(catalog, byTable),
      },
      listeners,
    )
    let sessions = 0
    return {
      catalog,
      diagnostics: [...diagnostics, ...dataDiagnostics(catalog, checks)],
      sources,
      reports: results.map((result) => tableReport(result, catalog, checks)),
      process,
      results: byTable,
      newSession: () => sessions++,
      async rows(table, rowsSignal) {
        const result = byTable.get(table)
        if (result === undefined) throw new EngineError('table-unknown', { table })
        const session = sessions++
        try {
          return await readRows(process, session, result, rowsSignal)
        } finally {
          await process.run({ kind: 'end', session }).catch(() => undefined)
        }
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function readRows(
  process: EngineProcess,
  session: number,
  { source, physical, columns, numbered }: ReadResult,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly Value[])[]> {
  const types: CellType[] = [...source.columns]
  const names = source.columns.map(({ name }) => columns.get(name) ?? name)
  if (numbered) {
    types.push({ type: 'number', number: { kind: 'integer' } })
    names.push(columns.get(ROW_NUMBER_COLUMN) ?? ROW_NUMBER_COLUMN)
  }
  const rows: (readonly Value[])[] = []
  const cells = names.map((name, index) => cellSql(quoteIdentifier(name), types[index] ?? { type: 'other' }))
  const sql = `SELECT ${cells.join(', ')} FROM ${quoteName([DATA_SCHEMA, physical])} ORDER BY rowid`
  await process.run(
    { kind: 'rows', session, sql },
    { signal, onRows: (batch) => rows.push(...batch.map((row) => valuesOf(row, types))) },
  )
  return rows
}

function valuesOf(row: readonly PlainCell[], types: readonly CellType[]): readonly Value[] {
  return row.map((cell, index) => {
    const type = types[index]
    return type === undefined ? null : valueOfCell(cell, type)
  })
}

function tableReport(
  { source, rejected, elapsedMs }: ReadResult,
  catalog: Catalog,
  checks: { readonly keys: readonly KeyResult[]; readonly relationships: readonly OrphanResult[] },
): TableReport {
  const key = checks.keys.find(({ table }) => table === source.name)
  return {
    table: source.name,
    rows: source.rows,
    rejected,
    key: { nulls: key?.nulls ?? 0, duplicates: key?.duplicates ?? 0, examples: key?.examples ?? [] },
    orphans: checks.relationships
      .filter(({ relationship, orphans }) => {
        return orphans > 0 && catalog.relationships.get(relationship)?.from.table === source.name
      })
      .map(({ relationship, orphans, orphanExamples }) => ({
        relationship,
        count: orphans,
        examples: orphanExamples,
      })),
    elapsedMs,
  }
}

type KeyResult = { readonly table: string } & TableReport['key']
interface OrphanResult {
  readonly relationship: string
  readonly orphans: number
  readonly orphanExamples: readonly string[]
}

function inWords(progress: ReadProgress): OpenProgress {
  const { stage, table, rows } = progress
  switch (stage) {
    case 'reading':
      return { ...progress, text: `reading ${table ?? ''} …` }
    case 'read':
      return { ...progress, text: `read ${table ?? ''}: ${rows ?? 0} rows` }
    case 'checking':
      return { ...progress, text: 'checking keys and relationships …' }
  }
}
