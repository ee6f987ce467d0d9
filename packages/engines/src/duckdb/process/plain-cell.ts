import type { AttributeType, NumberKind } from '@coterie/definition'
import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'

/** The type of a column of cells. */
export interface CellType {
  readonly type: AttributeType
  readonly number?: NumberKind
  /** Whether each cell is a list of values of the type. */
  readonly isList?: boolean
}

/** A value as it travels between processes: an exact number is a bigint or a decimal text, all else as in `Value`. */
export type PlainCell = null | string | boolean | number | bigint | readonly PlainCell[]

/**
 * SQL of a column as `plainCell` takes it. Texts come as bytes because the driver takes a byte order mark off the start of
 * every text.
 */
export function cellSql(column: string, { type, isList }: CellType): string {
  if (isList === true) {
    const item = cellSql('x', { type })
    return item === 'x' ? column : `list_transform(${column}, lambda x: ${item})`
  }
  switch (type) {
    case 'string':
    case 'other':
      return `encode(${column})`
    case 'list<string>':
      return `list_transform(${column}, lambda e: encode(e))`
    default:
      return column
  }
}

/** A cell as DuckDB gives it for `cellSql`, made ready to travel. */
export function plainCell(value: DuckDBValue): PlainCell {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
    case 'bigint':
      return value
    default:
      if (value === null) return null
      if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('utf8')
      if (value instanceof DuckDBDateValue) return value.days
      if (value instanceof DuckDBTimestampValue) return value.micros
      if (value instanceof DuckDBDecimalValue) return value.toString()
      if (value instanceof DuckDBListValue) return value.items.map(plainCell)
      return String(value)
  }
}
