import type { DuckDBConnection } from '@duckdb/node-api'
import { EngineError } from '../../errors.ts'
import { duckDbErrorType, queryCount } from '../database.ts'
import { quoteIdentifier, quoteTexts } from '../sql/quote.ts'
import type { ReadContext } from './read-context.ts'
import { type Relation, rawColumn } from './relation.ts'
import type { SourceFile } from './source-files.ts'

/** A column of Parquet files with DuckDB's name of its type. */
export interface ParquetColumn {
  readonly name: string
  readonly sqlType: string
}

/** The columns of some Parquet files, united by name. Refuses with `source-unreadable`. */
export async function parquetColumns(
  context: ReadContext,
  connection: DuckDBConnection,
  files: readonly SourceFile[],
): Promise<readonly ParquetColumn[]> {
  try {
    const result = await connection.run(`SELECT * FROM ${readSql(files)} LIMIT 0`)
    const types = result.columnTypes()
    return result.columnNames().map((name, index) => ({ name, sqlType: String(types[index]) }))
  } catch (cause) {
    const path = files.map(({ source }) => source).join(', ')
    const reason = `it is no intact Parquet file, or its files do not fit together (${duckDbErrorType(cause) ?? 'unknown reason'})`
    throw new EngineError('source-unreadable', { table: context.table, path, reason }, cause)
  }
}

/** The rows of some Parquet files, the columns in `asText` as texts. */
export async function parquetRelation(
  connection: DuckDBConnection,
  files: readonly SourceFile[],
  columns: readonly ParquetColumn[],
  asText: ReadonlySet<string>,
): Promise<Relation> {
  const selected = columns.map(({ name }, index) => {
    const column = quoteIdentifier(name)
    return `${asText.has(name) ? `CAST(${column} AS VARCHAR)` : column} AS ${rawColumn(index)}`
  })
  const present = async (file: SourceFile): Promise<readonly string[]> =>
    (await connection.run(`SELECT * FROM ${readSql([file])} LIMIT 0`)).columnNames()
  const parts = []
  for (const file of files) {
    const names = new Set(files.length === 1 ? columns.map(({ name }) => name) : await present(file))
    const own = columns.map(({ name }, index) => (names.has(name) ? selected[index] : `NULL AS ${rawColumn(index)}`))
    parts.push({
      source: file.source,
      sql: `(SELECT ${own.join(', ')}, NULL::BIGINT AS line_at FROM ${readSql([file])})`,
      lines: (rows: readonly { readonly row: number }[]) => Promise.resolve(rows.map(({ row }) => row)),
    })
  }
  return {
    sql: `(SELECT ${selected.join(', ')} FROM ${readSql(files)})`,
    columns: columns.map(({ name }) => name),
    rows: await queryCount(connection, `SELECT count(*) FROM ${readSql(files)}`),
    parts,
  }
}

/** Folder names such as `year=2024` are no columns: what a table holds must not depend on where its files lie. */
function readSql(files: readonly SourceFile[]): string {
  return `read_parquet(${quoteTexts(files.map(({ path }) => path))}, union_by_name = true, hive_partitioning = false)`
}
