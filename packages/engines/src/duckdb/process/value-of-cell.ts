import { exact, type Value } from '@coterie/definition'
import type { CellType, PlainCell } from './plain-cell.ts'

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
