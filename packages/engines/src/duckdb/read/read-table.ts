import { rm } from 'node:fs/promises'
import type { NumberKind, SourceRequest, SourceTable } from '@coterie/definition'
import type { DuckDBConnection } from '@duckdb/node-api'
import { EngineError } from '../../errors.ts'
import type { RejectedRow } from '../../table-report.ts'
import { duckDbErrorType, queryCount, queryRows } from '../database.ts'
import { DATA_SCHEMA, physicalTables } from '../naming.ts'
import { quoteIdentifier, quoteName } from '../sql/quote.ts'
import type { ZoneTable } from '../sql/zone-sql.ts'
import type { ReadColumn } from '../types/read-column.ts'
import { openRelation } from './open-relation.ts'
import type { ReadContext } from './read-context.ts'
import { createRejectedRows, type RejectedRows } from './rejected-rows.ts'
import type { Relation } from './relation.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

export interface ReadOptions {
  readonly baseDir: string
  readonly zone: ZoneTable
  readonly maxRejectedExamples: number
  readonly newFile: (name: string) => string
}

/** A table that was read. */
export interface TableRead {
  readonly source: SourceTable
  readonly columns: ReadonlyMap<string, string>
  readonly rejected: { readonly count: number; readonly examples: readonly RejectedRow[] }
}

/** Reads a table's source into the table `physical`. Refuses with the codes `source-…`. */
export async function readTable(
  connection: DuckDBConnection,
  request: SourceRequest,
  physical: string,
  options: ReadOptions,
): Promise<TableRead> {
  const { name, source } = request
  if (!('path' in source)) {
    throw new EngineError('source-unsupported', {
      table: name,
      reason: 'it names a table of a database, and this engine reads files; give it a `path`',
    })
  }
  const created: string[] = []
  const newFile = (file: string) => {
    const path = options.newFile(file)
    created.push(path)
    return path
  }
  try {
    const files = await sourceFiles(name, source.path, options.baseDir, newFile)
    const load = (rewriteAll: boolean) => {
      const rejected = createRejectedRows(options.maxRejectedExamples)
      return loadTable(connection, request, physical, files, options.zone, {
        table: name,
        rejected,
        newFile,
        rewriteAll,
      })
    }
    // A file that DuckDB reads otherwise than it was surveyed is rewritten, so that both have to agree.
    return (await load(false)) ?? (await load(true)) ?? unreadable(name, source.path, null)
  } catch (error) {
    if (!CONTENT_ERRORS.has(duckDbErrorType(error) ?? '')) throw error
    return unreadable(name, source.path, error)
  } finally {
    await connection.run('DROP TABLE IF EXISTS loaded')
    for (const path of created) await rm(path, { force: true })
  }
}

/** Types of DuckDB's errors that a file's content can cause. */
const CONTENT_ERRORS: ReadonlySet<string> = new Set([
  'IO',
  'Invalid Input',
  'Conversion',
  'Out of Range',
  'Serialization',
])

function unreadable(table: string, path: string, cause: unknown): never {
  const reason = cause === null ? 'its rows come out otherwise each time they are read' : 'its content is damaged'
  throw new EngineError('source-unreadable', { table, path, reason }, cause)
}

/** Loads a table. Null: a file was not read as it was surveyed, and may be rewritten. */
async function loadTable(
  connection: DuckDBConnection,
  request: SourceRequest,
  physical: string,
  files: readonly SourceFile[],
  zone: ZoneTable,
  context: ReadContext,
): Promise<TableRead | null> {
  const { name } = request
  const table = quoteName([DATA_SCHEMA, physical])
  try {
    const { relation, columns } = await openRelation(context, connection, request, files, zone)
    const names = columnNames(name, relation.columns)
    await connection.run(`CREATE OR REPLACE TABLE ${table} AS ${tableSql(relation, columns, names)}`)
    const rows = await queryCount(connection, `SELECT count(*) FROM ${table}`)
    const isComplete = rows === relation.rows || columns.some((column) => column.unreadable !== null)
    if (!isComplete) return null
    if (rows < relation.rows) await reportUnreadable(connection, relation, columns, context.rejected)
    context.rejected.count(relation.rows - rows)
    return {
      source: { name, rows, columns: columns.map(sourceColumn) },
      columns: names,
      rejected: context.rejected.report,
    }
  } catch (error) {
    if (context.rewriteAll || !CONTENT_ERRORS.has(duckDbErrorType(error) ?? '')) throw error
    return null
  }
}

function columnNames(table: string, columns: readonly string[]): ReadonlyMap<string, string> {
  return physicalTables([{ name: table, columns }]).get(table)?.columns ?? new Map()
}

function sourceColumn({ name, type, number }: ReadColumn): {
  readonly name: string
  readonly type: ReadColumn['type']
  readonly number?: NumberKind
} {
  return number === undefined ? { name, type } : { name, type, number }
}

function tableSql(relation: Relation, columns: readonly ReadColumn[], names: ReadonlyMap<string, string>): string {
  const values = columns.map(({ name, value }) => `${value} AS ${quoteIdentifier(names.get(name) ?? name)}`)
  const steps = columns.flatMap((column) => column.steps.map(({ alias, sql }) => `${sql} AS ${alias}`))
  const unreadable = columns.flatMap((column) => column.unreadable ?? [])
  const where = unreadable.length === 0 ? '' : ` WHERE NOT (${unreadable.join(' OR ')})`
  const from = steps.length === 0 ? relation.sql : `(SELECT *, ${steps.join(', ')} FROM ${relation.sql})`
  return `SELECT ${values.join(', ')} FROM ${from}${where}`
}

/** Adds examples of the rows with a value that cannot be read as its column's type. */
async function reportUnreadable(
  connection: DuckDBConnection,
  relation: Relation,
  columns: readonly ReadColumn[],
  rejected: RejectedRows,
): Promise<void> {
  const checked = columns.flatMap((column) =>
    column.unreadable === null ? [] : [{ column, unreadable: column.unreadable }],
  )
  if (checked.length === 0) return
  const raws = checked.map(({ column }) => `${column.raw}, ${column.unreadable ?? 'false'}`)
  for (const part of relation.parts) {
    if (rejected.room === 0) return
    const rows = await queryRows(
      connection,
      `SELECT row_at, line_at, ${raws.join(', ')} FROM (SELECT *, row_number() OVER () AS row_at FROM ${part.sql}) WHERE ${checked.map(({ unreadable }) => unreadable).join(' OR ')} ORDER BY row_at LIMIT ${rejected.room}`,
    )
    const lines = await part.lines(rows.map(([row, at]) => ({ row: Number(row), at: at === null ? null : Number(at) })))
    rows.forEach(([, , ...cells], index) => {
      checked.forEach(({ column }, position) => {
        if (cells[position * 2 + 1] !== true) return
        const value = String(cells[position * 2])
        rejected.example({
          file: part.source,
          line: lines[index] ?? null,
          column: column.name,
          value: value.length > 200 ? `${value.slice(0, 200)}…` : value,
          reason: `the value cannot be read as ${column.type}`,
        })
      })
    })
  }
}
