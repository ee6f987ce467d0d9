import type { Catalog } from '../catalog/catalog.ts'
import type { PathStep } from '../resolve/resolved.ts'
import type { Value } from '../values/value.ts'
import { compareCells } from './compare-cells.ts'
import { structuralKey } from './structural-key.ts'
import type { TableRows } from './table-rows.ts'

/** The rows of a table that a row of the near table of a step meets, by the near row's position. */
export type Matches = readonly (readonly number[])[]

/** The tables' rows with what is looked up in them again and again. Rows are known by their position in their table. */
export interface RowStore {
  rows(table: string): readonly (readonly Value[])[]
  /** Position of a column in the table's rows. */
  columnIndex(table: string, column: string): number
  matches(step: PathStep): Matches
  /** For each row of the table, its place in the ascending order of the table's key. */
  keyOrder(table: string): readonly number[]
}

/** Joins and orders are computed at first use, once. Throws if a table or column of the catalog has no rows in `tables`. */
export function createRowStore(catalog: Catalog, tables: ReadonlyMap<string, TableRows>): RowStore {
  const matches = new Map<string, Matches>()
  const keyOrders = new Map<string, readonly number[]>()

  function tableRows(table: string): TableRows {
    const found = tables.get(table)
    if (found === undefined) throw new Error(`No rows were given for the table \`${table}\`.`)
    return found
  }

  function columnIndex(table: string, column: string): number {
    const index = tableRows(table).columns.indexOf(column)
    if (index < 0) throw new Error(`The rows of the table \`${table}\` have no column \`${column}\`.`)
    return index
  }

  const columnIndexes = (table: string, columns: readonly string[]) => columns.map((name) => columnIndex(table, name))

  const isFloat = (table: string, column: string) =>
    catalog.tables.get(table)?.attributes.get(column)?.number?.kind === 'float'

  function computeMatches(step: PathStep): Matches {
    // An exact number and a float are equal when they are the same float, so such a pair of columns is joined as floats.
    const asFloats = step.columns.map(
      (column, i) => isFloat(step.table, column) || isFloat(step.nearTable, step.nearColumns[i] ?? ''),
    )
    const byKey = new Map<string, number[]>()
    const farColumns = columnIndexes(step.table, step.columns)
    tableRows(step.table).rows.forEach((row, position) => {
      const key = joinKey(row, farColumns, asFloats)
      if (key === null) return
      const positions = byKey.get(key)
      if (positions === undefined) byKey.set(key, [position])
      else positions.push(position)
    })
    const nearColumns = columnIndexes(step.nearTable, step.nearColumns)
    const nothing: readonly number[] = []
    return tableRows(step.nearTable).rows.map((row) => {
      const key = joinKey(row, nearColumns, asFloats)
      return key === null ? nothing : (byKey.get(key) ?? nothing)
    })
  }

  function computeKeyOrder(table: string): readonly number[] {
    const { key = [], attributes } = catalog.tables.get(table) ?? {}
    const columns = key.map((name) => ({
      index: columnIndex(table, name),
      // The number of a row of a table without a key is no attribute.
      type: attributes?.get(name)?.type ?? ('number' as const),
    }))
    const { rows } = tableRows(table)
    const compare = (a: number, b: number): number => {
      for (const { index, type } of columns) {
        const order = compareCells(type, rows[a]?.[index] ?? null, rows[b]?.[index] ?? null)
        if (order !== 0) return order
      }
      return a - b
    }
    const sorted = rows.map((_, position) => position).sort(compare)
    const places = new Array<number>(rows.length)
    sorted.forEach((position, place) => {
      places[position] = place
    })
    return places
  }

  return {
    rows: (table) => tableRows(table).rows,
    columnIndex,
    matches: (step) => remember(matches, structuralKey(step), () => computeMatches(step)),
    keyOrder: (table) => remember(keyOrders, table, () => computeKeyOrder(table)),
  }
}

/** The values of a join's columns as one text, equal when the values are; null when one of them is null, which joins nothing. */
function joinKey(row: readonly Value[], columns: readonly number[], asFloats: readonly boolean[]): string | null {
  let key = ''
  for (let i = 0; i < columns.length; i++) {
    const value = row[columns[i] ?? -1] ?? null
    if (value === null) return null
    const text = asFloats[i] === true ? String(Number(value)) : String(value)
    key += columns.length === 1 ? text : `${text.length}:${text}`
  }
  return key
}

function remember<V>(cache: Map<string, V>, key: string, compute: () => V): V {
  const known = cache.get(key)
  if (known !== undefined) return known
  const value = compute()
  cache.set(key, value)
  return value
}
