import type { Comparison } from './expression.ts'
import { compareMoments, momentComparison } from './moments.ts'
import { required } from './operand-values.ts'
import type { OperatorExample, PredicateOperator } from './operator.ts'

interface MomentComparison {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly comparison: Exclude<Comparison, '<>' | '='>
  /** Whether the order of value and operand, negative, 0 or positive, is as asked. */
  readonly holds: (order: number) => boolean
  readonly examples: readonly OperatorExample[]
}

/** An operator that compares a date or datetime with another: by local date with a date, by instant with an instant. */
export function momentComparisonOperator(declaration: MomentComparison): PredicateOperator {
  const { name, label, help, comparison, holds, examples } = declaration
  return {
    kind: 'predicate',
    name,
    negative: null,
    types: ['date', 'datetime'],
    operands: { value: { kind: 'subject' } },
    label,
    negativeLabel: null,
    help,
    nullRule: 'false',
    evaluate: (value, operands, clock) => holds(compareMoments(value, required(operands.value, 'value'), clock)),
    toExpression: (subject, operands, clock) =>
      momentComparison(comparison, subject, required(operands.value, 'value'), operands, clock),
    describe: ({ value = '' }) => `${label} ${value}`,
    examples,
  }
}
