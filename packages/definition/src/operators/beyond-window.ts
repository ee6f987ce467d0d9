import { compare } from './expression.ts'
import { dateLiteral, instantLiteral } from './literals.ts'
import { isInstant, wholeNumberOf } from './operand-values.ts'
import type { OperatorExample, PredicateOperator } from './operator.ts'
import { type Direction, farDay, farInstant, WINDOW_UNITS } from './window-bounds.ts'
import { duration } from './wording.ts'

interface BeyondWindow {
  readonly name: string
  readonly direction: Direction
  readonly label: string
  readonly help: string
  readonly examples: readonly OperatorExample[]
}

/** An operator about everything past the far end of a window: at it or before it for the past, after it for the future. */
export function beyondWindowOperator(declaration: BeyondWindow): PredicateOperator {
  const { name, direction, label, help, examples } = declaration
  return {
    kind: 'predicate',
    name,
    negative: null,
    types: ['date', 'datetime'],
    operands: { amount: true, unit: WINDOW_UNITS },
    label,
    negativeLabel: null,
    help,
    nullRule: 'false',
    evaluate(value, operands, clock) {
      if (typeof value === 'bigint') {
        const far = farInstant(operands, direction, clock)
        return direction === 'ago' ? value <= far : value > far
      }
      const far = farDay(operands, direction, clock)
      return direction === 'ago' ? wholeNumberOf(value) <= far : wholeNumberOf(value) > far
    },
    toExpression(subject, operands, clock) {
      const far = isInstant(operands)
        ? instantLiteral(farInstant(operands, direction, clock))
        : dateLiteral(farDay(operands, direction, clock))
      return compare(direction === 'ago' ? '<=' : '>', subject, far)
    },
    describe: (words) => `is more than ${duration(words)} ${direction === 'ago' ? 'ago' : 'ahead'}`,
    examples,
  }
}
