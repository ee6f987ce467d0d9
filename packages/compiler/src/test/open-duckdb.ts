import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/** A connection to an empty DuckDB in memory, for tests that run what the compiler prints. */
export async function openDuckdb(statements: readonly string[] = []): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  return connection
}

/** The rows of a query, as DuckDB's values in JavaScript. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<readonly (readonly unknown[])[]> {
  const reader = await connection.runAndReadAll(sql)
  return reader.getRowsJS()
}
