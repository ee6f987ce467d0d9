import { exact, parseDate, parseInstant, ROW_NUMBER_COLUMN, type TableRows, type Value } from '@coterie/definition'
import type { Cell, ColumnType, World } from './world.ts'

/** The rows of a world's tables as values in memory. */
export function worldRows(world: World): ReadonlyMap<string, TableRows> {
  return new Map(
    Object.entries(world.tables).map(([name, { key, columns, rows }]) => {
      const types = Object.values(columns)
      const names = Object.keys(columns)
      const values = rows.map((row) => types.map((type, i) => cellValue(row[i] ?? null, type, world.timeZone ?? 'UTC')))
      if (key !== undefined) return [name, { columns: names, rows: values }]
      return [
        name,
        { columns: [...names, ROW_NUMBER_COLUMN], rows: values.map((row, position) => [...row, exact(position)]) },
      ]
    }),
  )
}

/** The value a cell stands for in a column of the type. Throws on a cell that is not of the type. */
export function cellValue(cell: Cell, type: ColumnType, timeZone: string): Value {
  if (cell === null) return null
  switch (type) {
    case 'integer':
    case 'decimal':
      if (typeof cell === 'string' || typeof cell === 'number') return exact(cell)
      break
    case 'float':
      if (typeof cell === 'number') return cell
      break
    case 'date':
      if (typeof cell === 'string') return parseDate(cell) ?? refuse(cell, type)
      break
    case 'datetime':
      if (typeof cell === 'string') return parseInstant(cell, timeZone) ?? refuse(cell, type)
      break
    case 'string':
      if (typeof cell === 'string') return cell
      break
    case 'other':
      return JSON.stringify(recordOf(cell))
    case 'boolean':
      if (typeof cell === 'boolean') return cell
      break
    default:
      if (Array.isArray(cell)) return cell.map((item: Cell) => cellValue(item, elementType(type), timeZone))
  }
  return refuse(cell, type)
}

/** What a column of another type holds in a source. */
export const recordOf = (cell: Cell): object => ({ record: cell })

const ELEMENT_TYPES = {
  'list<string>': 'string',
  'list<integer>': 'integer',
  'list<decimal>': 'decimal',
  'list<float>': 'float',
} as const

const elementType = (type: keyof typeof ELEMENT_TYPES): ColumnType => ELEMENT_TYPES[type]

function refuse(cell: Cell, type: ColumnType): never {
  throw new Error(`${JSON.stringify(cell)} is not a ${type}`)
}
