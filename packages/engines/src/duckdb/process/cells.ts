import { type AttributeType, exact, type NumberKind, type Value } from '@coterie/definition'
import {
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
}

/** A value as it travels between processes: an exact number is a bigint or a decimal text, all else as in `Value`. */
export type PlainCell = null | string | boolean | number | bigint | readonly PlainCell[]

/** A cell as DuckDB gives it, made ready to travel. */
export function plainCell(value: DuckDBValue): PlainCell {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
    case 'bigint':
      return value
    default:
      if (value === null) return null
      if (value instanceof DuckDBDateValue) return value.days
      if (value instanceof DuckDBTimestampValue) return value.micros
      if (value instanceof DuckDBDecimalValue) return value.toString()
      if (value instanceof DuckDBListValue) return value.items.map(plainCell)
      return String(value)
  }
}

/** A cell that has travelled, as a value of its column's type. */
export function valueOfCell(cell: PlainCell, { type, number }: CellType): Value {
  if (cell === null) return null
  if (type === 'list<string>' || type === 'list<number>') {
    const element: CellType =
      type === 'list<string>' ? { type: 'string' } : { type: 'number', ...(number && { number }) }
    return listCells(cell).map((item) => {
      const value = valueOfCell(item, element)
      if (Array.isArray(value)) throw new TypeError('a list within a list')
      return value
    })
  }
  if (Array.isArray(cell)) throw new TypeError(`a list in a column of ${type}`)
  if (type === 'number' && number?.kind !== 'float' && isNumberText(cell)) return exact(cell)
  return cell as Exclude<PlainCell, readonly PlainCell[]>
}

function listCells(cell: PlainCell): readonly PlainCell[] {
  if (!Array.isArray(cell)) throw new TypeError('a column of lists holds something else')
  return cell
}

function isNumberText(cell: PlainCell): cell is string | number | bigint {
  return typeof cell === 'bigint' || typeof cell === 'string' || typeof cell === 'number'
}
