import type { AttributeType, NumberKind } from '@coterie/definition'
import { cellText } from '../cell-text.ts'
import { EngineError } from '../errors.ts'
import { keyText } from '../key-text.ts'
import { DATA_SCHEMA } from './naming.ts'
import type { ReadResult } from './process/messages.ts'
import { cellSql } from './process/plain-cell.ts'
import { valueOfCell } from './process/value-of-cell.ts'
import { quoteIdentifier, quoteName, quoteText } from './sql/quote.ts'
import type { DuckDbTables } from './tables.ts'

/** What people look at in tables beside evaluating definitions over them. Values come as the text results show, or null. */
export interface TableReader {
  /** The key of every row, as results print it, with the row's position. */
  keys(table: string, signal?: AbortSignal): Promise<readonly RowKey[]>
  /** Columns of the rows at some positions, in the order of the positions; a position without a row gives null. */
  rowsAt(
    table: string,
    columns: readonly string[],
    positions: readonly number[],
    signal?: AbortSignal,
  ): Promise<readonly (readonly (string | null)[] | null)[]>
  /** The commonest values of a column with their counts; ties in the order of the values. */
  values(table: string, column: string, options: ValueSearch): Promise<ColumnValues>
}

export interface RowKey {
  readonly key: string
  readonly position: number
}

export interface ValueSearch {
  /** A part of the value's text in any case. */
  readonly search?: string
  readonly limit: number
  readonly signal?: AbortSignal
}

export interface ColumnValues {
  readonly items: readonly { readonly value: string; readonly count: number }[]
  /** Whether no value that matches was left out. */
  readonly isComplete: boolean
  readonly nulls: number
}

interface Column {
  readonly physical: string
  readonly type: AttributeType
  readonly number?: NumberKind
}

/** A reader of tables that were read. It refuses with `table-unknown`, `column-unknown`, `cancelled`, `engine-died`, `query-failed`. */
export function openTableReader(tables: DuckDbTables): TableReader {
  const query = async (
    sql: string,
    types: readonly Omit<Column, 'physical'>[],
    each: (cells: readonly (string | null)[]) => void,
    signal: AbortSignal | undefined,
  ) => {
    const session = tables.newSession()
    try {
      await tables.process.run(
        { kind: 'rows', session, sql },
        {
          signal,
          onRows: (rows) => {
            for (const row of rows) {
              each(
                types.map((type, at) => {
                  const cell = row[at] ?? null
                  return cellText(valueOfCell(cell, type), type.type)
                }),
              )
            }
          },
        },
      )
    } finally {
      await tables.process.run({ kind: 'end', session }).catch(() => undefined)
    }
  }
  const find = (table: string): ReadResult => {
    const found = tables.results.get(table)
    if (found === undefined) throw new EngineError('table-unknown', { table })
    return found
  }
  const rowNumber: Omit<Column, 'physical'> = { type: 'number', number: { kind: 'integer' } }

  return {
    async keys(table, signal) {
      const result = find(table)
      const key = (tables.catalog.tables.get(table)?.key ?? []).map((column) => columnOf(result, column))
      const types = key.map(({ type }) => type)
      const keys: RowKey[] = []
      const session = tables.newSession()
      try {
        await tables.process.run(
          {
            kind: 'rows',
            session,
            sql: `SELECT rowid, ${key.map(cellOf).join(', ')} FROM ${relation(result)}`,
          },
          {
            signal,
            onRows: (rows) => {
              for (const [position = null, ...cells] of rows) {
                const values = key.map((column, at) => valueOfCell(cells[at] ?? null, column))
                keys.push({ position: Number(position), key: keyText(values, types) })
              }
            },
          },
        )
      } finally {
        await tables.process.run({ kind: 'end', session }).catch(() => undefined)
      }
      return keys
    },

    async rowsAt(table, columns, positions, signal) {
      if (positions.length === 0) return []
      const result = find(table)
      const types = columns.map((column) => columnOf(result, column))
      const selected = types.map((column) => `, ${cellOf(column)}`).join('')
      const list = positions.map((position) => String(Math.trunc(position))).join(', ')
      const rows = new Map<number, readonly (string | null)[]>()
      await query(
        `SELECT rowid${selected} FROM ${relation(result)} WHERE rowid IN (${list})`,
        [rowNumber, ...types],
        ([position, ...cells]) => rows.set(Number(position), cells),
        signal,
      )
      return positions.map((position) => rows.get(position) ?? null)
    },

    async values(table, column, { search = '', limit, signal }) {
      const result = find(table)
      const { physical, ...type } = columnOf(result, column)
      const name = quoteIdentifier(physical)
      const from = relation(result)
      const matches = search === '' ? '' : ` AND contains(lower(CAST(${name} AS VARCHAR)), lower(${quoteText(search)}))`
      const items: { value: string; count: number }[] = []
      await query(
        `SELECT ${cellSql(name, type)}, count(*) AS occurrences FROM ${from} WHERE ${name} IS NOT NULL${matches}
         GROUP BY ${name} ORDER BY occurrences DESC, ${name} LIMIT ${Math.trunc(limit) + 1}`,
        [type, rowNumber],
        ([value = null, count = null]) => {
          if (value !== null) items.push({ value, count: Number(count) })
        },
        signal,
      )
      let nulls = 0
      await query(
        `SELECT count(*) FROM ${from} WHERE ${name} IS NULL`,
        [rowNumber],
        ([count = null]) => {
          nulls = Number(count)
        },
        signal,
      )
      return { items: items.slice(0, limit), isComplete: items.length <= limit, nulls }
    },
  }
}

function columnOf({ source, columns, numbered }: ReadResult, name: string): Column {
  const found = source.columns.find((column) => column.name === name)
  if (found !== undefined) return { ...found, physical: columns.get(name) ?? name }
  if (numbered) return { type: 'number', number: { kind: 'integer' }, physical: columns.get(name) ?? name }
  throw new EngineError('column-unknown', { table: source.name, column: name })
}

/** SQL of a column's cells. */
function cellOf({ physical, ...type }: Column): string {
  return cellSql(quoteIdentifier(physical), type)
}

function relation({ physical }: ReadResult): string {
  return quoteName([DATA_SCHEMA, physical])
}
