import { and, compare } from './expression.ts'
import { dateLiteral, instantLiteral } from './literals.ts'
import { isInstant, wholeNumberOf } from './operand-values.ts'
import type { OperatorExample, PredicateOperator } from './operator.ts'
import { type Direction, farDay, farInstant, WINDOW_UNITS } from './window-bounds.ts'
import { span } from './wording.ts'

interface WithinWindow {
  readonly name: string
  readonly negative: string
  readonly direction: Direction
  readonly label: string
  readonly negativeLabel: string
  readonly help: string
  readonly examples: readonly OperatorExample[]
}

/** An operator about the stretch between as-of and so many units before or after it, its later end included. */
export function withinWindowOperator(declaration: WithinWindow): PredicateOperator {
  const { name, negative, direction, label, negativeLabel, help, examples } = declaration
  return {
    kind: 'predicate',
    name,
    negative,
    types: ['date', 'datetime'],
    operands: { amount: true, unit: WINDOW_UNITS },
    label,
    negativeLabel,
    help,
    nullRule: 'false',
    evaluate(value, operands, clock) {
      if (typeof value === 'bigint') {
        const far = farInstant(operands, direction, clock)
        return direction === 'ago' ? far < value && value <= clock.asOf : clock.asOf < value && value <= far
      }
      const day = wholeNumberOf(value)
      const far = farDay(operands, direction, clock)
      return direction === 'ago' ? far < day && day <= clock.today : clock.today < day && day <= far
    },
    toExpression(subject, operands, clock) {
      const [now, far] = isInstant(operands)
        ? [instantLiteral(clock.asOf), instantLiteral(farInstant(operands, direction, clock))]
        : [dateLiteral(clock.today), dateLiteral(farDay(operands, direction, clock))]
      const [start, end] = direction === 'ago' ? [far, now] : [now, far]
      return and(compare('>', subject, start), compare('<=', subject, end))
    },
    describe: (words, negated) => `${negated ? negativeLabel : label} ${span(words)}`,
    examples,
  }
}
