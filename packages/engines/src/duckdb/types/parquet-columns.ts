import type { AttributeType, EpochMicros, NumberKind } from '@coterie/definition'
import { type DuckDBConnection, DuckDBTimestampValue } from '@duckdb/node-api'
import { queryRow } from '../database.ts'
import type { ParquetColumn } from '../read/parquet-relation.ts'
import { rawColumn } from '../read/relation.ts'
import { instantOfLocalSql, localOfInstantSql, type ZoneTable } from '../sql/zone-sql.ts'
import type { ReadColumn } from './read-column.ts'

/** What kind of value a column of a typed source holds. */
type Native =
  | { readonly kind: 'string' | 'boolean' | 'date' | 'local' | 'instant' | 'list<string>' | 'wide' | 'other' }
  | { readonly kind: 'number' | 'list<number>'; readonly number: NumberKind; readonly precision: number }

const INTEGERS = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER'])
const WIDE_INTEGERS = new Set(['UBIGINT', 'HUGEINT', 'UHUGEINT'])
const LOCAL_TIMESTAMPS = new Set(['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'])
const MAX_DIGITS = 38
const DIGITS_OF_UBIGINT = 20

function nativeOf(sqlType: string): Native {
  const element = /^(.*)\[\d*\]$/s.exec(sqlType)?.[1]
  if (element !== undefined) {
    const inner = nativeOf(element)
    if (inner.kind === 'string') return { kind: 'list<string>' }
    return inner.kind === 'number' ? { ...inner, kind: 'list<number>' } : { kind: 'other' }
  }
  if (INTEGERS.has(sqlType)) return { kind: 'number', number: { kind: 'integer' }, precision: 19 }
  if (WIDE_INTEGERS.has(sqlType)) return { kind: 'wide' }
  if (sqlType === 'FLOAT' || sqlType === 'DOUBLE') return { kind: 'number', number: { kind: 'float' }, precision: 0 }
  const decimal = /^DECIMAL\((\d+), ?(\d+)\)$/.exec(sqlType)
  if (decimal !== null) {
    return { kind: 'number', number: { kind: 'decimal', scale: Number(decimal[2]) }, precision: Number(decimal[1]) }
  }
  if (LOCAL_TIMESTAMPS.has(sqlType)) return { kind: 'local' }
  if (sqlType === 'TIMESTAMP WITH TIME ZONE' || sqlType === 'TIMESTAMPTZ') return { kind: 'instant' }
  if (sqlType === 'BOOLEAN') return { kind: 'boolean' }
  if (sqlType === 'DATE') return { kind: 'date' }
  if (sqlType === 'VARCHAR' || sqlType === 'UUID' || sqlType.startsWith('ENUM(')) return { kind: 'string' }
  return { kind: 'other' }
}

/** Whether a typed column has to be read as texts because the catalog declares another type than its own. */
export function isReadAsText(sqlType: string, declared: AttributeType | undefined): boolean {
  if (declared === undefined || declared === 'string' || declared === 'other') return false
  const native = nativeOf(sqlType).kind
  switch (declared) {
    case 'number':
      return native !== 'number' && native !== 'wide'
    case 'boolean':
      return native !== 'boolean'
    case 'date':
    case 'datetime':
      return native !== 'date' && native !== 'local' && native !== 'instant'
    case 'list<string>':
      return native !== 'list<string>' && native !== 'list<number>'
    case 'list<number>':
      return native !== 'list<number>'
  }
}

/** A typed column, by its own type or one the catalog declares that every value can be changed to. */
export interface ParquetInput extends ParquetColumn {
  readonly index: number
  readonly declared: AttributeType | undefined
}

/** Reads typed columns of `relation`. None of their values is unreadable. */
export async function parquetReadColumns(
  connection: DuckDBConnection,
  relation: string,
  inputs: readonly ParquetInput[],
  zone: ZoneTable,
): Promise<readonly ReadColumn[]> {
  const columns: ReadColumn[] = []
  for (const input of inputs) {
    const raw = rawColumn(input.index)
    const native = nativeOf(input.sqlType)
    const base: Base = { name: input.name, raw, steps: [], unreadable: null }
    const { declared } = input
    if (declared === 'string') columns.push({ ...base, type: 'string', value: `CAST(${raw} AS VARCHAR)` })
    else if (declared === 'other') columns.push({ ...base, type: 'other', value: `CAST(${raw} AS VARCHAR)` })
    else columns.push(await nativeColumn(connection, relation, base, native, declared, zone))
  }
  return columns
}

