import Big from 'big.js'
import type { Value } from '../values/value.ts'

type NonNull = Exclude<Value, null>

const isFloat = (value: NonNull): value is number => typeof value === 'number'

/** The sum of numbers, exact for exact ones; null of none. */
export function sum(values: readonly NonNull[]): Value {
  if (values.length === 0) return null
  if (values.some(isFloat)) return notNaN(floats(values).reduce((total, value) => total + value, 0))
  return exact(values).reduce((total, value) => total.plus(value), new Big(0))
}

/** The exact sum, made a float, divided by the number of values; null of none. */
export function average(values: readonly NonNull[]): Value {
  const total = sum(values)
  return total === null ? null : notNaN(Number(total) / values.length)
}

/** The middle value, or the mean of the two middle ones: exact for exact numbers; null of none. */
export function median(values: readonly NonNull[]): Value {
  if (values.length === 0) return null
  const [low, high] = [Math.floor((values.length - 1) / 2), Math.floor(values.length / 2)]
  if (values.some(isFloat)) {
    const sorted = floats(values).sort((a, b) => a - b)
    return notNaN(mean(sorted[low] ?? 0, sorted[high] ?? 0))
  }
  const sorted = exact(values).sort((a, b) => a.cmp(b))
  // A half has one digit more, so this product is the exact mean.
  return (sorted[low] ?? new Big(0)).plus(sorted[high] ?? new Big(0)).times('0.5')
}

const mean = (a: number, b: number): number => (a === b ? a : (a + b) / 2)

/** The data have no NaN, but infinities of both signs can make one: it is read as null, as in sources. */
const notNaN = (value: number): Value => (Number.isNaN(value) ? null : value)

const floats = (values: readonly NonNull[]): number[] => values.map(Number)

const exact = (values: readonly NonNull[]): Big[] =>
  values.map((value) => {
    if (value instanceof Big) return value
    throw new Error(`Not a number: ${String(value)}`)
  })
