import { isExact } from '@coterie/definition'
import type { SqlLiteral } from '../../sql/sql-expression.ts'
import { printDate, printTimeOfDay, splitInstant } from '../print-date.ts'
import { printFloat } from '../print-float.ts'
import { quoteText } from '../quote.ts'

/** A value as DuckDB reads it: by its type alone, whatever characters it has. */
export function printLiteral({ type, value }: SqlLiteral): string {
  if (isExact(value)) return value.toFixed()
  switch (typeof value) {
    case 'string':
      return printText(value)
    case 'boolean':
      return value ? 'TRUE' : 'FALSE'
    case 'bigint':
      return printInstant(value)
    case 'number':
      return type === 'date' ? printDay(value) : printFloat(value, "CAST('Infinity' AS DOUBLE)")
    default:
      throw new TypeError(`A list is not a literal of DuckDB.`)
  }
}

/** DuckDB ends a statement at a NUL, wherever it stands. */
export function printText(text: string): string {
  if (!text.includes('\0')) return quoteText(text)
  return `(${text.split('\0').map(quoteText).join(' || chr(0) || ')})`
}

function printDay(day: number): string {
  const date = printDate(day)
  return date === null ? `(DATE '1970-01-01' + ${day})` : `DATE '${date}'`
}

function printInstant(instant: bigint): string {
  const { day, timeOfDay } = splitInstant(instant)
  const date = printDate(day)
  return date === null ? `make_timestamp(${instant})` : `TIMESTAMP '${date} ${printTimeOfDay(timeOfDay)}'`
}
