import type { AttributeType } from '../catalog/catalog.ts'
import { compareValues } from '../values/compare.ts'
import type { Value } from '../values/value.ts'

/** Orders two values of one attribute as `compareValues`. Throws on null and on lists, which have no order. */
export function compareCells(type: AttributeType, a: Value, b: Value): number {
  if (a === null || b === null || isList(a) || isList(b)) throw new TypeError('Nulls and lists have no order.')
  return compareValues(type, a, b)
}

// Array.isArray does not narrow a readonly array away.
const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
