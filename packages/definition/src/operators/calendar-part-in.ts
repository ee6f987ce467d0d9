import type { Clock } from '../time/clock.ts'
import type { Value } from '../values/value.ts'
import type { CalendarPart } from './expression.ts'
import { typedLiteral } from './literals.ts'
import { required, wholeNumberOf } from './operand-values.ts'
import type { OperatorExample, PredicateOperator } from './operator.ts'
import { alternatives } from './wording.ts'

interface CalendarPartIn {
  readonly name: string
  readonly negative: string
  readonly part: CalendarPart
  readonly types: PredicateOperator['types']
  readonly min: number
  readonly max: number
  readonly label: string
  readonly negativeLabel: string
  readonly help: string
  readonly partOf: (value: Exclude<Value, null>, clock: Clock) => number
  /** Names of the values from `min` on; absent: the numbers themselves. */
  readonly names?: readonly string[]
  readonly examples: readonly OperatorExample[]
}

/** An operator that looks for a calendar part of the local date and time in a list of whole numbers. */
export function calendarPartInOperator(declaration: CalendarPartIn): PredicateOperator {
  const { name, negative, part, types, min, max, label, negativeLabel, help, partOf, names, examples } = declaration
  return {
    kind: 'predicate',
    name,
    negative,
    types,
    operands: { values: { kind: 'integer', min, max } },
    label,
    negativeLabel,
    help,
    nullRule: 'false',
    evaluate(value, { values }, clock) {
      const found = partOf(value, clock)
      return required(values, 'values').some((listed) => wholeNumberOf(listed) === found)
    },
    toExpression: (subject, { values, subjectType }) => ({
      kind: 'inList',
      term: { kind: 'calendarPart', part, of: subject, ofType: subjectType === 'datetime' ? 'datetime' : 'date' },
      literals: required(values, 'values').map((listed) => typedLiteral('number', listed)),
    }),
    describe({ values = [] }, negated) {
      const words = values.map((word) => names?.[Number(word) - min] ?? word)
      return `${negated ? negativeLabel : label} ${alternatives(words)}`
    },
    examples,
  }
}