interface Base {
  readonly name: string
  readonly raw: string
  readonly steps: readonly []
  readonly unreadable: null
}

async function nativeColumn(
  connection: DuckDBConnection,
  relation: string,
  base: Base,
  native: Native,
  declared: AttributeType | undefined,
  zone: ZoneTable,
): Promise<ReadColumn> {
  const { raw } = base
  switch (native.kind) {
    case 'string':
      return { ...base, type: 'string', value: `CAST(${raw} AS VARCHAR)` }
    case 'other':
      return { ...base, type: 'other', value: `CAST(${raw} AS VARCHAR)` }
    case 'boolean':
      return { ...base, type: 'boolean', value: raw }
    case 'number':
      return {
        ...base,
        type: 'number',
        number: native.number,
        value: numberValue(raw, native.number, native.precision),
      }
    case 'wide':
      return wideInteger(connection, relation, base)
    case 'list<string>':
      return { ...base, type: 'list<string>', value: `CAST(${raw} AS VARCHAR[])` }
    case 'list<number>':
      if (declared === 'list<string>') return { ...base, type: 'list<string>', value: `CAST(${raw} AS VARCHAR[])` }
      return {
        ...base,
        type: 'list<number>',
        number: native.number,
        // A fixed-size array becomes a list.
        value: `list_transform(CAST(${raw} AS ${elementType(native.number, native.precision)}[]), lambda e: ${numberValue('e', native.number, native.precision)})`,
      }
    case 'date':
    case 'local':
    case 'instant':
      return momentColumn(connection, relation, base, native.kind, declared, zone)
  }
}

function elementType(number: NumberKind, precision: number): string {
  if (number.kind === 'integer') return 'BIGINT'
  return number.kind === 'float' ? 'DOUBLE' : `DECIMAL(${precision <= 18 ? 18 : MAX_DIGITS}, ${number.scale})`
}

function numberValue(raw: string, number: NumberKind, precision: number): string {
  const cast = `CAST(${raw} AS ${elementType(number, precision)})`
  return number.kind === 'float' ? `CASE WHEN isnan(${raw}) THEN NULL ELSE ${cast} END` : cast
}

/** An unsigned or 128-bit integer: 64 bits where all values fit. */
async function wideInteger(connection: DuckDBConnection, relation: string, base: Base): Promise<ReadColumn> {
  const { raw } = base
  const [tooWide] = await queryRow(
    connection,
    `SELECT count(*) FILTER (${raw} IS NOT NULL AND TRY_CAST(${raw} AS BIGINT) IS NULL) FROM ${relation}`,
  )
  if (Number(tooWide) === 0)
    return { ...base, type: 'number', number: { kind: 'integer' }, value: `CAST(${raw} AS BIGINT)` }
  const number: NumberKind = { kind: 'decimal', scale: 0 }
  return { ...base, type: 'number', number, value: `TRY_CAST(${raw} AS ${elementType(number, DIGITS_OF_UBIGINT)})` }
}

async function momentColumn(
  connection: DuckDBConnection,
  relation: string,
  base: Base,
  kind: 'date' | 'local' | 'instant',
  declared: AttributeType | undefined,
  zone: ZoneTable,
): Promise<ReadColumn> {
  const { raw } = base
  const finite = (value: string) => `CASE WHEN isfinite(${raw}) THEN ${value} END`
  const type = declared === 'date' || declared === 'datetime' ? declared : kind === 'date' ? 'date' : 'datetime'
  if (type === 'date' && kind !== 'instant') return { ...base, type, value: finite(`CAST(${raw} AS DATE)`) }
  const moment = kind === 'instant' ? `make_timestamp(epoch_us(${raw}))` : `CAST(${raw} AS TIMESTAMP)`
  if (type === 'datetime' && kind === 'instant') return { ...base, type, value: finite(moment) }
  const [first, last] = await queryRow(
    connection,
    `SELECT min(m), max(m) FROM (SELECT ${moment} AS m FROM ${relation} WHERE isfinite(${raw}))`,
  )
  const from = microsOf(first)
  const to = microsOf(last)
  const alias = `l_${raw}`
  const value =
    type === 'date'
      ? `CAST(${localOfInstantSql(alias, zone, from, to)} AS DATE)`
      : instantOfLocalSql(alias, zone, from, to)
  return { ...base, type, steps: [{ alias, sql: finite(moment) }], value }
}

function microsOf(value: unknown): EpochMicros {
  return value instanceof DuckDBTimestampValue ? value.micros : 0n
}
