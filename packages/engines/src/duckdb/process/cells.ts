import { type AttributeType, exact, type NumberKind, type Value } from '@coterie/definition'
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

/** A cell that has travelled, as a value of its column's type. */
export function valueOfCell(cell: PlainCell, { type, number, isList }: CellType): Value {
  if (cell === null) return null
  if (isList === true) return listCells(cell).map((item) => valueOfCell(item, { type, ...(number && { number }) }))
  if (type === 'list<string>') return listCells(cell).map((item) => valueOfCell(item, { type: 'string' }))
  if (type === 'list<number>') {
    return listCells(cell).map((item) => valueOfCell(item, { type: 'number', ...(number && { number }) }))
  }
  if (isCellList(cell)) throw new TypeError(`a list in a column of ${type}`)
  if (type === 'number' && number?.kind !== 'float' && isNumberText(cell)) return exact(cell)
  return cell
}

function listCells(cell: PlainCell): readonly PlainCell[] {
  if (!isCellList(cell)) throw new TypeError('a column of lists holds something else')
  return cell
}

/** `Array.isArray` does not know read-only arrays. */
function isCellList(cell: PlainCell): cell is readonly PlainCell[] {
  return Array.isArray(cell)
}

function isNumberText(cell: PlainCell): cell is string | number | bigint {
  return typeof cell === 'bigint' || typeof cell === 'string' || typeof cell === 'number'
}
