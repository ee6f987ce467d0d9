import { compareNumbers } from '../values/exact.ts'
import { type Comparison, compare } from './expression.ts'
import { numberOf, required } from './operand-values.ts'
import type { OperatorExample, PredicateOperator } from './operator.ts'

interface NumberComparison {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly comparison: Comparison
  /** Whether the order of value and operand, negative, 0 or positive, is as asked. */
  readonly holds: (order: number) => boolean
  readonly examples: readonly OperatorExample[]
}

/** An operator that compares a number with another. */
export function numberComparisonOperator(declaration: NumberComparison): PredicateOperator {
  const { name, label, help, comparison, holds, examples } = declaration
  return {
    kind: 'predicate',
    name,
    negative: null,
    types: ['number'],
    operands: { value: { kind: 'subject' } },
    label,
    negativeLabel: null,
    help,
    nullRule: 'false',
    evaluate: (value, operands) =>
      holds(compareNumbers(numberOf(value), numberOf(required(operands.value, 'value').value))),
    toExpression: (subject, { value }) => compare(comparison, subject, required(value, 'value').term),
    describe: (words) => `${label} ${words.value ?? ''}`,
    examples,
  }
}
