import { assertNever } from '../assert-never.ts'
import type { AttributeType } from '../catalog/catalog.ts'
import { compareNumbers, isExact } from './exact.ts'
import { compareCodePoints } from './text.ts'
import type { Scalar } from './value.ts'

/**
 * Orders two values of one attribute type (of its elements for lists): negative, 0 or positive. Texts by code point,
 * numbers as `compareNumbers`, false before true. Throws on a value that is not of the type.
 */
export function compareValues(type: AttributeType, a: Scalar, b: Scalar): number {
  switch (type) {
    case 'string':
    case 'list<string>':
    case 'other':
      if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b)
      break
    case 'number':
    case 'list<number>':
    case 'date':
      if (isNumber(a) && isNumber(b)) return compareNumbers(a, b)
      break
    case 'boolean':
      if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
      break
    case 'datetime':
      if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0
      break
    default:
      return assertNever(type)
  }
  throw new TypeError(`not values of type ${type}: ${typeof a} and ${typeof b}`)
}

/** Whether two values of one attribute type are the same value. */
export function equalValues(type: AttributeType, a: Scalar, b: Scalar): boolean {
  return compareValues(type, a, b) === 0
}

function isNumber(value: Scalar): value is Exclude<Scalar, string | boolean | bigint> {
  return typeof value === 'number' || isExact(value)
}
