import { INT64_MIN, isExact, isInt64 } from '@coterie/definition'
import type { SqlLiteral } from '../../sql/sql-expression.ts'
import { printDate, printTimeOfDay, splitInstant } from '../print-date.ts'
import { printFloat } from '../print-float.ts'
import { quoteText } from '../quote.ts'

/** A value as Trino reads it. The smallest integer is a decimal, because its digits are read before its sign. */
export function printLiteral({ type, value }: SqlLiteral): string {
  if (isExact(value)) return isInt64(value) && value.gt(INT64_MIN) ? value.toFixed() : `DECIMAL '${value.toFixed()}'`
  switch (typeof value) {
    case 'string':
      return printText(value)
    case 'boolean':
      return value ? 'TRUE' : 'FALSE'
    case 'bigint':
      return printInstant(value)
    case 'number':
      return type === 'date' ? printDay(value) : printFloat(value, 'infinity()')
    default:
      throw new TypeError('A list is not a literal of Trino.')
  }
}

/** Characters that logs, proxies and editors could change: all but printable ones, and the spaces other than U+0020. */
const UNSAFE = /[\p{C}\p{Z}]/u
const EVERY_UNSAFE = /[\p{C}\p{Z}\\]/gu

/** A text between quotes; with escapes by code point where it has characters that cannot be seen. */
export function printText(text: string): string {
  if (!UNSAFE.test(text.replaceAll(' ', ''))) return quoteText(text)
  return `U&${quoteText(text.replaceAll(EVERY_UNSAFE, escapeCharacter))}`
}

function escapeCharacter(character: string): string {
  if (character === ' ') return character
  if (character === '\\') return '\\\\'
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
  return code.length <= 4 ? `\\${code.padStart(4, '0')}` : `\\+${code.padStart(6, '0')}`
}

function printDay(day: number): string {
  const date = printDate(day)
  return date === null ? `date_add('day', ${day}, DATE '1970-01-01')` : `DATE '${date}'`
}

function printInstant(instant: bigint): string {
  const { day, timeOfDay } = splitInstant(instant)
  const date = printDate(day)
  const time = printTimeOfDay(timeOfDay)
  return date === null ? `date_add('day', ${day}, TIMESTAMP '1970-01-01 ${time}')` : `TIMESTAMP '${date} ${time}'`
}
