import { assertNever } from '../assert-never.ts'
import type { Clock } from '../time/clock.ts'
import type { Value } from '../values/value.ts'
import { type Comparison, compare, type Predicate, type Term } from './expression.ts'
import { localDayOf, wholeNumberOf } from './operand-values.ts'
import type { EvaluatedOperand, ExpressionOperands, TypedTerm } from './operator.ts'
import { isOnLocalDates } from './predicates.ts'

/** Orders a date or datetime and an operand: by local date against a date, by instant against an instant. */
export function compareMoments(value: Value, operand: EvaluatedOperand, clock: Clock): number {
  if (typeof value === 'bigint' && typeof operand.value === 'bigint') {
    return value < operand.value ? -1 : value > operand.value ? 1 : 0
  }
  return localDayOf(value, clock) - localDayOf(operand.value, clock)
}

/** `compareMoments` as a predicate. */
export function momentComparison(
  operator: Exclude<Comparison, '<>'>,
  subject: Term,
  operand: TypedTerm,
  operands: ExpressionOperands,
  clock: Clock,
): Predicate {
  if (operands.subjectType !== 'datetime' || operand.type === 'datetime')
    return compare(operator, subject, operand.term)
  if (operand.term.kind !== 'literal') return compare(operator, { kind: 'localDate', instant: subject }, operand.term)
  const day = wholeNumberOf(operand.term.value)
  const { first, last } = datesThat(operator, day)
  return isOnLocalDates(subject, first, last, clock.timeZone)
}

/** The dates that compare to a day as asked; null: unbounded. */
function datesThat(operator: Exclude<Comparison, '<>'>, day: number): { first: number | null; last: number | null } {
  switch (operator) {
    case '=':
      return { first: day, last: day }
    case '<':
      return { first: null, last: day - 1 }
    case '<=':
      return { first: null, last: day }
    case '>':
      return { first: day + 1, last: null }
    case '>=':
      return { first: day, last: null }
    default:
      return assertNever(operator)
  }
}
