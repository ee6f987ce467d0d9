import { compareNumbers } from '../values/exact.ts'
import type { Value } from '../values/value.ts'
import { numberOf } from './operand-values.ts'

/** Whether a list holds a text or number; null elements equal nothing. */
export function hasElement(list: readonly Value[], wanted: Value): boolean {
  return list.some((element) => {
    if (element === null) return false
    return typeof element === 'string' ? element === wanted : compareNumbers(numberOf(element), numberOf(wanted)) === 0
  })
}
