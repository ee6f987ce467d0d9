import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import { quoteText } from './sql/quote.ts'

export interface DatabaseOptions {
  /** A private folder for the database and its spill files. */
  readonly folder: string
  /** E.g. `1GB`. */
  readonly memoryLimit: string
  /** Null: one a core. */
  readonly threads: number | null
}

/** A DuckDB database of this process alone. */
export interface Database {
  connect(): Promise<DuckDBConnection>
  /** Gives up every way out of the database: files, network, extensions, settings. For ever. */
  lock(): Promise<void>
  close(): void
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const instance = await DuckDBInstance.create(join(options.folder, 'work.duckdb'), {
    threads: String(options.threads ?? availableParallelism()),
    memory_limit: options.memoryLimit,
    temp_directory: join(options.folder, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    // Errors are told apart by their type, never by their wording.
    errors_as_json: 'true',
  })
  return {
    connect: () => instance.connect(),
    async lock() {
      const connection = await instance.connect()
      try {
        await connection.run('SET enable_external_access = false')
        await connection.run('SET lock_configuration = true')
      } finally {
        connection.closeSync()
      }
    },
    close: () => instance.closeSync(),
  }
}

/** The one row of a query. */
export async function queryRow(connection: DuckDBConnection, sql: string): Promise<readonly DuckDBValue[]> {
  const [row = []] = await queryRows(connection, sql)
  return row
}

/** All rows of a query whose result is small. */
export async function queryRows(
  connection: DuckDBConnection,
  sql: string,
): Promise<readonly (readonly DuckDBValue[])[]> {
  const reader = await connection.runAndReadAll(sql)
  return reader.getRows()
}

/** The number a query counts. */
export async function queryCount(connection: DuckDBConnection, sql: string): Promise<number> {
  const [count] = await queryRow(connection, sql)
  return Number(count)
}

/** The type of error DuckDB names, e.g. `Out of Memory`; null if the error is not DuckDB's. */
export function duckDbErrorType(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  try {
    // Some errors have words in front of the JSON.
    const parsed: unknown = JSON.parse(error.message.slice(error.message.indexOf('{')))
    if (typeof parsed === 'object' && parsed !== null && 'exception_type' in parsed)
      return String(parsed.exception_type)
  } catch {
    // Not one of DuckDB's errors.
  }
  return null
}

/** A struct literal of VARCHAR columns as `read_csv` takes it. */
export function varcharColumns(names: readonly string[]): string {
  return `{${names.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ')}}`
}
