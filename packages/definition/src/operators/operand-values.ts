import type { Unit } from '../resolve/resolved.ts'
import type { Clock } from '../time/clock.ts'
import { localDate } from '../time/zone.ts'
import { isExact, toFloat } from '../values/exact.ts'
import type { EpochDay, Exact, Value } from '../values/value.ts'
import type { ExpressionOperands, TypedTerm } from './operator.ts'

/*
 * Values and operands reach an operator checked against its declaration. These functions say which type the operator
 * counts on, and throw a `TypeError` (a bug of the caller) where it is not there.
 */

/** An operand the operator's declaration requires. */
export function required<Operand>(operand: Operand | undefined, name: string): Operand {
  if (operand === undefined) throw new TypeError(`the operand ${name} is missing`)
  return operand
}

export function textOf(value: Value): string {
  if (typeof value !== 'string') throw new TypeError('not a text')
  return value
}

export function numberOf(value: Value): Exact | number {
  if (typeof value !== 'number' && !isExact(value)) throw new TypeError('not a number')
  return value
}

/** A number of which the declaration says that it is small and whole. */
export function wholeNumberOf(value: Value): number {
  return toFloat(numberOf(value))
}

export function listOf(value: Value): readonly Value[] {
  if (!isList(value)) throw new TypeError('not a list')
  return value
}

// Array.isArray alone does not narrow to a readonly array.
const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

/** The local date of a date or datetime. */
export function localDayOf(value: Value, clock: Clock): EpochDay {
  return typeof value === 'bigint' ? localDate(value, clock.timeZone) : wholeNumberOf(value)
}

/** A unit of whole days; dates are never given minutes or hours. */
export function calendarUnit(unit: Unit): Exclude<Unit, 'minute' | 'hour'> {
  if (unit === 'minute' || unit === 'hour') throw new TypeError(`${unit}s on a date`)
  return unit
}

/** The literal value of an operand that cannot be another attribute. */
export function literalValue({ term }: TypedTerm): Value {
  if (term.kind !== 'literal') throw new TypeError('not a literal')
  return term.value
}

/** Whether the subject has a time of day. */
export function isInstant({ subjectType }: ExpressionOperands): boolean {
  return subjectType === 'datetime'
}
