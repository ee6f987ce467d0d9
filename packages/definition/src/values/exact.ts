import Big from 'big.js'
import type { Exact } from './value.ts'

/** The smallest and the greatest integer of 64 bits. */
export const INT64_MIN = new Big('-9223372036854775808')
export const INT64_MAX = new Big('9223372036854775807')

/** The number a decimal text, a JavaScript number (by its shortest decimal text) or a bigint stands for, exactly. Throws on anything else. */
export function exact(value: string | number | bigint): Exact {
  return new Big(value)
}

/** Whether a value is an exact number. */
export function isExact(value: unknown): value is Exact {
  return value instanceof Big
}

/** The nearest 64-bit float. */
export function toFloat(value: Exact | number): number {
  return typeof value === 'number' ? value : Number(value.toString())
}

/** Orders two numbers: exactly where both are exact, as 64-bit floats where either is a float. */
export function compareNumbers(a: Exact | number, b: Exact | number): number {
  if (isExact(a) && isExact(b)) return a.cmp(b)
  const floatA = toFloat(a)
  const floatB = toFloat(b)
  if (floatA === floatB) return 0
  return floatA < floatB ? -1 : 1
}

/** How many fractional digits an exact number has. */
export function scaleOf(value: Exact): number {
  return Math.max(0, value.c.length - 1 - value.e)
}

/** Whether an exact number is an integer of at most 64 bits. */
export function isInt64(value: Exact): boolean {
  return scaleOf(value) === 0 && value.gte(INT64_MIN) && value.lte(INT64_MAX)
}
