import type { AttributeType, SourceRequest } from '@coterie/definition'
import type { DuckDBConnection } from '@duckdb/node-api'
import { EngineError } from '../../errors.ts'
import type { ZoneTable } from '../sql/zone-sql.ts'
import { inferColumns, type TextInput } from '../types/infer-columns.ts'
import { isReadAsText, parquetReadColumns } from '../types/parquet-columns.ts'
import type { ReadColumn } from '../types/read-column.ts'
import { parquetColumns, parquetRelation } from './parquet-relation.ts'
import type { ReadContext } from './read-context.ts'
import { readDelimited } from './read-delimited.ts'
import { type JsonColumns, readJson } from './read-json.ts'
import { type Relation, rawColumn } from './relation.ts'
import type { SourceFile } from './source-files.ts'
import type { TextPart } from './text-part.ts'
import { textRelation } from './text-relation.ts'

/** A statement that infers types reads every column it names; above this many a table is loaded once and read from there. */
const MAX_COLUMNS_READ_IN_PLACE = 60

/** A table's source with the way each of its columns is to be read. */
export interface OpenRelation {
  readonly relation: Relation
  readonly columns: readonly ReadColumn[]
}

/** Reads headers, finds the types and makes the files of a table readable for DuckDB. */
export async function openRelation(
  context: ReadContext,
  connection: DuckDBConnection,
  request: SourceRequest,
  files: readonly SourceFile[],
  zone: ZoneTable,
): Promise<OpenRelation> {
  return files[0]?.format === 'parquet'
    ? openParquet(context, connection, request, files, zone)
    : openText(context, connection, request, files, zone)
}

async function openText(
  context: ReadContext,
  connection: DuckDBConnection,
  request: SourceRequest,
  files: readonly SourceFile[],
  zone: ZoneTable,
): Promise<OpenRelation> {
  const jsonColumns: JsonColumns = new Map()
  const parts: TextPart[] = []
  for (const file of files) {
    const isJson = file.format === 'json' || file.format === 'ndjson'
    const part = isJson
      ? await readJson(context, file, jsonColumns, request.types.keys())
      : await readDelimited(context, file)
    if (part !== null) parts.push(part)
  }
  const columns = [...new Set(parts.flatMap((part) => part.columns))]
  if (columns.length === 0) {
    const path = files.map(({ source }) => source).join(', ')
    throw new EngineError('source-unreadable', {
      table: context.table,
      path,
      reason: 'it is empty: it has neither a header nor a row',
    })
  }
  const relation = await loadedIfWide(connection, textRelation(parts, columns))
  const hasTexts = parts.some((part) => !part.rewritten) || jsonColumns.size === 0
  const inputs = columns.map(
    (name, index): TextInput => ({
      name,
      raw: rawColumn(index),
      declared: declaredType(request, name),
      kinds: hasTexts ? null : (jsonColumns.get(name) ?? new Set()),
    }),
  )
  return { relation, columns: await inferColumns(connection, relation.sql, inputs, zone) }
}

async function openParquet(
  context: ReadContext,
  connection: DuckDBConnection,
  request: SourceRequest,
  files: readonly SourceFile[],
  zone: ZoneTable,
): Promise<OpenRelation> {
  const found = await parquetColumns(context, connection, files)
  const asText = new Set(
    found.filter(({ name, sqlType }) => isReadAsText(sqlType, request.types.get(name))).map(({ name }) => name),
  )
  const relation = await parquetRelation(connection, files, found, asText)
  const inputs = found.map((column, index) => ({ ...column, index, declared: request.types.get(column.name) }))
  const typed = await parquetReadColumns(
    connection,
    relation.sql,
    inputs.filter(({ name }) => !asText.has(name)),
    zone,
  )
  const texts = inputs
    .filter(({ name }) => asText.has(name))
    .map(({ name, index }) => ({ name, raw: rawColumn(index), declared: declaredType(request, name), kinds: null }))
  const read = [...typed, ...(await inferColumns(connection, relation.sql, texts, zone))]
  const columns = found.flatMap(({ name }) => read.filter((column) => column.name === name))
  return { relation, columns }
}

async function loadedIfWide(connection: DuckDBConnection, relation: Relation): Promise<Relation> {
  if (relation.columns.length <= MAX_COLUMNS_READ_IN_PLACE) return relation
  await connection.run(`CREATE OR REPLACE TABLE loaded AS SELECT * FROM ${relation.sql}`)
  return { ...relation, sql: 'loaded' }
}

function declaredType(request: SourceRequest, column: string): AttributeType | null {
  return request.types.get(column) ?? null
}
